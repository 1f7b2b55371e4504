package pmuoracle.harness.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Step;

/**
 * Filters compared over all 65,536 events, not a sample of them: each is programmed, and retired
 * once.
 */
class EveryEventTest {
  private static final int EVENTS = 0x1_0000;
  private static final int AT_ONCE = 3000;
  private static final int FILTERS = 6;

  private record Filtered(Model model, Machine machine, List<Step> filter) {
    @Override
    public String toString() {
      return model.id() + " " + filter;
    }
  }

  static Stream<Filtered> filters() {
    return IntStream.range(0, FILTERS).boxed().flatMap(i -> Stream.of(ranges(i), masked(i)));
  }

  /** Ranges of every length that overlap, the first of either action, one of them perhaps empty. */
  private static Filtered ranges(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Step> calls = new ArrayList<>();
    for (int i = random.nextInt(1, 9); i > 0; i--) {
      int base = random.nextInt(EVENTS);
      int most = Math.min(EVENTS - base, 0xffff);
      int nevents = random.nextInt(1 + (most >>> random.nextInt(16)));
      calls.add(
          new Arm64Step.SetFilter(
              0, pmuoracle.spec.arm64.FilterRequest.of(base, nevents, random.nextInt(2))));
    }
    calls.add(new Arm64Step.Init(0, true));
    calls.add(new Arm64Step.Run(0));
    calls.add(new Arm64Step.Write(0, Register.of(Register.Kind.PMCNTENSET), 1));
    calls.add(new Arm64Step.Write(0, Register.of(Register.Kind.PMCR), Pmcr.E));
    return new Filtered(Arm64Models.V7_3, Arm64Machine.plain(false), calls);
  }

  /** Masked entries, wildcards among them, on few event selects and all. */
  private static Filtered masked(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] entries = new long[random.nextInt(1, 40)];
    for (int i = 0; i < entries.length; i++) {
      int mask = random.nextInt(0x100);
      int select = random.nextBoolean() ? 0xc0 : random.nextInt(0x100);
      entries[i] =
          MaskedEntry.encode(select, mask, random.nextInt(0x100) & mask, random.nextInt(4) == 0);
    }
    Step set =
        new X86Step.SetFilter(FilterRequest.of(seed % 2, FilterRequest.MASKED_EVENTS, 0, entries));
    return new Filtered(X86Models.V7_3, X86Machine.intel(1, 0), List.of(set));
  }

  /** Lets the first counter count the event, and the event occur. */
  private static void count(Model model, int event, List<Step> into) {
    if (model == Arm64Models.V7_3) {
      if (event != EventType.SW_INCR && event != EventType.CHAIN) {
        into.add(new Arm64Step.Write(0, Register.type(0), event));
        into.add(new Arm64Step.Retire(0, event, 1));
      }
    } else {
      long select = event | EventSelect.ENABLE | EventSelect.OS;
      into.add(new X86Step.Write(0, pmuoracle.spec.x86.Register.eventSelect(0), select));
      into.add(new X86Step.Enter(0));
      into.add(new X86Step.Retire(0, event, 1, Privilege.KERNEL));
    }
  }

  @ParameterizedTest
  @MethodSource("filters")
  void bothDefinitionsSayTheSameOfEveryEvent(Filtered filtered) {
    ArchitectureKit kit = ArchitectureKits.of(filtered.model().architecture());
    Trace predicted = new Trace();
    Trace observed = new Trace();
    int denied = 0;
    int allowed = 0;
    try (Oracle oracle = kit.of(filtered.model()).oracle();
        SystemUnderTest system = kit.of(filtered.model()).imperative()) {
      for (int from = 0; from < EVENTS; from += AT_ONCE) {
        List<Step> steps = new ArrayList<>(filtered.filter());
        int before = steps.size();
        for (int event = from; event < Math.min(EVENTS, from + AT_ONCE); event++) {
          count(filtered.model(), event, steps);
        }
        GuestProgram program = new GuestProgram(filtered.machine(), steps);
        predicted.clear();
        observed.clear();
        oracle.predict(program, predicted, new RuleSet());
        system.run(program, observed);
        assertEquals(
            predicted, observed, () -> filtered + " from event " + program.steps().get(before));
        for (int step = before; step < steps.size(); step++) {
          boolean retired = steps.get(step).verb().equals("retire");
          denied += retired && predicted.cell(step, 0) == 0 ? 1 : 0;
          allowed += retired && predicted.cell(step, 0) == 1 ? 1 : 0;
        }
      }
    }
    int unretirable = filtered.model() == Arm64Models.V7_3 ? 2 : 0;
    assertEquals(EVENTS, denied + allowed + unretirable, "every event was decided");
  }
}
