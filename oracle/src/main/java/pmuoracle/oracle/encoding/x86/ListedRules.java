package pmuoracle.oracle.encoding.x86;

import java.util.List;
import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.spec.x86.X86Model.Matching;
import pmuoracle.spec.x86.X86Rule;

/** The rules of entries that decide whether an event is listed. */
public final class ListedRules {
  private ListedRules() {}

  /** Those there are. */
  public static List<X86Rule> of(Matching matching) {
    return switch (matching) {
      case EQUAL -> List.of(X86Rule.ENTRY_EQUALS);
      case LOW16 -> List.of(X86Rule.ENTRY_LOW_BITS);
      case MASKED ->
          List.of(
              X86Rule.ENTRY_EXACT,
              X86Rule.ENTRY_DROPPED,
              X86Rule.ENTRY_INCLUDES,
              X86Rule.EXCLUDE_WINS);
    };
  }

  /** Which rules took part, from what holds of some entry. */
  public static Fired of(
      Matching matching, Bool masked, Bool someIncludes, Bool someExcludes, Bool someDropped) {
    Fired none = Fired.none(masked.terms());
    return switch (matching) {
      case EQUAL -> none.with(X86Rule.ENTRY_EQUALS, someIncludes);
      case LOW16 -> none.with(X86Rule.ENTRY_LOW_BITS, someIncludes);
      case MASKED ->
          none.with(X86Rule.ENTRY_EXACT, masked.not().and(someIncludes))
              .with(X86Rule.ENTRY_DROPPED, masked.not().and(someDropped))
              .with(X86Rule.ENTRY_INCLUDES, masked.and(someIncludes))
              .with(X86Rule.EXCLUDE_WINS, masked.and(someIncludes).and(someExcludes));
    };
  }
}
