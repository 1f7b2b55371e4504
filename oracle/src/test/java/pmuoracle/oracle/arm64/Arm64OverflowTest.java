package pmuoracle.oracle.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** What kvm-unit-tests' arm/pmu.c expects of software increments, chains and overflow. */
final class Arm64OverflowTest {
  private static final long PRE_OVERFLOW = 0xffff_fff0L;

  static Stream<Arm64Model> settled() {
    return Arm64Models.ALL.stream().filter(Arm64Model::chainSettled);
  }

  private static Arm64Machine machine(int version) {
    return new Arm64Machine(
        6, false, version, 4, true, true, false, true, false, Irqchip.READY, 1, true, -1, -1, 1);
  }

  private static Programs hundredIncrements(Programs program, long mask) {
    for (int i = 0; i < 100; i++) {
      program.increment(mask);
    }
    return program.read(Register.counter(0)).read(Register.counter(1)).read(Kind.PMOVSSET);
  }

  /** PMU version, PMCR, second type, second counter to both counters and PMOVS. */
  @ParameterizedTest
  @CsvSource({
    "5, 0, 0,  0,        fffffff0 0 0",
    "5, 1, 0,  0,        54 64 1",
    "6, 1, 0,  0,        100000054 64 1",
    "6, 81, 0, 0,        100000054 64 0",
    "5, 1, 1e, 0,        54 1 1",
    "5, 1, 1e, ffffffff, 54 0 3",
    "6, 1, 1e, ffffffff, 100000054 100000000 3",
    "6, 81, 1e, 7,       100000054 7 0",
  })
  void softwareIncrementsOverflowAndChain(
      int version, String pmcr, String type, String value, String expected) {
    settled()
        .forEach(
            model -> {
              Programs program =
                  Programs.on(machine(version))
                      .start()
                      .type(0, 0)
                      .type(1, Long.parseLong(type, 16))
                      .write(Register.counter(0), PRE_OVERFLOW)
                      .write(Register.counter(1), Long.parseLong(value, 16))
                      .write(Kind.PMCNTENSET, 3)
                      .write(Kind.PMCR, Long.parseLong(pmcr, 16))
                      .load();
              hundredIncrements(program, type.equals("0") ? 3 : 1);
              assertEquals(expected, program.cells(model, "read", 1), model::id);
            });
  }

  /** Enabled counters, second counter to what the second one advances, and PMOVS. */
  @ParameterizedTest
  @CsvSource({
    "3, 0,        1 1",
    "3, ffffffff, 1 3",
    "2, 0,        0 0",
    "1, 0,        0 1",
  })
  void aChainNeedsBothItsCounters(String enabled, String value, String expected) {
    settled()
        .forEach(
            model -> {
              Programs program =
                  Programs.on(machine(5))
                      .start()
                      .type(0, 0x11)
                      .type(1, 0x1e)
                      .write(Register.counter(0), PRE_OVERFLOW)
                      .write(Register.counter(1), Long.parseLong(value, 16))
                      .write(Kind.PMCNTENSET, Long.parseLong(enabled, 16))
                      .write(Kind.PMCR, 1)
                      .load()
                      .retire(0x11, 200)
                      .read(Kind.PMOVSSET);
              assertEquals(
                  expected,
                  program.cells(model, "retire", 1) + " " + program.cells(model, "read", 1),
                  model::id);
            });
  }

  @ParameterizedTest
  @MethodSource("settled")
  void aDeniedEvenEventNeverChains(Arm64Model model) {
    // Denied events are not stopped by version 4 where the guest has EL3.
    Arm64Machine machine =
        new Arm64Machine(
            5, false, 5, 4, true, false, false, true, false, Irqchip.READY, 1, true, -1, -1, 1);
    assertEquals(
        "0",
        Programs.on(machine)
            .filters("8+1D")
            .start()
            .type(0, 0x08)
            .type(1, 0x1e)
            .write(Register.counter(0), PRE_OVERFLOW)
            .write(Kind.PMCNTENSET, 3)
            .write(Kind.PMCR, 1)
            .load()
            .retire(8, 200)
            .cells(model, "retire", 1));
  }

  @Test
  void whatIsSeenOfCountersIsUnknownOnceAnOldGenerationSawTheChainEvent() {
    for (Arm64Model model : List.of(Arm64Models.V5_10, Arm64Models.V6_1)) {
      Programs program =
          Programs.on(machine(5))
              .start()
              .type(0, 0x11)
              .retire(0x11, 1)
              .type(1, 0x1e)
              .retire(0x11, 1)
              .read(Register.counter(0))
              .read(Kind.PMOVSCLR)
              .read(Register.type(1));
      assertEquals("0 ?", program.cells(model, "retire", 0));
      assertEquals("? ? 1e", program.cells(model, "read", 1));
    }
  }

  @Test
  void theCycleCounterOverflowsAt32BitsUnlessLc() {
    Programs program =
        Programs.on(machine(5))
            .start()
            .write(Kind.PMCCNTR, 0xffff_ffffL)
            .write(Kind.PMCNTENSET, 0x8000_0000L)
            .write(Kind.PMCR, 0x41)
            .retire(0x11, 1)
            .read(Kind.PMOVSSET)
            .write(Kind.PMCCNTR, 0xffff_ffffL)
            .write(Kind.PMCR, 0x01)
            .retire(0x11, 1)
            .read(Kind.PMOVSSET)
            .read(Kind.PMCCNTR);
    assertEquals("0 80000000 100000000", program.cells(Arm64Models.ARCHITECTURE, "read", 1));
    // The first period was of 32 bits.
    assertEquals("80000000 80000000 100000000", program.cells(Arm64Models.V7_3, "read", 1));
    // And there it is 2^64 less 32 bits.
    assertEquals("0 0 100000000", program.cells(Arm64Models.V6_1, "read", 1));
  }

  /** A counter of cycles with a chain behind it, each step seen in PMOVSSET and taken back. */
  private static Programs counted(long value, long... times) {
    Programs program =
        Programs.on(machine(5))
            .start()
            .type(0, 0x11)
            .type(1, 0x1e)
            .write(Register.counter(0), value)
            .write(Kind.PMCNTENSET, 3)
            .write(Kind.PMCR, 1);
    for (long some : times) {
      program.retire(0x11, some).read(Kind.PMOVSSET).write(Kind.PMOVSCLR, 3);
    }
    return program;
  }

  /**
   * Value, events step by step, and PMOVSSET after each: from 0 no overflow is reported; after one
   * the next comes after minus what was counted, at 32 bits.
   */
  @ParameterizedTest
  @CsvSource({
    "0,        ffffffff 2,      0 0,   0 1",
    "ffffffff, 1 ffffffff 1,    1 1 0, 1 0 1",
    "fffffff0, 10 ffffffef 1 f, 1 0 1 0, 1 0 0 0",
    "5,        fffffffa ffffffff, 0 1, 0 1",
  })
  void periodsAreMinusWhatWasCounted(String value, String times, String kernel, String wraps) {
    long[] each = Stream.of(times.split(" ")).mapToLong(text -> Long.parseLong(text, 16)).toArray();
    Programs program = counted(Long.parseLong(value, 16), each);
    assertEquals(kernel, program.cells(Arm64Models.V7_3, "read", 1));
    assertEquals(wraps, program.cells(Arm64Models.ARCHITECTURE, "read", 1));
  }

  @Test
  void anOverflowReportedTwiceChainsTwice() {
    Programs program = counted(5, 0xffff_fffaL, 0xffff_ffffL);
    assertEquals("0 2", program.cells(Arm64Models.V7_3, "retire", 1));
    assertEquals("0 1", program.cells(Arm64Models.ARCHITECTURE, "retire", 1));
  }

  @Test
  void chainsAndProhibitedCyclesAreToldOf() {
    RuleSet fired = new RuleSet();
    Programs.on(machine(5))
        .start()
        .type(0, 0x11)
        .type(1, 0x1e)
        .write(Register.counter(0), PRE_OVERFLOW)
        .write(Kind.PMCNTENSET, 3)
        .write(Kind.PMCR, 1)
        .retire(0x11, 200)
        .trace(Arm64Models.V7_3, fired);
    assertTrue(fired.contains(Arm64Rule.CHAIN_ON_OVERFLOW));
  }
}
