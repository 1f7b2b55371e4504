package pmuoracle.harness.system.imperative.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.EventRange;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Register.Kind;

/** Which events count after which calls, under every model that can be the machine. */
class InstalledFilterTest {
  private static final Arm64Model V7_3 = Arm64Models.V7_3;

  private static Script calls(Arm64Machine machine, String calls) {
    Script script = Script.on(machine);
    for (String call : calls.isEmpty() ? new String[0] : calls.split(" ", -1)) {
      String[] parts = call.split(",", -1);
      int action = parts[2].equals("A") ? FilterRequest.ALLOW : FilterRequest.DENY;
      script.filter(FilterRequest.of(Integer.decode(parts[0]), Integer.decode(parts[1]), action));
    }
    return script;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # calls                 | event  | counts
                                  | 8      | 10
          0,10,A 0,10,D           | 8      | 0
          0,10,A 0,10,D           | 100    | 0
          0,10,D 0,10,A           | 8      | 10
          0,10,D 0,10,A           | 100    | 10
          5,0,A                   | 8      | 0
          5,0,D                   | 8      | 10
          0x11,1,D                | 0x11   | 0
          0x11,1,D                | 0x12   | 10
          0x11,1,D                | 0x10   | 10
          8,1,A 9,1,D             | 8      | 10
          8,1,A 9,1,D             | 9      | 0
          8,1,A 9,1,D             | 10     | 0
          9,1,D 8,1,A             | 9      | 0
          9,1,D 8,1,A             | 10     | 10
          0xffff,2,A              | 8      | 10
          0x3c,8,D                | 0x3b   | 10
          0x3c,8,D                | 0x3c   | 0
          0x3c,8,D                | 0x40   | 0
          0x3c,8,D                | 0x43   | 0
          0x3c,8,D                | 0x44   | 10
          0,0xffff,D              | 0xfffe | 0
          0,0xffff,D              | 0xffff | 10
          0,0xffff,A 0xffff,1,A   | 0xffff | 10
          0x8000,0x8000,A         | 0x7fff | 0
          0x8000,0x8000,A         | 0x8000 | 10
          """)
  void anEventCountsIffTheCallsLeaveItAllowed(String calls, String event, String counts) {
    int number = Integer.decode(event);
    Script script = calls(Machines.OLD, calls == null ? "" : calls);
    script.boot().enable(1).type(0, number).retire(number, 10);
    for (Arm64Model model : Arm64Models.ALL) {
      boolean loadedLater =
          switch (model.hardware()) {
            case DIRECT_V4, DIRECT_V6, DIRECT_V7, DIRECT_V8 -> true;
            case NONE, DIRECT_V5, REMAP -> false;
          };
      if (!loadedLater) {
        assertEquals(counts, script.cell(model, 0), model.id());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # calls                      | branches | instructions
                                       | 10       | 50
          0,1,A 8,1,A 0x21,1,A         | 10       | 50
          0,1,D 8,1,D 0x21,1,D         | 0        | 0
          0,1,D                        | 10       | 50
          0,1,A                        | 0        | 0
          """)
  void theProposedSelftestHolds(String calls, String branches, String instructions) {
    Script script = calls(Machines.PLAIN, calls == null ? "" : calls);
    script.boot().enable(3).type(0, 0x21).type(1, 8).retire(0x21, 10);
    assertEquals(branches, script.cell(V7_3, 0));
    assertEquals(instructions, script.retire(8, 50).cell(V7_3, 1));
  }

  @Test
  void theCycleCounterSharesItsBitWithTheCycleEvent() {
    Script denied = Script.on(Machines.PLAIN).deny(0x11, 1).boot();
    denied.enable(1L << CYCLE | 1).type(CYCLE, 0).type(0, 0x11).retire(0x11, 10);
    assertEquals("ev0 0, ev1 0, ev2 0, ev3 0, ev4 0, ev5 0, cycles 0", denied.last(V7_3));
    Script other = Script.on(Machines.PLAIN).deny(0, 1).boot();
    other.enable(1L << CYCLE | 1).type(CYCLE, 0).type(0, 0x11).retire(0x11, 10);
    assertEquals("ev0 10, ev1 0, ev2 0, ev3 0, ev4 0, ev5 0, cycles 10", other.last(V7_3));
  }

  @Test
  void aRefusedCallChangesNothing() {
    Script script = calls(Machines.PLAIN, "0,1,A").filter(FilterRequest.of(0xffff, 2, 0));
    script.filter(FilterRequest.of(8, 1, 2)).boot().allow(8, 1).enable(1).type(0, 8);
    assertEquals("0", script.retire(8, 10).cell(V7_3, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # host | vm | calls     | register | value
          6 | 6 |                 | PMCEID0  | 0xffffffffffffffff
          6 | 6 |                 | PMCEID1  | 0xffffffff1fffffff
          6 | 6 | 8,1,D           | PMCEID0  | 0xfffffffffffffeff
          6 | 6 | 0,1,D 0x1e,1,D  | PMCEID0  | 0xffffffffbffffffe
          6 | 6 | 0x4000,1,D      | PMCEID0  | 0xfffffffeffffffff
          6 | 6 | 0x4021,1,D      | PMCEID1  | 0xfffffffd1fffffff
          6 | 6 | 0x20,1,A        | PMCEID1  | 0x1
          6 | 1 | 0,0,D           | PMCEID0  | 0xffffffff
          6 | 1 |                 | PMCEID0  | 0xffffffffffffffff
          1 | 1 | 0,0,D           | PMCEID1  | 0x1fffffff
          """)
  void pmceidShowsWhatIsAllowed(int host, int vm, String calls, Kind register, String value) {
    Script script = calls(Machines.versions(host, vm, 1), calls == null ? "" : calls);
    assertEquals(value, script.boot().read(register).value(V7_3));
  }

  @Test
  void aSmallMapsUpperHalvesAreUnknownInTheFirstReleaseOnlyAndUnderAFilterOnly() {
    Script filtered = Script.on(Machines.SMALL).deny(0, 0).boot().read(Kind.PMCEID0);
    assertEquals("?", filtered.value(Arm64Models.V5_10));
    assertEquals("0xffffffff", filtered.value(Arm64Models.V6_1));
    Script free = Script.on(Machines.SMALL).boot().read(Kind.PMCEID0);
    assertEquals("0xffffffffffffffff", free.value(Arm64Models.V5_10));
    Script large = Script.on(Machines.OLD).deny(0, 1).boot().read(Kind.PMCEID0);
    assertEquals("0xfffffffffffffffe", large.value(Arm64Models.V5_10));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # model,     host, PMCEID0 of none, PMCEID1 of all
          arm64/5.10,  5,    0x0,             0xffffffffffffffff
          arm64/6.1,   4,    0x0,             0xffffffffffffffff
          arm64/6.1,   5,    0x0,             0xffffffff7fffffff
          arm64/6.8,   4,    0x40000000,      0xffffffff1fffffff
          arm64/6.12,  4,    0x40000000,      0xffffffff1fffffff
          arm64/7.3,   4,    0x40000001,      0xffffffff1fffffff
          """)
  void whatIsAdvertisedWithoutAFilterIsTheGenerations(
      String id, int host, String lower, String upper) {
    Arm64Model model =
        Arm64Models.ALL.stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
    Script script = Script.on(Machines.events(host, 0, -1L)).boot();
    assertEquals(lower, script.read(Kind.PMCEID0).value(model));
    assertEquals(upper, script.read(Kind.PMCEID1).value(model));
  }

  @Test
  void aDeniedChainIsNotAdvertised() {
    Script script = Script.on(Machines.events(4, 0, 0)).deny(0x1e, 1).boot();
    assertEquals("0x0", script.read(Kind.PMCEID0).value(Arm64Models.V6_12));
  }

  @Test
  void softwareIncrementAndChainAreAdvertisedWhateverTheHardwareHas() {
    Arm64Machine bare =
        new Arm64Machine(
            6,
            false,
            6,
            6,
            true,
            true,
            false,
            true,
            true,
            Arm64Machine.Irqchip.READY,
            1,
            true,
            0,
            -1L,
            1);
    assertEquals("0x40000001", Script.on(bare).select(0).boot().read(Kind.PMCEID0).value(V7_3));
    String stallSlots = Script.on(bare).select(0).boot().read(Kind.PMCEID1).value(V7_3);
    assertEquals("0xffffffffffffffff", stallSlots, "a strict machine keeps stall slots");
  }

  @Test
  void aRangeReachesItsEventsAndNoOthersWhereverItBeginsAndEnds() {
    int[] edges = {0, 1, 63, 64, 65, 127, 128, 2047, 2048, 2049, 4096, 0xf7ff, 0xf800, 0xffff};
    InstalledFilter filter = new InstalledFilter();
    for (int from : edges) {
      for (int to : edges) {
        if (from <= to) {
          filter.clear();
          filter.apply(new EventRange(from, to - from, true));
          filter.apply(new EventRange(64, 1, false));
          for (int event = 0; event < 0x1_0000; event++) {
            boolean expected = from <= event && event < to && event != 64;
            if (filter.allows(event) != expected) {
              assertEquals(expected, !expected, "event %d of %d to %d".formatted(event, from, to));
            }
          }
        }
      }
    }
  }
}
