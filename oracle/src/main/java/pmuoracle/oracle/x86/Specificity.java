package pmuoracle.oracle.x86;

import java.util.List;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.Rule;
import pmuoracle.spec.x86.X86Rule;

/** The order in which rules are told: what the filter said, then what that did to the counter. */
final class Specificity {
  private static final List<X86Rule> FIRST =
      List.of(
          X86Rule.ENTRY_UNSETTLED,
          X86Rule.EXCLUDE_WINS,
          X86Rule.ENTRY_INCLUDES,
          X86Rule.ENTRY_EXACT,
          X86Rule.ENTRY_LOW_BITS,
          X86Rule.ENTRY_EQUALS,
          X86Rule.ENTRY_DROPPED,
          X86Rule.LISTED_ALLOWED,
          X86Rule.UNLISTED_DENIED,
          X86Rule.LISTED_DENIED,
          X86Rule.UNLISTED_ALLOWED,
          X86Rule.SET_NONE_REMOVES,
          X86Rule.UNKNOWN_ACTION_ALLOWS,
          X86Rule.FIXED_REJECTED,
          X86Rule.FIXED_BY_BITMAP,
          X86Rule.FIXED_UNFILTERED,
          X86Rule.NO_FILTER_ALLOWS,
          X86Rule.PROGRAM_GATED,
          X86Rule.MEDIATED_FIXED_HOLE,
          X86Rule.MEDIATED_HOST_GUEST,
          X86Rule.PROGRAM_DENIED,
          X86Rule.PROGRAM_DISABLED,
          X86Rule.PROGRAM_RUNS,
          X86Rule.MEDIATED_SHADOW);

  private Specificity() {}

  /** The rules of the set, most specific first; the others in the law book's order. */
  static List<Rule> order(RuleSet set) {
    return set.of(FIRST, List.of(X86Rule.values()));
  }
}
