package pmuoracle.spec.x86;

import java.util.Optional;
import java.util.function.Consumer;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.FlagTitle;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Provenance;

/**
 * One generation of the x86 filter: flags and strategy choices, read by both definitions.
 *
 * @param id {@code x86/…}
 * @param title what it stands for
 * @param source what it stands for, and what of that was read
 * @param headerBytes 8 (action, count) or 32 (also bitmap, flags, padding): where the events begin
 * @param kernelHeaderBytes what the in-kernel object adds to 8 bytes per event
 * @param maxEvents the largest accepted count
 * @param actions which actions are accepted and what they mean
 * @param validFlags the flag bits that are accepted
 * @param fixedFilter what decides about fixed counters
 * @param matching how a listed event is found
 * @param programming when a guest write takes effect
 * @param push whether a new filter re-evaluates every counter of every virtual CPU at its next
 *     entry
 * @param emulated whether instructions KVM completes are counted, and which condition lets them
 * @param architecturalGate whether an event that CPUID marks unavailable is refused although the
 *     filter allows it
 * @param mediated whether the generation has the mediated PMU, and how it keeps its shadow of fixed
 *     control
 * @param hostGuestOnly whether AMD's Host-Only and Guest-Only bits are writable and decide, on a
 *     mediated nested machine
 * @param amdGlobalControl whether AMD machines may have global control (PerfMonV2)
 * @param checkpointedEverywhere whether bit 33 of an event select is TX-writable on every counter,
 *     not only on counter 2
 * @param initialGlobal global control before the guest's first write
 * @param selectReserved what becomes of reserved bits in a write of an AMD event select
 * @param refresh what KVM_SET_CPUID2 does to the PMU
 * @param genericEvents whether on AMD an event select above 0xff counts the event of its low bits
 *     if that is one of perf's generic ones
 * @param clearReadsBack whether a read of global status clear returns what was written last, else 0
 * @param writtenPeriod the period of a perf event whose counter is written while it runs
 */
public record X86Model(
    String id,
    String title,
    Provenance source,
    @FlagTitle("where the events begin") int headerBytes,
    @FlagTitle("size of the copied header") int kernelHeaderBytes,
    @FlagTitle("largest event count") int maxEvents,
    @FlagTitle("accepted actions") Actions actions,
    @FlagTitle("accepted flags") long validFlags,
    @FlagTitle("what filters fixed counters") FixedFilter fixedFilter,
    @FlagTitle("how events are matched") Matching matching,
    @FlagTitle("when a write takes effect") Programming programming,
    @FlagTitle("new filter pushed to running counters") boolean push,
    @FlagTitle("how emulated instructions count") EmulatedCounting emulated,
    @FlagTitle("unavailable architectural events") boolean architecturalGate,
    @FlagTitle("mediated PMU") Mediated mediated,
    @FlagTitle("Host-Only and Guest-Only") boolean hostGuestOnly,
    @FlagTitle("global control on AMD") boolean amdGlobalControl,
    @FlagTitle("IN_TXCP on every counter") boolean checkpointedEverywhere,
    @FlagTitle("initial global control") InitialGlobal initialGlobal,
    @FlagTitle("reserved bits of an AMD select") SelectReserved selectReserved,
    @FlagTitle("what KVM_SET_CPUID2 does") Refresh refresh,
    @FlagTitle("generic events on AMD") boolean genericEvents,
    @FlagTitle("last clear read back") boolean clearReadsBack,
    @FlagTitle("period of a written counter") WrittenPeriod writtenPeriod)
    implements Model {

  /** The accepted actions. */
  public enum Actions {
    /** 0 allows what is listed, 1 denies it, any other number is accepted and allows everything. */
    UNCHECKED,
    /** 0 allows what is listed, 1 denies it, any other is refused. */
    ALLOW_DENY,
    /** 0 removes the event list, 1 accepts what is listed, 2 rejects it, any other is refused. */
    NONE_ACCEPT_REJECT
  }

  /** What decides about fixed counters. */
  public enum FixedFilter {
    /** Nothing: they always pass. */
    UNFILTERED,
    /** Bit i set: counter i is listed, and the action says what that means. */
    BITMAP,
    /**
     * Bit i set: counter i is rejected whatever the action, and a guest write that would enable it
     * faults.
     */
    REJECT_FAULTING,
    /** Bit i set: counter i is rejected whatever the action, silently. */
    REJECT_SILENT
  }

  /** How an event is found in the list. */
  public enum Matching {
    /** Some entry equals the selector's 12-bit select and unit mask, all 64 bits compared. */
    EQUAL,
    /**
     * As EQUAL but only the low 16 bits decide; says nothing about entries with other bits than
     * select and unit mask.
     */
    LOW16,
    /**
     * Masked entries, include and exclude, keyed by the vendor's select; without the flag, exact
     * unit masks.
     */
    MASKED
  }

  /** When the guest's write, or a new filter that is pushed, reaches the counter's programming. */
  public enum Programming {
    AT_ONCE,
    AT_ENTRY
  }

  /** Instructions and branches that KVM completes. */
  public enum EmulatedCounting {
    /** Not counted. */
    NONE,
    /**
     * Counted by enabled counters whose last programming has the privilege; the filter is not
     * asked.
     */
    LATCHED,
    /** Counted by enabled counters; the filter is not asked. */
    UNFILTERED,
    /** Counted by enabled counters that the filter allows. */
    FILTERED
  }

  /** The mediated PMU. */
  public enum Mediated {
    /** Not in this generation. */
    ABSENT,
    /**
     * A fixed-control write re-evaluates only nibbles that differ from the guest's previous value.
     */
    GUEST_COMPARED,
    /** A fixed-control write re-evaluates nibbles that differ from the previous shadow. */
    SHADOW_COMPARED
  }

  /** Global control before the guest's first write. */
  public enum InitialGlobal {
    GENERAL_PURPOSE_AND_FIXED,
    ZERO,
    GENERAL_PURPOSE
  }

  /** Reserved bits in a write of an AMD event select. */
  public enum SelectReserved {
    /** Bits 63:32 and 21 raise #GP, so that there is no select above 0xff; bit 19 is kept. */
    WIDE_FAULTS,
    /** Bits 63:36, 21 and 19 raise #GP. */
    FAULTS,
    /** Bits 63:36, 21 and 19 are dropped. */
    DROPPED
  }

  /** What KVM_SET_CPUID2 does to the PMU; it is accepted at any time with the same CPUID. */
  public enum Refresh {
    /**
     * Global control has its initial value, also while the guest runs; no counter is programmed
     * anew, and every other register stays.
     */
    GLOBAL_CONTROL_ALWAYS,
    /** The same before the virtual CPU's first run; afterwards nothing. */
    GLOBAL_CONTROL,
    /** Nothing. */
    NOTHING,
    /**
     * Before the virtual CPU's first run every counter stops and every register is 0, and then
     * global control has its initial value; afterwards nothing.
     */
    RESETS
  }

  /**
   * After how many events a perf-backed counter that is written while it runs reports an overflow;
   * until it is programmed anew.
   */
  public enum WrittenPeriod {
    /** Intel: what is left of the written value to its wrap. AMD: what was left before. */
    OF_VALUE_ON_INTEL,
    /**
     * What is left to the wrap of the written value less what the perf event has counted since it
     * was programmed.
     */
    OF_BASE
  }

  @Override
  public Architecture architecture() {
    return Architecture.X86;
  }

  @Override
  public Optional<String> refusal(Machine machine) {
    if (!(machine instanceof X86Machine x86)) {
      return Optional.of(id + " is a model of x86; the machine is " + machine.architecture().id());
    }
    if (x86.mediated() && mediated == Mediated.ABSENT) {
      return Optional.of(id + " has no mediated PMU");
    }
    if (x86.vendor() == Vendor.AMD && x86.globalControl() && !amdGlobalControl) {
      return Optional.of(id + " has no global control on AMD");
    }
    return Optional.empty();
  }

  /** The model as a start for a neighbour: everything but what the choices then change. */
  X86Model but(String newId, String newTitle, Provenance newSource, Consumer<Choices> change) {
    Choices choices = new Choices(this);
    change.accept(choices);
    return choices.model(newId, newTitle, newSource);
  }

  /** What a neighbour may change; see {@link X86Models}. */
  static final class Choices {
    int headerBytes;
    int kernelHeaderBytes;
    int maxEvents;
    Actions actions;
    long validFlags;
    FixedFilter fixedFilter;
    Matching matching;
    Programming programming;
    boolean push;
    EmulatedCounting emulated;
    boolean architecturalGate;
    Mediated mediated;
    boolean hostGuestOnly;
    boolean amdGlobalControl;
    boolean checkpointedEverywhere;
    InitialGlobal initialGlobal;
    SelectReserved selectReserved;
    Refresh refresh;
    boolean genericEvents;
    boolean clearReadsBack;
    WrittenPeriod writtenPeriod;

    private Choices(X86Model from) {
      headerBytes = from.headerBytes;
      kernelHeaderBytes = from.kernelHeaderBytes;
      maxEvents = from.maxEvents;
      actions = from.actions;
      validFlags = from.validFlags;
      fixedFilter = from.fixedFilter;
      matching = from.matching;
      programming = from.programming;
      push = from.push;
      emulated = from.emulated;
      architecturalGate = from.architecturalGate;
      mediated = from.mediated;
      hostGuestOnly = from.hostGuestOnly;
      amdGlobalControl = from.amdGlobalControl;
      checkpointedEverywhere = from.checkpointedEverywhere;
      initialGlobal = from.initialGlobal;
      selectReserved = from.selectReserved;
      refresh = from.refresh;
      genericEvents = from.genericEvents;
      clearReadsBack = from.clearReadsBack;
      writtenPeriod = from.writtenPeriod;
    }

    private X86Model model(String id, String title, Provenance source) {
      return new X86Model(
          id,
          title,
          source,
          headerBytes,
          kernelHeaderBytes,
          maxEvents,
          actions,
          validFlags,
          fixedFilter,
          matching,
          programming,
          push,
          emulated,
          architecturalGate,
          mediated,
          hostGuestOnly,
          amdGlobalControl,
          checkpointedEverywhere,
          initialGlobal,
          selectReserved,
          refresh,
          genericEvents,
          clearReadsBack,
          writtenPeriod);
    }
  }
}
