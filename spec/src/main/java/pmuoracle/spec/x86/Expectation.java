package pmuoracle.spec.x86;

import static pmuoracle.spec.Standing.ABSENT;
import static pmuoracle.spec.Standing.FAILS;
import static pmuoracle.spec.Standing.HOLDS;

import pmuoracle.spec.Standing;
import pmuoracle.spec.x86.X86Model.Actions;
import pmuoracle.spec.x86.X86Model.EmulatedCounting;
import pmuoracle.spec.x86.X86Model.FixedFilter;
import pmuoracle.spec.x86.X86Model.Matching;
import pmuoracle.spec.x86.X86Model.Mediated;
import pmuoracle.spec.x86.X86Model.Refresh;

/** What a model's choices say of a claim. */
@FunctionalInterface
interface Expectation {
  Expectation ALWAYS = m -> HOLDS;
  Expectation NEVER = m -> FAILS;

  Standing of(X86Model model);

  /** This where the model has what it takes. */
  default Expectation where(Condition condition) {
    return m -> condition.of(m) ? of(m) : ABSENT;
  }

  /** A choice that a model makes or does not. */
  @FunctionalInterface
  interface Condition {
    /** Masked entries. */
    Condition MASKED = m -> m.matching() == Matching.MASKED;

    /** A list whose every entry has a settled meaning. */
    Condition SETTLED = m -> m.matching() != Matching.LOW16;

    /** All 64 bits of an entry are compared, on Intel too. */
    Condition WHOLE_KEY = m -> m.matching() == Matching.EQUAL;

    /** A fixed-counter bitmap, of either meaning. */
    Condition HAS_BITMAP = m -> m.fixedFilter() != FixedFilter.UNFILTERED;

    /** A bitmap that the action gives its meaning. */
    Condition BITMAP = m -> m.fixedFilter() == FixedFilter.BITMAP;

    /** A guest that enables a rejected fixed counter faults. */
    Condition FAULTING = m -> m.fixedFilter() == FixedFilter.REJECT_FAULTING;

    /** A header with flags and padding. */
    Condition LONG_HEADER = m -> m.headerBytes() > 8;

    /** Instructions that KVM completes are counted. */
    Condition COUNTS_COMPLETED = m -> m.emulated() != EmulatedCounting.NONE;

    /** Lists are sorted and searched: since v5.17, as the other. */
    Condition SEARCHED = COUNTS_COMPLETED;

    /** The filter is asked about them. */
    Condition FILTERS_COMPLETED = m -> m.emulated() == EmulatedCounting.FILTERED;

    /** What KVM completes is counted on the side. */
    Condition COUNTS_ASIDE =
        m ->
            m.emulated() == EmulatedCounting.UNFILTERED
                || m.emulated() == EmulatedCounting.FILTERED;

    /** A mediated PMU. */
    Condition MEDIATED = m -> m.mediated() != Mediated.ABSENT;

    /** A mediated PMU with the hole in fixed control. */
    Condition HOLE = m -> m.mediated() == Mediated.GUEST_COMPARED;

    /** A new filter reaches running counters. */
    Condition PUSHED = X86Model::push;

    /** KVM_SET_CPUID2 changes global control while the guest runs, and programs nothing anew. */
    Condition REFRESHED_RUNNING = m -> m.refresh() == Refresh.GLOBAL_CONTROL_ALWAYS;

    /** The 2019 review's actions. */
    Condition REVIEWED = m -> m.actions() == Actions.NONE_ACCEPT_REJECT;

    /** Any number is an action. */
    Condition UNCHECKED = m -> m.actions() == Actions.UNCHECKED;

    boolean of(X86Model model);

    default Condition not() {
      return m -> !of(m);
    }

    default Condition and(Condition that) {
      return m -> of(m) && that.of(m);
    }

    default Condition or(Condition that) {
      return m -> of(m) || that.of(m);
    }

    /** The claim holds iff this does. */
    default Expectation holds() {
      return m -> of(m) ? HOLDS : FAILS;
    }
  }
}
