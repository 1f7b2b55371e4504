package pmuoracle.oracle.smt;

import com.microsoft.z3.BitVecExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Expr;

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

  public static String sort(int width) {
    return width == 0 ? "Bool" : "(_ BitVec " + width + ")";
  }
}
