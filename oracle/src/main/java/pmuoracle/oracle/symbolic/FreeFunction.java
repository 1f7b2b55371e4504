package pmuoracle.oracle.symbolic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Node;
import pmuoracle.oracle.smt.Operator;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * A truth-valued function of one word that nothing is known of, for questions that take no {@link
 * Terms#predicate}: each word it was asked for has a free answer, and {@link #congruent} says that
 * equal words have equal ones.
 */
public final class FreeFunction {
  private final Terms terms;
  private final String name;
  private final long mask;
  private final Map<Node, Bool> answers = new LinkedHashMap<>();
  private final List<Word> words = new ArrayList<>();

  /**
   * A function of the bits of the mask.
   *
   * @param name of its answers, among all variables
   */
  public FreeFunction(Terms terms, String name, long mask) {
    this.terms = terms;
    this.name = name;
    this.mask = mask;
  }

  /** What it says. */
  public Bool of(Word word) {
    return answers.computeIfAbsent(
        Node.of(word),
        node -> {
          words.add(word);
          return terms.variable(name + "-" + words.size());
        });
  }

  /** True iff words that have been asked for and are equal under the mask have equal answers. */
  public Bool congruent() {
    List<Node> asked = List.copyOf(answers.keySet());
    List<Bool> said = List.copyOf(answers.values());
    List<Bool> all = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (!isNumeral(asked.get(i)) || !isNumeral(asked.get(j))) {
          Bool same = words.get(i).xor(words.get(j)).isClear(mask);
          Bool answered = said.get(i).iff(said.get(j));
          all.add(same.implies(answered));
        }
      }
    }
    return terms.all(all);
  }

  /** Two numerals are distinct, or they were one node. */
  private static boolean isNumeral(Node node) {
    return node.operator() == Operator.NUMERAL;
  }
}
