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
          X86Rule.PERIOD_PROGRAMMED,
          X86Rule.PERIOD_CHECKPOINTED,
          X86Rule.EMULATED_LATCHED,
          X86Rule.EMULATED_FILTERED,
          X86Rule.EMULATED_DENIED);

  /** Rules by which a period is what it is; they decide nothing before an overflow or a wrap. */
  static final RuleSet PERIODS =
      RuleSet.of(
          X86Rule.PERIOD_PROGRAMMED,
          X86Rule.PERIOD_OF_VALUE,
          X86Rule.PERIOD_NOT_WRITTEN,
          X86Rule.PERIOD_OF_BASE,
          X86Rule.PERIOD_CHECKPOINTED);

  private static final RuleSet OVERFLOWS =
      RuleSet.of(X86Rule.OVERFLOW_SETS_STATUS, X86Rule.OVERFLOW_LOST, X86Rule.WRAP_UNREPORTED);

  private record Told(int step, RuleSet rules, String words) {}

  private static final Told NOTHING = new Told(-1, new RuleSet(), "never programmed");

  private final boolean mediated;
  private Told latest = NOTHING;
  private Told current = NOTHING;
  private RuleSet period = new RuleSet();
  private RuleSet overflow = new RuleSet();

  CounterStory(boolean mediated) {
    this.mediated = mediated;
  }

  void forget() {
    latest = NOTHING;
    current = NOTHING;
    period = new RuleSet();
    overflow = new RuleSet();
  }

  /** A step's rules for this counter, of which those of periods and overflows count. */
  void overflowed(RuleSet rules) {
    period = rules.meets(PERIODS) ? common(PERIODS, rules) : period;
    if (rules.meets(OVERFLOWS)) {
      overflow = common(OVERFLOWS, rules);
      overflow.addAll(period);
    }
  }

  private static RuleSet common(RuleSet some, RuleSet rules) {
    return some.missingOf(rules).missingOf(rules);
  }

  /** Why the latest overflow was reported, or a wrap was not. */
  RuleSet overflow() {
    return overflow;
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
