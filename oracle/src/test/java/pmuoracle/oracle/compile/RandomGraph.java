package pmuoracle.oracle.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import pmuoracle.oracle.smt.SmtLib;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;

/** Random terms of all operators, each using earlier ones: much is shared, and most is deep. */
final class RandomGraph {
  /** The free variables' widths, 0 for a truth value; also all widths of the graph's nodes. */
  private static final int[] WIDTHS = {0, 1, 8, 32, 33, 64};

  private static final List<String> TRUTHS =
      List.of("(not %s)", "(and %s %s %s)", "(or %s %s %s)", "(=> %s %s)", "(= %s %s)");
  private static final List<String> MORE_TRUTHS =
      List.of("(xor %s %s)", "(ite %s %s %s)", "(distinct %s %s)");
  private static final List<String> COMPARISONS =
      List.of("=", "distinct", "bvult", "bvule", "bvugt", "bvuge", "bvslt", "bvsle", "bvsgt");
  private static final List<String> ARITHMETIC =
      List.of("bvadd", "bvsub", "bvmul", "bvand", "bvor", "bvxor", "bvshl", "bvlshr", "bvashr");

  private final Random random;
  private final StringBuilder declarations = new StringBuilder();
  private final List<List<String>> nodes =
      IntStream.range(0, WIDTHS.length).<List<String>>mapToObj(i -> new ArrayList<>()).toList();
  private int made;

  RandomGraph(Random random, int size) {
    this.random = random;
    for (int sort = 0; sort < WIDTHS.length; sort++) {
      nodes.get(sort).add("v" + WIDTHS[sort]);
      declarations.append(
          "(declare-const v%d %s)".formatted(WIDTHS[sort], SmtLib.sort(WIDTHS[sort])));
    }
    for (int i = 0; i < size; i++) {
      int sort = random.nextInt(WIDTHS.length);
      define(sort, sort == 0 ? truth() : word(sort));
    }
  }

  /** The variables, in the order of the values of {@link #values}. */
  static List<Term> inputs(Terms terms) {
    return IntStream.of(WIDTHS)
        .<Term>mapToObj(
            width -> width == 0 ? terms.variable("v0") : terms.variable("v" + width, width))
        .toList();
  }

  static long[] values(Random random) {
    return IntStream.of(WIDTHS)
        .mapToLong(
            width ->
                (random.nextInt(3) == 0 ? random.nextInt(4) - 2 : random.nextLong())
                    & (width == 0 ? 1 : -1L >>> -width))
        .toArray();
  }

  /**
   * The last word or truth value of each width.
   *
   * @param predicate declares or defines {@code f} from words of 8 bits to truth values
   */
  List<Term> outputs(Terms terms, String predicate) {
    return IntStream.range(0, WIDTHS.length)
        .mapToObj(
            sort ->
                SmtLib.term(
                    terms,
                    predicate + declarations,
                    nodes.get(sort).get(nodes.get(sort).size() - 1),
                    WIDTHS[sort]))
        .toList();
  }

  private void define(int sort, String text) {
    String name = "n" + made++;
    declarations.append(
        "(define-fun %s () %s %s)".formatted(name, SmtLib.sort(WIDTHS[sort]), text));
    nodes.get(sort).add(name);
  }

  private String truth() {
    int sort = 1 + random.nextInt(WIDTHS.length - 1);
    return switch (random.nextInt(5)) {
      case 0 -> pick(TRUTHS).formatted(any(0), any(0), any(0));
      case 1 -> pick(MORE_TRUTHS).formatted(any(0), any(0), any(0));
      case 2 -> "(f %s)".formatted(any(2));
      default -> "(%s %s %s)".formatted(pick(COMPARISONS), any(sort), any(sort));
    };
  }

  private String word(int sort) {
    return switch (random.nextInt(8)) {
      case 0 -> "(ite %s %s %s)".formatted(any(0), any(sort), any(sort));
      case 1 -> "(%s %s)".formatted(random.nextBoolean() ? "bvnot" : "bvneg", any(sort));
      case 2 -> "(_ bv%d %d)".formatted(random.nextInt(2), WIDTHS[sort]);
      case 3 -> resized(sort);
      default -> "(%s %s %s)".formatted(pick(ARITHMETIC), any(sort), any(sort));
    };
  }

  private String resized(int sort) {
    int other = 1 + random.nextInt(WIDTHS.length - 1);
    int more = WIDTHS[sort] - WIDTHS[other];
    if (WIDTHS[sort] == 33) {
      return "(concat %s %s)".formatted(any(1), any(3));
    }
    if (more < 0) {
      int low = random.nextInt(-more + 1);
      return "((_ extract %d %d) %s)".formatted(low + WIDTHS[sort] - 1, low, any(other));
    }
    return "((_ %s %d) %s)"
        .formatted(random.nextBoolean() ? "zero_extend" : "sign_extend", more, any(other));
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Most often a recent one, so that graphs get deep. */
  private String any(int sort) {
    List<String> of = nodes.get(sort);
    int back = random.nextInt(random.nextInt(3) == 0 ? of.size() : Math.min(of.size(), 6));
    return of.get(of.size() - 1 - back);
  }
}
