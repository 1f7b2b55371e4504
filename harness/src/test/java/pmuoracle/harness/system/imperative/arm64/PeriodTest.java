package pmuoracle.harness.system.imperative.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;
import static pmuoracle.spec.arm64.Arm64Models.ARCHITECTURE;
import static pmuoracle.spec.arm64.Arm64Models.V5_10;
import static pmuoracle.spec.arm64.Arm64Models.V6_1;
import static pmuoracle.spec.arm64.Arm64Models.V6_12;
import static pmuoracle.spec.arm64.Arm64Models.V6_8;
import static pmuoracle.spec.arm64.Arm64Models.V7_3;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/**
 * When a perf event reports an overflow: {@code compute_period()} of minus the counter's value,
 * then of minus what the perf event has counted, with the overflow width of that moment.
 */
class PeriodTest {
  private static final List<Arm64Model> EMULATED = List.of(V5_10, V6_1, V6_8, V6_12, V7_3);
  private static final long MOST = 0xffff_ffffL;
  private static final long NEAR = 0xffff_fff0L;

  private static Script counting(long value) {
    return Script.on(Machines.OLD).boot().type(0, 8).value(0, value).enable(1);
  }

  /** PMOVSSET at the end, in the kernels and in the architecture. */
  private static void assertStatus(String kernels, String architecture, Script script) {
    script.read(Kind.PMOVSSET);
    for (Arm64Model model : EMULATED) {
      assertEquals(kernels, script.value(model), model.id());
    }
    assertEquals(architecture, script.value(ARCHITECTURE));
  }

  @Test
  void aCounterStartedAt0NeverReports() {
    assertStatus("0x0", "0x1", counting(0).retire(8, MOST).retire(8, 1));
    assertStatus("0x0", "0x1", counting(0).retire(8, MOST).retire(8, MOST).retire(8, MOST));
  }

  @Test
  void theFirstReportIsWhereTheValueWraps() {
    assertStatus("0x0", "0x0", counting(NEAR).retire(8, 15));
    assertStatus("0x1", "0x1", counting(NEAR).retire(8, 15).retire(8, 1));
    assertStatus("0x1", "0x1", counting(NEAR).retire(8, 16));
  }

  @Test
  void theNextReportIsTheStartValueLaterAndThenThereIsNone() {
    Script second = counting(5).retire(8, MOST - 4).write(Kind.PMOVSCLR, 1).retire(8, 4);
    assertStatus("0x0", "0x0", second);
    assertStatus("0x1", "0x0", second.retire(8, 1));
    second.write(Kind.PMOVSCLR, 1).retire(8, MOST).retire(8, MOST).retire(8, 2);
    assertStatus("0x0", "0x1", second);
  }

  @Test
  void whatWasCountedBeforeADisableCounts() {
    Script script = counting(NEAR).retire(8, 10).write(Kind.PMCNTENCLR, 1).retire(8, 3);
    script.write(Kind.PMCNTENSET, 1).retire(8, 5).read(Kind.PMOVSSET);
    assertEquals("0x0", script.value(V7_3));
    assertEquals("0x1", script.retire(8, 1).read(Kind.PMOVSSET).value(V7_3));
    Script off = counting(NEAR).retire(8, 10).write(Kind.PMCR, 0).write(Kind.PMCR, Pmcr.E);
    assertStatus("0x1", "0x1", off.retire(8, 6));
  }

  @Test
  void aWriteOfTheTypeOrTheValueBeginsAnew() {
    Script typed = counting(5).retire(8, MOST - 4).type(0, 8).write(Kind.PMOVSCLR, 1).retire(8, 5);
    assertStatus("0x0", "0x0", typed);
    Script valued = counting(5).retire(8, 2).value(0, 7).retire(8, MOST - 7);
    assertStatus("0x0", "0x0", valued);
    assertStatus("0x1", "0x1", valued.retire(8, 1));
  }

  @Test
  void twoReportsWithinOneRetirementChainTwice() {
    Script script = Script.on(Machines.PLAIN).boot().type(0, 8).type(1, EventType.CHAIN);
    script.value(0, NEAR).enable(3).retire(8, 8).retire(8, MOST - 7);
    assertEquals("2", script.cell(V7_3, 1));
    assertEquals("1", script.cell(ARCHITECTURE, 1));
    assertEquals("0x1", script.read(Kind.PMOVSSET).value(V7_3));
    assertEquals("0x1fffffff0", script.readValue(0).value(V7_3));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # pmcr, then, value,              events, kernel, chained, architecture
          0x1,    0x81, 0xffffffff,         1,      0x1,    0,       0x0
          0x81,   0x1,  0xffffffff,         1,      0x0,    0,       0x1
          0x81,   0x1,  0xffffffffffffffff, 1,      0x1,    1,       0x1
          0x1,    0x81, 0xfffffffffffffffe, 2,      0x1,    0,       0x1
          0x1,    0x1,  0xffffffff,         1,      0x1,    1,       0x1
          """)
  void aChangeOfLongOverflowLeavesThePeriod(
      String pmcr,
      String then,
      String value,
      long events,
      String kernel,
      String chained,
      String architecture) {
    Script script = Script.on(Machines.PLAIN).boot().write(Kind.PMCR, Long.decode(pmcr));
    script
        .type(0, 8)
        .type(1, EventType.CHAIN)
        .value(0, Long.parseUnsignedLong(value.substring(2), 16));
    script.write(Kind.PMCNTENSET, 3).write(Kind.PMCR, Long.decode(then)).retire(8, events);
    assertEquals(chained, script.cell(V7_3, 1));
    script.read(Kind.PMOVSSET);
    assertEquals(kernel, script.value(V7_3));
    assertEquals(architecture, script.value(ARCHITECTURE));
  }

  @Test
  void aChangeOfLongCycleLeavesThePeriod() {
    Script script = Script.on(Machines.OLD).boot().value(CYCLE, MOST).enable(1L << CYCLE);
    script.write(Kind.PMCR, Pmcr.E | Pmcr.LC).retire(EventType.CPU_CYCLES, 1);
    script.read(Kind.PMOVSSET);
    assertEquals("0x0", script.value(V6_1), "the period is 2^64 less 32 bits");
    assertEquals("0x80000000", script.value(V7_3));
    assertEquals("0x0", script.value(V5_10), "the write of PMCR makes the perf event anew");
    assertEquals("0x0", script.value(ARCHITECTURE));
  }

  @Test
  void aCounterThatMovesToTheOtherRangeKeepsItsPeriod() {
    Script script = Script.on(Machines.NESTED).boot().write(Kind.MDCR, Mdcr.HPME | Mdcr.HLP | 6);
    script.type(0, EventType.NSH | 8).value(0, MOST).enable(1);
    script.write(Kind.MDCR, Mdcr.HPME | Mdcr.HLP).retire(8, 1).read(Kind.PMOVSSET);
    assertEquals("0x1", script.value(V7_3));
    assertEquals("0x0", script.value(ARCHITECTURE));
  }

  @Test
  void theNextPeriodIsOfTheWidthAtTheOverflow() {
    Script script = Script.on(Machines.PLAIN).boot().type(0, 8).value(0, MOST - 1).enable(1);
    script.write(Kind.PMCR, Pmcr.E | Pmcr.LP).retire(8, 2).write(Kind.PMCR, Pmcr.E);
    script.write(Kind.PMOVSCLR, 1).retire(8, MOST).retire(8, MOST).read(Kind.PMOVSSET);
    assertEquals("0x0", script.value(V7_3), "minus 2 at 64 bits");
    assertEquals("0x1", script.value(ARCHITECTURE));
  }

  @Test
  void whatKvmAddsBesideAPerfEventOverflowsWhereItsOwnPartIs0() {
    Script script = counting(MOST - 1).retire(8, 1).hostWrite(Register.type(0), 0).increment(1);
    assertEquals("0x0", script.readValue(0).value(V7_3));
    assertEquals("0x0", script.read(Kind.PMOVSSET).value(V7_3));
    assertEquals("0x1", script.increment(1).read(Kind.PMOVSSET).value(V7_3));
    assertEquals("0x1", script.readValue(0).value(V7_3));
  }
}
