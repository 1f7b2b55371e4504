package pmuoracle.harness.shrink.arm64;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pmuoracle.harness.shrink.Numbers;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;

/** A machine's facts, to be changed towards the plain machine, one or several at a time. */
final class PlainerMachine {
  /** One change; a name for what would be a consumer of machines. */
  private interface Change extends Consumer<PlainerMachine> {}

  private static final List<Change> FEATURES =
      List.of(
          PlainerMachine::plain,
          m -> m.nested = false,
          m -> m.strict = false,
          m -> m.pmu = true,
          m -> m.irqchip = Irqchip.READY,
          m -> m.impdefTraps = false,
          m -> m.fineGrainedTraps = true,
          m -> m.hardwareEl3 = true,
          m -> m.guestEl3 = true,
          m -> m.ceid0 = -1,
          m -> m.ceid1 = -1);

  private static final List<Change> VERSIONS =
      List.of(
          m -> m.hostVersion = 6,
          m -> m.vmVersion = 5,
          m -> m.vmVersion = 4,
          m -> {
            m.hostVersion = 6;
            m.vmVersion = 5;
          });

  private int hostVersion;
  private boolean impdefTraps;
  private int vmVersion;
  private int counters;
  private boolean hardwareEl3;
  private boolean guestEl3;
  private boolean nested;
  private boolean pmu;
  private boolean strict;
  private Irqchip irqchip;
  private int pmus;
  private boolean fineGrainedTraps;
  private long ceid0;
  private long ceid1;
  private int vcpus;

  private PlainerMachine(Arm64Machine m) {
    hostVersion = m.hostVersion();
    impdefTraps = m.impdefTraps();
    vmVersion = m.vmVersion();
    counters = m.counters();
    hardwareEl3 = m.hardwareEl3();
    guestEl3 = m.guestEl3();
    nested = m.nested();
    pmu = m.pmu();
    strict = m.strict();
    irqchip = m.irqchip();
    pmus = m.pmus();
    fineGrainedTraps = m.fineGrainedTraps();
    ceid0 = m.ceid0();
    ceid1 = m.ceid1();
    vcpus = m.vcpus();
  }

  /**
   * Machines with fewer counters and virtual CPUs, plainer versions and usual features, the boldest
   * first. None is refused by a model that speaks about this one: the virtual machine's version is
   * never raised to one with long counters.
   */
  static Stream<Arm64Machine> of(Arm64Machine machine) {
    return Stream.of(
            below(machine.vcpus()).mapToObj(n -> (Change) m -> m.vcpus = n),
            below(machine.counters()).mapToObj(n -> (Change) m -> m.counters = n),
            below(machine.pmus()).mapToObj(n -> (Change) m -> m.pmus = n),
            FEATURES.stream(),
            VERSIONS.stream(),
            Numbers.lower(~machine.ceid0()).mapToObj(missing -> (Change) m -> m.ceid0 = ~missing),
            Numbers.lower(~machine.ceid1()).mapToObj(missing -> (Change) m -> m.ceid1 = ~missing))
        .flatMap(changes -> changes)
        .flatMap(change -> changed(machine, change));
  }

  private static IntStream below(int count) {
    return IntStream.range(1, count);
  }

  private static Stream<Arm64Machine> changed(Arm64Machine machine, Change change) {
    PlainerMachine facts = new PlainerMachine(machine);
    change.accept(facts);
    boolean possible = facts.vmVersion <= (facts.impdefTraps ? 1 : Math.min(facts.hostVersion, 6));
    return possible ? Stream.of(facts.machine()) : Stream.empty();
  }

  private void plain() {
    hostVersion = 6;
    impdefTraps = false;
    hardwareEl3 = true;
    guestEl3 = true;
    nested = false;
    pmu = true;
    strict = false;
    irqchip = Irqchip.READY;
    pmus = 1;
    fineGrainedTraps = true;
    ceid0 = -1;
    ceid1 = -1;
  }

  private Arm64Machine machine() {
    return new Arm64Machine(
        hostVersion,
        impdefTraps,
        vmVersion,
        counters,
        hardwareEl3,
        guestEl3,
        nested,
        pmu,
        strict,
        irqchip,
        pmus,
        fineGrainedTraps,
        ceid0,
        ceid1,
        vcpus);
  }
}
