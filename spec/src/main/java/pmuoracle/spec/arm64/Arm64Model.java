package pmuoracle.spec.arm64;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.FlagTitle;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Provenance;

/**
 * One generation of the arm64 filter and of what surrounds it: flags and strategy choices, read by
 * both definitions.
 *
 * @param id {@code arm64/…}
 * @param title what it stands for
 * @param source what it stands for, and what of that was read
 * @param eventSpace whose version bounds a range and masks a type register
 * @param refusedAfterRun whether a filter is refused once any virtual CPU has run
 * @param selectsPmu whether userspace can select a PMU
 * @param strict whether a virtual machine can demand that userspace selects one
 * @param levels how the exception-level bits decide
 * @param chainSettled whether the sources settle what chained counters do; if not, everything
 *     observed of counters is unknown from the first guest write of a type register with the chain
 *     event on
 * @param upperAdvertised how PMCEID's upper halves are masked by a filter
 * @param longCounters whether versions from 6 on have 64-bit event counters; else such a virtual
 *     machine is refused
 * @param nested whether the generation supports nested machines
 * @param typeBits what a guest's write of a type register keeps
 * @param advertisedBase what PMCEID has before the filter hides some of it
 * @param enabling when perf events follow enables
 * @param longFromVersion6 whether PMCR.LP is kept from version 6 on only; else always, to no effect
 * @param hardware what is written to hardware type registers
 * @param deviations what it does otherwise than the architecture
 * @param unreadyRun what follows a run that an uninitialised interrupt controller refused
 */
public record Arm64Model(
    String id,
    String title,
    Provenance source,
    @FlagTitle("event space") EventSpace eventSpace,
    @FlagTitle("filter refused after a run") boolean refusedAfterRun,
    @FlagTitle("PMU selection") boolean selectsPmu,
    @FlagTitle("strict PMU selection") boolean strict,
    @FlagTitle("exception-level bits") Levels levels,
    @FlagTitle("chained counters") boolean chainSettled,
    @FlagTitle("upper halves of PMCEID") UpperAdvertised upperAdvertised,
    @FlagTitle("64-bit event counters") boolean longCounters,
    @FlagTitle("nested guests") boolean nested,
    @FlagTitle("writable bits of a type register") TypeBits typeBits,
    @FlagTitle("events added to PMCEID") AdvertisedBase advertisedBase,
    @FlagTitle("when perf events follow enables") Enabling enabling,
    @FlagTitle("PMCR.LP") boolean longFromVersion6,
    @FlagTitle("hardware type registers") Hardware hardware,
    @FlagTitle Set<Deviation> deviations,
    @FlagTitle("after a refused run") UnreadyRun unreadyRun)
    implements Model {
  public Arm64Model {
    EnumSet<Deviation> sorted = EnumSet.noneOf(Deviation.class);
    sorted.addAll(deviations);
    deviations = Collections.unmodifiableSet(sorted);
  }

  /** Whose version bounds a filter range, and whose masks a type register's event. */
  public enum EventSpace {
    /**
     * The host's for both; hosts above version 7 are refused, their mask being a matter of which
     * kernel.
     */
    HOST,
    /** The host's limit bounds, the virtual machine's version masks. */
    HOST_BOUNDS_VM_MASKS
  }

  /** How the exception-level bits decide whether a counter counts. */
  public enum Levels {
    /** EL1 iff P is 0, EL0 iff U is 0. */
    P_AND_U,
    /** EL1 iff P equals NSK, EL0 iff U equals NSU. */
    WITH_NON_SECURE,
    /**
     * As WITH_NON_SECURE, and virtual EL2 iff NSH, less HPMD for the counters below HPMN, and less
     * what stops the cycle counter there.
     */
    WITH_HYP
  }

  /** What follows once an uninitialised interrupt controller has refused a run with EBUSY. */
  public enum UnreadyRun {
    /** Not settled: the answer of every later call is unknown. */
    UNSETTLED,
    /** The virtual machine is dead: every later call on it is refused with EIO. */
    DEAD
  }

  /** What a filter does to PMCEID's upper halves, events 0x4000 on. */
  public enum UpperAdvertised {
    /** Read beyond a bitmap of 1,024 events: unknown there. */
    UNBOUNDED,
    /** Masked where the event space reaches them, 0 where it does not. */
    BOUNDED
  }

  /** What a guest's write of a type register keeps. */
  public enum TypeBits {
    /** P, U, NSH and 16 bits of event, whatever the guest has; a read shows no others. */
    FIXED,
    /** P, U and the event; NSH if the guest has EL2; NSK, NSU and M if it has EL3. */
    AS_GUEST_HAS
  }

  /** What PMCEID has before the filter hides some of it. */
  public enum AdvertisedBase {
    /** What the hardware has. */
    HARDWARE,
    /** Less STALL_SLOT (0x3f) on hosts from version 5 on. */
    LESS_STALL_SLOT,
    /** Less STALL_SLOT and its two parts (0x3d to 0x3f), and always chain. */
    WITH_CHAIN,
    /** The same, and always software increment; with strict selection the stall slots too. */
    WITH_SOFTWARE
  }

  /** When the perf events of the emulated PMU follow a write of PMCNTEN or PMCR. */
  public enum Enabling {
    /**
     * A counter that is enabled while PMCR.E is 1, or disabled, gets a new one; a write of PMCR
     * enables those enabled if E is 1, and disables all if it is 0.
     */
    RECREATES,
    /**
     * One that is enabled gets one if it has none; every write of PMCR enables or disables those
     * enabled.
     */
    AT_EVERY_PMCR_WRITE,
    /** The same, but of the writes of PMCR only those that change E. */
    AT_CHANGE
  }

  /** What counts, and what is written to hardware type registers. */
  public enum Hardware {
    /**
     * Nothing is given to the guest: each counter is backed by a perf event, or counts as the
     * architecture says.
     */
    NONE,
    /** A denied event gets P, U, NSK, NSU, M; NSH goes through for allowed ones. */
    DIRECT_V4,
    /** A denied event gets P and U; NSH is always cleared. */
    DIRECT_V5,
    /**
     * As V5, and in hyp context NSH clears P first; a guest's write reaches hardware at the next
     * load only.
     */
    DIRECT_V6,
    /** As V6, but the cycle counter's value goes to the wrong register. */
    DIRECT_V7,
    /** As V6, and the guest's value is masked when stored. */
    DIRECT_V8,
    /**
     * P and U say what must not count at physical EL1 and EL0; recomputed whenever anything it
     * depends on changes.
     */
    REMAP
  }

  @Override
  public Architecture architecture() {
    return Architecture.ARM64;
  }

  @Override
  public Optional<String> refusal(Machine machine) {
    if (!(machine instanceof Arm64Machine arm64)) {
      return Optional.of(
          id + " is a model of arm64; the machine is " + machine.architecture().id());
    }
    if (arm64.nested() && !nested) {
      return Optional.of(id + " has no nested guests");
    }
    if (arm64.strict() && !strict) {
      return Optional.of(id + " has no strict PMU selection");
    }
    if (arm64.vmVersion() >= 6 && !longCounters) {
      return Optional.of(id + " has no guests of PMU version 6");
    }
    if (eventSpace == EventSpace.HOST && arm64.hostVersion() > 7) {
      return Optional.of(id + " says nothing of hosts above PMU version 7");
    }
    return eventSpace == EventSpace.HOST && arm64.impdefTraps()
        ? Optional.of(id + " has no implementation-defined PMU traps")
        : Optional.empty();
  }

  /** Whether counters are backed by perf events. */
  public boolean emulated() {
    return hardware == Hardware.NONE && !deviations.isEmpty();
  }

  /** Whether it does this otherwise than the architecture. */
  public boolean deviates(Deviation by) {
    return deviations.contains(by);
  }

  /** Whether the guest is given hardware counters that see nothing of a virtual MDCR_EL2. */
  public boolean direct() {
    return hardware != Hardware.NONE && hardware != Hardware.REMAP;
  }

  /** The model as a start for a neighbour: everything but what the choices then change. */
  Arm64Model but(String newId, String newTitle, Provenance newSource, Consumer<Choices> change) {
    Choices choices = new Choices(this);
    change.accept(choices);
    return choices.model(newId, newTitle, newSource);
  }

  /** What a neighbour may change; see {@link Arm64Models}. */
  static final class Choices {
    EventSpace eventSpace;
    boolean refusedAfterRun;
    boolean selectsPmu;
    boolean strict;
    Levels levels;
    boolean chainSettled;
    UpperAdvertised upperAdvertised;
    boolean longCounters;
    boolean nested;
    TypeBits typeBits;
    AdvertisedBase advertisedBase;
    Enabling enabling;
    boolean longFromVersion6;
    Hardware hardware;
    Set<Deviation> deviations;
    UnreadyRun unreadyRun;

    private Choices(Arm64Model from) {
      eventSpace = from.eventSpace;
      refusedAfterRun = from.refusedAfterRun;
      selectsPmu = from.selectsPmu;
      strict = from.strict;
      levels = from.levels;
      chainSettled = from.chainSettled;
      upperAdvertised = from.upperAdvertised;
      longCounters = from.longCounters;
      nested = from.nested;
      typeBits = from.typeBits;
      advertisedBase = from.advertisedBase;
      enabling = from.enabling;
      longFromVersion6 = from.longFromVersion6;
      hardware = from.hardware;
      deviations = from.deviations;
      unreadyRun = from.unreadyRun;
    }

    private Arm64Model model(String id, String title, Provenance source) {
      return new Arm64Model(
          id,
          title,
          source,
          eventSpace,
          refusedAfterRun,
          selectsPmu,
          strict,
          levels,
          chainSettled,
          upperAdvertised,
          longCounters,
          nested,
          typeBits,
          advertisedBase,
          enabling,
          longFromVersion6,
          hardware,
          deviations,
          unreadyRun);
    }
  }
}
