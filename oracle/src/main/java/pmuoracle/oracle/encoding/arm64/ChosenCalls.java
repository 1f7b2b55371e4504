package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.encoding.Remembered;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;

/** What calls say that may have been made. */
public final class ChosenCalls implements Ruling {
  private final Remembered allowed;
  private final Remembered covered;

  private ChosenCalls(Remembered allowed, Remembered covered) {
    this.allowed = allowed;
    this.covered = covered;
  }

  /**
   * The earlier calls and one more.
   *
   * @param any whether there were earlier calls
   */
  public static ChosenCalls appended(Bool any, Ruling earlier, FilterRange last) {
    return new ChosenCalls(
        new Remembered(
            event -> last.decide(any.choose(earlier.allows(event), last.byDefault()), event)),
        new Remembered(event -> last.contains(event).or(any.and(earlier.covers(event)))));
  }

  /** The first where the condition holds, else the second. */
  public static ChosenCalls chosen(Bool condition, Ruling then, Ruling otherwise) {
    return new ChosenCalls(
        new Remembered(event -> condition.choose(then.allows(event), otherwise.allows(event))),
        new Remembered(event -> condition.choose(then.covers(event), otherwise.covers(event))));
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
