package pmuoracle.oracle.symbolic.arm64;

import pmuoracle.oracle.encoding.arm64.FilterRange;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.Asked;

/** What calls say that may have been made. */
final class Calls implements Ruling {
  private final Asked allowed;
  private final Asked covered;

  private Calls(Asked allowed, Asked covered) {
    this.allowed = allowed;
    this.covered = covered;
  }

  /**
   * The earlier calls and one more.
   *
   * @param any whether there were earlier calls
   */
  static Calls appended(Bool any, Ruling earlier, FilterRange last) {
    return new Calls(
        new Asked(event -> last.decide(any.choose(earlier.allows(event), last.byDefault()), event)),
        new Asked(event -> last.contains(event).or(any.and(earlier.covers(event)))));
  }

  /** The first where the condition holds, else the second. */
  static Calls chosen(Bool condition, Ruling then, Ruling otherwise) {
    return new Calls(
        new Asked(event -> condition.choose(then.allows(event), otherwise.allows(event))),
        new Asked(event -> condition.choose(then.covers(event), otherwise.covers(event))));
  }

  @Override
  public Bool allows(Word event) {
    return allowed.of(event);
  }

  @Override
  public Bool covers(Word event) {
    return covered.of(event);
  }
}
