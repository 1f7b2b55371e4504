package pmuoracle.spec.x86;

import static pmuoracle.spec.MachineFacts.range;
import static pmuoracle.spec.MachineFacts.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.MachineFacts;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Observation.Kind;
import pmuoracle.spec.Step;

/**
 * The fixed facts of one x86 run.
 *
 * @param vendor the host's KVM module
 * @param generalPurpose 0 to 8, AMD to 6
 * @param fixed 0 to 16, more than any hardware has; Intel with global control only
 * @param globalControl whether the guest has a global control register (Intel: PMU version 2 on;
 *     AMD: PerfMonV2)
 * @param width counter width in bits, 32 to 64
 * @param txWritable whether a guest may set IN_TX in an event select
 * @param mediated whether the guest owns the hardware counters; needs global control
 * @param nested whether the guest may be a hypervisor
 * @param unavailableEvents 7 bits: architectural events that CPUID says are missing; Intel only
 * @param hostBits 32 or 64: the host's size type
 * @param vcpus 1 to 4
 * @param lateVcpus how many of them, the last ones, are created at their own first step; the others
 *     are created before the program's first step
 */
public record X86Machine(
    Vendor vendor,
    int generalPurpose,
    int fixed,
    boolean globalControl,
    int width,
    boolean txWritable,
    boolean mediated,
    boolean nested,
    int unavailableEvents,
    int hostBits,
    int vcpus,
    int lateVcpus)
    implements Machine {
  public static final int MAX_GENERAL_PURPOSE = 8;
  public static final int MAX_FIXED = 16;

  private static final List<Observation> ERRNO = List.of(Observation.ERRNO);
  private static final List<Observation> FAULT = List.of(Observation.FAULT);
  private static final List<Observation> FAULT_VALUE =
      List.of(Observation.FAULT, Observation.VALUE);
  private static final List<Observation> VALUE = List.of(Observation.VALUE);
  private static final List<List<List<Observation>>> COUNTS = allCounts();

  public X86Machine {
    range("general-purpose", generalPurpose, 0, vendor.maxGeneralPurpose());
    range("fixed", fixed, 0, MAX_FIXED);
    range("width", width, 32, 64);
    range("unavailable-events", unavailableEvents, 0, 0x7f);
    range("vcpus", vcpus, 1, MAX_VCPUS);
    range("late-vcpus", lateVcpus, 0, vcpus - 1);
    require(hostBits == 32 || hostBits == 64, "host-bits", hostBits, "expected 32 or 64");
    boolean intel = vendor == Vendor.INTEL;
    require(fixed == 0 || intel, "an AMD machine has no fixed counters");
    require(fixed == 0 || globalControl, "fixed counters need global-control (PMU version 2)");
    require(!mediated || globalControl, "a mediated PMU needs global-control");
    require(!txWritable || intel, "tx-writable is Intel's");
    require(unavailableEvents == 0 || intel, "unavailable-events is Intel's");
  }

  /** A machine whose virtual CPUs are all created before the first step. */
  public X86Machine(
      Vendor vendor,
      int generalPurpose,
      int fixed,
      boolean globalControl,
      int width,
      boolean txWritable,
      boolean mediated,
      boolean nested,
      int unavailableEvents,
      int hostBits,
      int vcpus) {
    this(
        vendor,
        generalPurpose,
        fixed,
        globalControl,
        width,
        txWritable,
        mediated,
        nested,
        unavailableEvents,
        hostBits,
        vcpus,
        0);
  }

  /** A plain machine: 48-bit counters, one virtual CPU, 64-bit host, nothing optional. */
  public static X86Machine intel(int generalPurpose, int fixed) {
    return new X86Machine(
        Vendor.INTEL, generalPurpose, fixed, true, 48, false, false, true, 0, 64, 1);
  }

  /** A plain AMD machine with six counters and no global control. */
  public static X86Machine amd() {
    return new X86Machine(Vendor.AMD, 6, 0, false, 48, false, false, true, 0, 64, 1);
  }

  public X86Machine withMediated(boolean is) {
    return X86Forms.MACHINE.with(this, "mediated", is ? 1 : 0);
  }

  public X86Machine withVcpus(int count) {
    return X86Forms.MACHINE.with(this, "vcpus", count);
  }

  @Override
  public Architecture architecture() {
    return Architecture.X86;
  }

  /** General-purpose and fixed counters together; general-purpose first in every list. */
  public int counters() {
    return generalPurpose + fixed;
  }

  /** What is seen of each counter that may advance, in the order of {@link #counters}. */
  @Override
  public List<Observation> counts() {
    return COUNTS.get(generalPurpose).get(fixed);
  }

  /** The bits a counter holds. */
  public long counterMask() {
    return -1L >>> (64 - width);
  }

  /** The global-control bit of counter {@code index} of {@link #counters}. */
  public int globalBit(int index) {
    return index < generalPurpose ? index : 32 + index - generalPurpose;
  }

  /** The bits of global control that belong to counters. */
  public long globalBits() {
    return ((1L << generalPurpose) - 1) | ((1L << fixed) - 1) << globalBit(generalPurpose);
  }

  /** How many registers of this kind there are. */
  public int count(Register.Kind kind) {
    return switch (kind) {
      case EVENT_SELECT, COUNTER -> generalPurpose;
      case FULL_WIDTH_COUNTER -> vendor == Vendor.INTEL ? generalPurpose : 0;
      case FIXED_COUNTER -> fixed;
      case FIXED_CONTROL -> fixed > 0 ? 1 : 0;
      case GLOBAL_CONTROL, GLOBAL_STATUS, GLOBAL_STATUS_CLEAR -> globalControl ? 1 : 0;
      case EFER -> vendor == Vendor.AMD && nested ? 1 : 0;
    };
  }

  @Override
  public List<Observation> observations(Step step) {
    return switch ((X86Step.Kind) step.kind()) {
      case SET_FILTER, SET_CPUID -> ERRNO;
      case WRITE, ENTER_L2, LEAVE_L2 -> FAULT;
      case READ -> FAULT_VALUE;
      case HOST_READ -> VALUE;
      case RETIRE, EMULATE -> counts();
      case ENTER, HOST_WRITE, RESET, INIT -> List.of();
    };
  }

  @Override
  public Optional<String> refusal(Step step, Enum<?> kind) {
    Optional<String> refusal =
        MachineFacts.refusal(Architecture.X86, vcpus, step, kind instanceof X86Step.Kind);
    if (refusal.isPresent()) {
      return refusal;
    }
    return switch ((X86Step.Kind) kind) {
      case WRITE -> {
        X86Step.Write write = (X86Step.Write) step;
        Optional<String> missing = refusal(write.register());
        yield missing.isPresent() ? missing : efer(write);
      }
      case READ -> refusal(((X86Step.Read) step).register());
      case HOST_READ -> refusalOfCounter(((X86Step.HostRead) step).counter());
      case HOST_WRITE -> refusalOfCounter(((X86Step.HostWrite) step).counter());
      case RETIRE -> refusal((X86Step.Retire) step);
      case ENTER_L2 -> refusalOfL2(((X86Step.EnterL2) step).globalControl());
      case LEAVE_L2 -> refusalOfL2(((X86Step.LeaveL2) step).globalControl());
      case SET_FILTER, ENTER, EMULATE, RESET, INIT, SET_CPUID -> Optional.empty();
    };
  }

  private Optional<String> refusal(Register register) {
    return register.index() >= 0 && register.index() < count(register.kind())
        ? Optional.empty()
        : Optional.of(register.name(vendor) + "; the machine has no such register");
  }

  private Optional<String> refusalOfCounter(Register register) {
    return register.isCounter()
        ? refusal(register)
        : Optional.of(
            register.name(vendor) + " is not a counter; the host reads and writes counters only");
  }

  private static Optional<String> efer(X86Step.Write write) {
    return write.register().equals(Register.EFER) && (write.value() & ~Register.SVME) != 0
        ? Optional.of("EFER; expected 0 or 0x1000, SVME being the only bit modelled")
        : Optional.empty();
  }

  private Optional<String> refusal(X86Step.Retire retire) {
    if ((retire.event() & ~vendor.keyMask()) != 0) {
      return Optional.of(
          "event 0x%x; expected bits of 0x%x".formatted(retire.event(), vendor.keyMask()));
    }
    return retire.times() >= 1 && retire.times() <= 0xffff_ffffL
        ? Optional.empty()
        : Optional.of("times " + retire.times() + "; expected 1 to 4294967295");
  }

  private Optional<String> refusalOfL2(OptionalLong globalControl) {
    if (!nested) {
      return Optional.of("the machine is not nested");
    }
    return globalControl.isPresent() && (vendor != Vendor.INTEL || !this.globalControl)
        ? Optional.of("global-control; the transition loads it on Intel machines that have it")
        : Optional.empty();
  }

  /** The counters' names for each number of general-purpose and each number of fixed ones. */
  private static List<List<List<Observation>>> allCounts() {
    List<List<List<Observation>>> all = new ArrayList<>();
    for (int gp = 0; gp <= MAX_GENERAL_PURPOSE; gp++) {
      List<Observation> names = new ArrayList<>();
      for (int i = 0; i < gp; i++) {
        names.add(new Observation(Kind.COUNT, "gp" + i));
      }
      List<List<Observation>> byFixed = new ArrayList<>(List.of(List.copyOf(names)));
      for (int i = 0; i < MAX_FIXED; i++) {
        names.add(new Observation(Kind.COUNT, "fixed" + i));
        byFixed.add(List.copyOf(names));
      }
      all.add(List.copyOf(byFixed));
    }
    return List.copyOf(all);
  }
}
