package pmuoracle.oracle.reach;

import java.util.List;
import java.util.Map;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;

/**
 * One function of the encoding, applied to any state.
 *
 * @param possible what machine and operands are
 * @param before what the guesses say of the state it is applied to, by name
 * @param after what the guesses say of the state it leaves, by name; only of what it changes
 * @param fired the rules that take part, by their places in the law book, 64 in each word
 */
public record Transition(
    String title,
    Bool possible,
    Map<String, Bool> before,
    Map<String, Bool> after,
    List<Word> fired) {
  public Transition {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
    fired = List.copyOf(fired);
  }
}
