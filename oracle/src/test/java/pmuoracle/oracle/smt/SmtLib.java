package pmuoracle.oracle.smt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.microsoft.z3.BitVecExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Expr;
import java.util.List;

/** Terms written in SMT-LIB, for operators the typed layer has no method for. */
public final class SmtLib {
  private SmtLib() {}

  /**
   * The word or truth value the text denotes.
   *
   * @param declarations commands that declare what the text uses
   * @param width bits of the word, 0 for a truth value
   */
  public static Term term(Terms terms, String declarations, String text, int width) {
    String script =
        "%s (declare-const result %s) (assert (= result %s))"
            .formatted(declarations, sort(width), text);
    BoolExpr[] parsed = terms.context().parseSMTLIB2String(script, null, null, null, null);
    Expr<?> term = parsed[0].getArgs()[1];
    return width == 0
        ? new Bool(terms, (BoolExpr) term)
        : new Word(terms, width, (BitVecExpr) term);
  }

  /** Fails unless Z3 reads the script of these conditions as the very same terms. */
  public static void requireReadBack(Terms terms, List<Bool> conditions) {
    Question question = new Question(terms);
    conditions.forEach(question::given);
    String script = question.smtLib();
    assertArrayEquals(
        conditions.stream().map(Bool::expression).toArray(),
        terms.context().parseSMTLIB2String(script, null, null, null, null),
        script);
  }

  public static String sort(int width) {
    return width == 0 ? "Bool" : "(_ BitVec " + width + ")";
  }
}
