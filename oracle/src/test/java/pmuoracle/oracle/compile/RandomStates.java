package pmuoracle.oracle.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Word;

/** Values for every input, whether a machine can get there or not. */
public final class RandomStates {
  /** The mask of {@link #listed} and {@link #isListed}: a stand-in for what a filter says. */
  private static final long LISTED = 0x105;

  private final Random random;
  private final int states;

  public RandomStates(long seed, int states) {
    random = new Random(seed);
    this.states = states;
  }

  /** The stand-in as a term. */
  public static Bool listed(Word event) {
    return event.isClear(LISTED & (-1L >>> -event.width())).not();
  }

  /** The stand-in as compiled code asks it. */
  public static boolean isListed(long event) {
    return (event & LISTED) != 0;
  }

  /**
   * Where the compiled function says otherwise than the solver.
   *
   * @param judged the outputs without predicates
   */
  public List<String> disagreements(
      String name, Compiled function, List<Term> inputs, List<Term> judged) {
    LongPredicate[] meanings = meanings();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < states && found.isEmpty(); i++) {
      long[] values = values(inputs);
      long[] outputs = new long[judged.size()];
      function.evaluate(values, meanings, outputs);
      for (int place = 0; place < outputs.length && found.isEmpty(); place++) {
        Term judge = judged.get(place);
        long expected = Engine.solve(judge.terms(), inputs, values, judge);
        if (expected != outputs[place]) {
          found.add(
              "%s, output %d: %x, expected %x".formatted(name, place, outputs[place], expected));
        }
      }
    }
    return found;
  }

  /** What predicates mean. */
  public static LongPredicate[] meanings() {
    LongPredicate[] meanings = new LongPredicate[Byte.SIZE];
    Arrays.fill(meanings, (LongPredicate) RandomStates::isListed);
    return meanings;
  }

  /** Some value of each input. */
  public long[] values(List<Term> inputs) {
    long[] values = new long[inputs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          inputs.get(i) instanceof Word word
              ? word(i == 0 ? 0 : values[random.nextInt(i)]) & (-1L >>> -word.width())
              : random.nextInt(2);
    }
    return values;
  }

  /** Often what another input has, so that comparisons hold. */
  private long word(long other) {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(4);
      case 1 -> other;
      case 2 -> 1L << random.nextInt(64);
      case 3 -> -1L - random.nextInt(3);
      default -> random.nextLong();
    };
  }
}
