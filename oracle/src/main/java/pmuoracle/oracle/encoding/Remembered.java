package pmuoracle.oracle.encoding;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Node;
import pmuoracle.oracle.smt.Word;

/**
 * A truth-valued function of one word that is asked once for each word: a filter after many steps
 * is told by the filters before them, each of which would otherwise be asked over and over.
 */
public final class Remembered {
  private final Function<Word, Bool> function;
  private final Map<Node, Bool> answers = new HashMap<>();

  public Remembered(Function<Word, Bool> function) {
    this.function = function;
  }

  /** What the function says. */
  public Bool of(Word word) {
    return answers.computeIfAbsent(Node.of(word), node -> function.apply(word));
  }
}
