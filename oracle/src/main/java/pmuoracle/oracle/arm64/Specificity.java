package pmuoracle.oracle.arm64;

import java.util.List;
import java.util.stream.Stream;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.Rule;
import pmuoracle.spec.arm64.Arm64Rule;

/**
 * The order in which rules are told: what is unknown; for a denied event what the filter said, then
 * where it would have counted; for an allowed one the other way round, because the level decides
 * there.
 */
final class Specificity {
  private static final List<Arm64Rule> UNKNOWN =
      Stream.of(Arm64Rule.values()).filter(Rule::leavesOpen).toList();
  private static final List<Arm64Rule> FILTER =
      List.of(
          Arm64Rule.LAST_RANGE_DECIDES,
          Arm64Rule.DEFAULT_DECIDES,
          Arm64Rule.DENIED_NO_EVENT,
          Arm64Rule.SOFTWARE_FILTERED);
  private static final List<Arm64Rule> LEVEL =
      List.of(
          Arm64Rule.HARDWARE_EL1,
          Arm64Rule.HARDWARE_EL0,
          Arm64Rule.NESTED_EL2_HPMD,
          Arm64Rule.NESTED_CYCLE_HPMD,
          Arm64Rule.NESTED_CYCLE_DP_HCCD,
          Arm64Rule.NESTED_EL2_BY_NSH,
          Arm64Rule.EL1_BY_P_NSK,
          Arm64Rule.EL0_BY_U_NSU,
          Arm64Rule.EL1_BY_P,
          Arm64Rule.EL0_BY_U,
          Arm64Rule.CHAIN_ON_OVERFLOW,
          Arm64Rule.SW_INCR_UNGATED,
          Arm64Rule.SW_INCR_GATED,
          Arm64Rule.SOFTWARE_UNFILTERED);

  private static final List<Rule> DENIED = inOrder(FILTER, LEVEL);
  private static final List<Rule> ALLOWED = inOrder(LEVEL, FILTER);

  private Specificity() {}

  /** The rules of the set, most specific first; those of no list in the law book's order. */
  static List<Rule> order(RuleSet set) {
    boolean denied = set.contains(Arm64Rule.DENIED_NO_EVENT);
    return set.of(denied ? DENIED : ALLOWED, List.of(Arm64Rule.values()));
  }

  private static List<Rule> inOrder(List<Arm64Rule> first, List<Arm64Rule> second) {
    return Stream.of(UNKNOWN, first, second).<Rule>flatMap(List::stream).toList();
  }
}
