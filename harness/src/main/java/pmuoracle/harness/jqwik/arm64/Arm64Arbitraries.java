package pmuoracle.harness.jqwik.arm64;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.EventSpace;
import pmuoracle.spec.arm64.EventType;

/** Machines, events and whole programs for arm64, as far as a model speaks about them. */
public final class Arm64Arbitraries {
  private static final int MAX_STEPS = 30;
  private static final int MAX_COUNTINGS = 3;
  private static final int FEW = 4;
  private static final Integer[] VERSIONS = {1, 4, 5, 6};
  private static final Integer[] OLD_HOSTS = {1, 4, 5, 6, 7};
  private static final Integer[] HOSTS = {1, 4, 5, 6, 7, 8, 9};

  private Arm64Arbitraries() {}

  /** Programs on any machine the model does not refuse. */
  public static Arbitrary<GuestProgram> programs(Arm64Model model) {
    return machines(model).flatMap(machine -> programs(model, machine));
  }

  /**
   * Programs on this machine: calls that mostly let every virtual CPU run, a few counters put to
   * use, then up to 30 steps of any kind.
   */
  public static Arbitrary<GuestProgram> programs(Arm64Model model, Arm64Machine machine) {
    Arm64StepArbitraries steps = new Arm64StepArbitraries(model, machine);
    Arbitrary<List<Step>> body = steps.steps().list().ofMaxSize(MAX_STEPS);
    return Combinators.combine(
            steps.lifecycles(), steps.countings().list().ofMaxSize(MAX_COUNTINGS), body)
        .as(
            (lifecycle, countings, rest) -> {
              List<Step> all = new ArrayList<>(lifecycle);
              countings.forEach(all::addAll);
              all.addAll(rest);
              return new GuestProgram(machine, all);
            });
  }

  /**
   * Machines the model does not refuse; the simplest has versions 1, one counter and no feature.
   */
  public static Arbitrary<Arm64Machine> machines(Arm64Model model) {
    boolean old = model.eventSpace() == EventSpace.HOST;
    Arbitrary<Boolean> yes = Arbitraries.of(false, true);
    Arbitrary<Boolean> rarely = Arbitraries.frequency(Tuple.of(15, false), Tuple.of(1, true));
    return Combinators.combine(
            Arbitraries.of(old ? OLD_HOSTS : HOSTS),
            Arbitraries.of(VERSIONS),
            counters(),
            yes.list().ofSize(5),
            rarely.list().ofSize(3),
            Arbitraries.frequency(
                Tuple.of(12, Irqchip.READY),
                Tuple.of(3, Irqchip.NONE),
                Tuple.of(1, Irqchip.UNINITIALISED)),
            Arbitraries.oneOf(Arbitraries.just(-1L), Arbitraries.longs()).list().ofSize(2),
            Arbitraries.integers().between(1, Arm64Machine.MAX_VCPUS))
        .as(
            (host, version, counters, features, oddities, irqchip, advertised, vcpus) -> {
              boolean traps = !old && oddities.get(0);
              boolean nested = model.nested() && features.get(0);
              return new Arm64Machine(
                  host,
                  traps,
                  vmVersion(model, traps ? 1 : host, version),
                  counters,
                  features.get(1),
                  nested || features.get(2),
                  nested,
                  !oddities.get(1),
                  model.strict() && oddities.get(2),
                  irqchip,
                  features.get(3) ? 2 : 1,
                  features.get(4),
                  advertised.get(0),
                  advertised.get(1),
                  vcpus);
            });
  }

  private static Arbitrary<Integer> counters() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.integers().between(1, FEW)),
        Tuple.of(1, Arbitraries.integers().between(1, Arm64Machine.MAX_COUNTERS)));
  }

  /** This version, or the highest this host can give if that is below it. */
  private static int vmVersion(Arm64Model model, int host, int version) {
    int limit = Math.min(host, model.longCounters() ? 6 : 5);
    return Math.min(version, limit);
  }

  /** Events that can stand in a type register, few of them far apart. */
  public static Arbitrary<Integer> events() {
    return Arbitraries.frequencyOf(
        Tuple.of(
            4,
            Arbitraries.of(
                EventType.SW_INCR,
                1,
                8,
                EventType.CPU_CYCLES,
                0x12,
                EventType.CHAIN,
                0x3ff,
                0x411,
                0x4005,
                0xffff)),
        Tuple.of(1, Arbitraries.integers().between(0, 0xffff)));
  }

  /** Events that can retire in a virtual machine of this version. */
  public static Arbitrary<Integer> hardwareEvents(int version) {
    return events().map(event -> hardware(event & Arm64Machine.eventMask(version)));
  }

  private static int hardware(int event) {
    boolean software = event == EventType.SW_INCR || event == EventType.CHAIN;
    return software ? event + 1 : event;
  }
}
