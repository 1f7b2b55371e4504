package pmuoracle.spec.arm64;

import static pmuoracle.spec.MachineFacts.range;
import static pmuoracle.spec.MachineFacts.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.MachineFacts;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Observation.Kind;
import pmuoracle.spec.Step;

/**
 * The fixed facts of one arm64 run.
 *
 * @param hostVersion the hardware's PMU version: 1, 4, 5, 6, 7, 8 or 9
 * @param impdefTraps whether the host reaches its PMU through implementation-defined registers
 * @param vmVersion the virtual machine's PMU version: 1, 4, 5 or 6, not above the host's limit
 * @param counters event counters, 1 to 31
 * @param hardwareEl3 whether the hardware has EL3
 * @param guestEl3 whether the guest is told that it has EL3; a nested guest always is
 * @param nested whether the guest has virtual EL2
 * @param pmu whether the virtual machine has a PMU
 * @param strict whether userspace must select a PMU itself
 * @param irqchip the interrupt controller
 * @param pmus hardware PMUs, 1 or 2, alike but for their number; the default is 0
 * @param fineGrainedTraps whether the hardware has FEAT_FGT
 * @param ceid0 the hardware's PMCEID0: bit n is event n, bit 32 + n is event 0x4000 + n
 * @param ceid1 the hardware's PMCEID1: bit n is event 0x20 + n, bit 32 + n is event 0x4020 + n
 * @param vcpus 1 to 4
 * @param guestEl2 whether the guest is told that it has EL2, as it is unless userspace clears
 *     ID_AA64PFR0_EL1.EL2; a nested guest always is
 */
public record Arm64Machine(
    int hostVersion,
    boolean impdefTraps,
    int vmVersion,
    int counters,
    boolean hardwareEl3,
    boolean guestEl3,
    boolean nested,
    boolean pmu,
    boolean strict,
    Irqchip irqchip,
    int pmus,
    boolean fineGrainedTraps,
    long ceid0,
    long ceid1,
    int vcpus,
    boolean guestEl2)
    implements Machine {
  public static final int MAX_COUNTERS = 31;

  /** The place of the cycle counter among counters and type registers. */
  public static final int CYCLE = 31;

  private static final int[] HOST_VERSIONS = {1, 4, 5, 6, 7, 8, 9};
  private static final int[] VM_VERSIONS = {1, 4, 5, 6};
  private static final List<Observation> ERRNO = List.of(Observation.ERRNO);
  private static final List<Observation> FAULT = List.of(Observation.FAULT);
  private static final List<Observation> FAULT_VALUE =
      List.of(Observation.FAULT, Observation.VALUE);
  private static final List<List<Observation>> COUNTS = byCounters(Kind.COUNT, "ev", "cycles");
  private static final List<List<Observation>> HARDWARE =
      byCounters(Kind.HARDWARE, "typer", "ccfiltr");

  /** The interrupt controller of the virtual machine. */
  public enum Irqchip {
    /** None in the kernel: initialising a PMU needs no interrupt. */
    NONE("none"),
    /** One in the kernel that is not initialised. */
    UNINITIALISED("uninitialised"),
    READY("ready");

    private final String id;

    Irqchip(String id) {
      this.id = id;
    }

    /** The name in files. */
    public String id() {
      return id;
    }
  }

  public Arm64Machine {
    require(
        isAmong(HOST_VERSIONS, hostVersion),
        "host-version",
        hostVersion,
        "expected 1, 4, 5, 6, 7, 8 or 9");
    require(isAmong(VM_VERSIONS, vmVersion), "vm-version", vmVersion, "expected 1, 4, 5 or 6");
    int limit = hostLimit(hostVersion, impdefTraps);
    if (vmVersion > limit) {
      throw new IllegalArgumentException(
          "vm-version " + vmVersion + " above the host's limit " + limit);
    }
    range("counters", counters, 1, MAX_COUNTERS);
    range("pmus", pmus, 1, 2);
    range("vcpus", vcpus, 1, MAX_VCPUS);
    require(!nested || guestEl3, "a nested guest is always told that it has EL3");
    require(!nested || guestEl2, "a nested guest is always told that it has EL2");
  }

  /** A machine whose guest is told that it has EL2. */
  public Arm64Machine(
      int hostVersion,
      boolean impdefTraps,
      int vmVersion,
      int counters,
      boolean hardwareEl3,
      boolean guestEl3,
      boolean nested,
      boolean pmu,
      boolean strict,
      Irqchip irqchip,
      int pmus,
      boolean fineGrainedTraps,
      long ceid0,
      long ceid1,
      int vcpus) {
    this(
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
        vcpus,
        true);
  }

  /**
   * A plain machine: host and guest version 6, six counters, EL3, ready interrupt controller, every
   * event supported.
   */
  public static Arm64Machine plain(boolean nested) {
    return new Arm64Machine(
        6, false, 6, 6, true, true, nested, true, false, Irqchip.READY, 1, true, -1L, -1L, 1);
  }

  /** A plain machine of the first PMU version, whose event numbers have ten bits. */
  public static Arm64Machine tenBits() {
    return new Arm64Machine(
        1, false, 1, 6, true, true, false, true, false, Irqchip.READY, 1, true, -1L, -1L, 1);
  }

  @Override
  public Architecture architecture() {
    return Architecture.ARM64;
  }

  /**
   * The host's limit of PMU versions: 1 with trapped implementation-defined registers, else the
   * host's, at most 6.
   */
  public int hostLimit() {
    return hostLimit(hostVersion, impdefTraps);
  }

  private static int hostLimit(int version, boolean impdefTraps) {
    return impdefTraps ? 1 : Math.min(version, 6);
  }

  /** The event numbers of a PMU version, as a mask. */
  public static int eventMask(int version) {
    return version == 1 ? 0x3ff : 0xffff;
  }

  /** What is seen of each counter that may advance: event counters, then the cycle counter. */
  @Override
  public List<Observation> counts() {
    return COUNTS.get(counters);
  }

  @Override
  public List<Observation> observations(Step step) {
    return switch ((Arm64Step.Kind) step.kind()) {
      case SET_FILTER, SELECT_PMU, INIT, RUN -> ERRNO;
      case WRITE, GO -> FAULT;
      case READ -> FAULT_VALUE;
      case HOST_WRITE -> List.of();
      case SW_INCR, RETIRE -> counts();
      case LOAD -> HARDWARE.get(counters);
    };
  }

  @Override
  public Optional<String> refusal(Step step, Enum<?> kind) {
    Optional<String> refusal =
        MachineFacts.refusal(Architecture.ARM64, vcpus, step, kind instanceof Arm64Step.Kind);
    if (refusal.isPresent()) {
      return refusal;
    }
    return switch ((Arm64Step.Kind) kind) {
      case SET_FILTER -> ((Arm64Step.SetFilter) step).request().otherMeaning();
      case SELECT_PMU -> refusal((Arm64Step.SelectPmu) step);
      case HOST_WRITE -> refusal(((Arm64Step.HostWrite) step).register());
      case GO -> refusal((Arm64Step.Go) step);
      case RETIRE -> refusal((Arm64Step.Retire) step);
      case INIT, RUN, WRITE, READ, SW_INCR, LOAD -> Optional.empty();
    };
  }

  private static Optional<String> refusal(Arm64Step.SelectPmu select) {
    return select.pmu() < 0 || select.pmu() > 0xffff
        ? Optional.of("pmu " + select.pmu() + "; expected 0 to 65535")
        : Optional.empty();
  }

  private Optional<String> refusal(Arm64Step.Go go) {
    return go.level() == Level.VEL2 && !nested
        ? Optional.of("level vel2; the machine is not nested")
        : Optional.empty();
  }

  private Optional<String> refusal(Register register) {
    boolean typed =
        register.kind() == Register.Kind.PMCCFILTR
            || (register.kind() == Register.Kind.PMEVTYPER
                && register.index() >= 0
                && register.index() < counters);
    return typed
        ? Optional.empty()
        : Optional.of(
            register.name()
                + "; expected PMCCFILTR_EL0 or the type register of one of "
                + counters
                + " counters");
  }

  private static Optional<String> refusal(Arm64Step.Retire retire) {
    int event = retire.event();
    if (event < 0 || event > 0xffff || event == EventType.SW_INCR || event == EventType.CHAIN) {
      return Optional.of("event 0x%x; expected 16 bits, neither 0x0 nor 0x1e".formatted(event));
    }
    return retire.times() >= 1 && retire.times() <= 0xffff_ffffL
        ? Optional.empty()
        : Optional.of("times " + retire.times() + "; expected 1 to 4294967295");
  }

  private static List<List<Observation>> byCounters(Kind kind, String prefix, String cycle) {
    List<List<Observation>> all = new ArrayList<>();
    for (int n = 0; n <= MAX_COUNTERS; n++) {
      List<Observation> names = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        names.add(new Observation(kind, prefix + i));
      }
      names.add(new Observation(kind, cycle));
      all.add(List.copyOf(names));
    }
    return List.copyOf(all);
  }

  private static boolean isAmong(int[] values, int value) {
    for (int one : values) {
      if (one == value) {
        return true;
      }
    }
    return false;
  }
}
