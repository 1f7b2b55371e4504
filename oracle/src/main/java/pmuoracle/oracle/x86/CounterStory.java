package pmuoracle.oracle.x86;

import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.x86.X86Rule;

/**
 * What one counter was last told and why. A mediated counter's hardware hears it at the next entry
 * only.
 */
final class CounterStory {
  private static final RuleSet PROGRAMMING =
      RuleSet.of(
          X86Rule.PROGRAM_DENIED,
          X86Rule.PROGRAM_DISABLED,
          X86Rule.PROGRAM_GATED,
          X86Rule.PROGRAM_RUNS,
          X86Rule.MEDIATED_FIXED_HOLE);

  /** Rules of a step that programs a counter, but of the step rather than of the programming. */
  private static final RuleSet PASSING =
      RuleSet.of(
          X86Rule.WRITE_PROGRAMS_AT_ONCE,
          X86Rule.WRITE_PROGRAMS_AT_ENTRY,
          X86Rule.WRITE_RESERVED_DROPPED,
          X86Rule.MEDIATED_FIXED_CLOSED,
          X86Rule.OVERFLOW_SETS_STATUS,
          X86Rule.OVERFLOW_LOST,
          X86Rule.EMULATED_LATCHED,
          X86Rule.EMULATED_FILTERED,
          X86Rule.EMULATED_DENIED);

  private record Told(int step, RuleSet rules, String words) {}

  private static final Told NOTHING = new Told(-1, new RuleSet(), "never programmed");

  private final boolean mediated;
  private Told latest = NOTHING;
  private Told current = NOTHING;

  CounterStory(boolean mediated) {
    this.mediated = mediated;
  }

  void forget() {
    latest = NOTHING;
    current = NOTHING;
  }

  /** A step's rules for this counter, of which those of programming count. */
  void programmed(int step, RuleSet rules, String verdict) {
    if (!rules.meets(PROGRAMMING)) {
      return;
    }
    latest = new Told(step, PASSING.missingOf(rules), words(rules, verdict));
    if (!mediated) {
      current = latest;
    }
  }

  void loaded() {
    current = latest;
  }

  int step() {
    return current.step;
  }

  RuleSet rules() {
    return current.rules;
  }

  String words() {
    return current.words;
  }

  boolean isProgrammed() {
    return current.step >= 0;
  }

  boolean isRunning() {
    return current.rules.contains(X86Rule.PROGRAM_RUNS);
  }

  private static String words(RuleSet rules, String verdict) {
    if (rules.contains(X86Rule.PROGRAM_DISABLED)) {
      return "not enabled when programmed";
    } else if (rules.contains(X86Rule.PROGRAM_GATED)) {
      return verdict + ", but CPUID marks the event unavailable";
    } else if (rules.contains(X86Rule.MEDIATED_FIXED_HOLE)) {
      return "the guest's nibble was copied and not re-evaluated";
    }
    return verdict;
  }
}
