package pmuoracle.oracle.smt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Z3 reads what is written as the terms it was written from, and so does the second solver. */
final class SmtLibWriterTest {
  private static final String WORDS =
      "(declare-const x (_ BitVec 13)) (declare-const y (_ BitVec 13))";
  private static final String TRUTHS = "(declare-const p Bool) (declare-const q Bool)";

  private final Terms terms = new Terms();
  private final Word x = terms.variable("x", 13);
  private final Bool p = terms.variable("p");

  @AfterEach
  void close() {
    terms.close();
  }

  @ParameterizedTest
  @EnumSource(Operator.class)
  void everyOperatorIsReadBack(Operator operator) {
    Bool condition = with(operator);
    assertTrue(
        operator == Operator.EQUIVALENT || has(Node.of(condition), operator), operator::name);
    readBack(condition);
  }

  /** A condition in which the operator is; Z3 itself writes an equivalence as an equality. */
  private Bool with(Operator operator) {
    return switch (operator) {
      case TRUE -> terms.bool(true);
      case FALSE -> p.iff(terms.bool(false));
      case NOT -> p.not();
      case AND -> p.and(x.bit(1));
      case OR -> p.or(x.bit(1));
      case XOR -> truth("(xor p q)");
      case IMPLIES -> truth("(=> p q)");
      case EQUAL, EQUIVALENT -> truth("(= p q)");
      case DISTINCT -> truth("(distinct p q)");
      case CHOICE -> p.choose(x, x.not()).is(7);
      case NUMERAL -> terms.variable("z", 64).is(0xffff_ffff_0000_0001L).and(x.is(0x1fff));
      case WORD_ADD -> word("(bvadd x y)");
      case WORD_SUBTRACT -> word("(bvsub x y)");
      case WORD_MULTIPLY -> word("(bvmul x y)");
      case WORD_NEGATE -> word("(bvneg x)");
      case WORD_AND -> word("(bvand x y)");
      case WORD_OR -> word("(bvor x y)");
      case WORD_XOR -> word("(bvxor x y)");
      case WORD_NOT -> word("(bvnot x)");
      case SHIFT_LEFT -> word("(bvshl x y)");
      case SHIFT_RIGHT -> word("(bvlshr x y)");
      case SIGNED_SHIFT_RIGHT -> word("(bvashr x y)");
      case BELOW -> truth("(bvult x y)");
      case AT_MOST -> truth("(bvule x y)");
      case ABOVE -> truth("(bvugt x y)");
      case AT_LEAST -> truth("(bvuge x y)");
      case SIGNED_BELOW -> truth("(bvslt x y)");
      case SIGNED_AT_MOST -> truth("(bvsle x y)");
      case SIGNED_ABOVE -> truth("(bvsgt x y)");
      case SIGNED_AT_LEAST -> truth("(bvsge x y)");
      case CONCAT -> x.concat(terms.word(3, 5)).is(9);
      case EXTRACT -> x.bits(11, 4).is(9);
      case ZERO_EXTEND -> x.zeroExtend(64).is(9);
      case SIGN_EXTEND -> x.signExtend(64).is(9);
      case VARIABLE -> p;
      case APPLICATION -> terms.predicate("listed", 13).of(x);
    };
  }

  private Bool word(String text) {
    return ((Word) SmtLib.term(terms, WORDS, text, 13)).is(x.plus(1));
  }

  private Bool truth(String text) {
    return (Bool) SmtLib.term(terms, WORDS + TRUTHS, text, 0);
  }

  private static boolean has(Node node, Operator operator) {
    return node.operator() == operator
        || node.children().stream().anyMatch(operand -> has(operand, operator));
  }

  @ParameterizedTest
  @ValueSource(strings = {"filter?", "step-1", "a b", "9", "é", "$", "$1"})
  void namesAreReadBack(String name) {
    Bool twice = terms.variable(name).and(x.plus(1).is(x.plus(1).times(x)));
    readBack(twice, terms.variable(name).not());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a|b", "a\\b", "let", "_", "reset"})
  void whatCannotBeNamedIsAnErrorOfOurs(String name) {
    Question question = new Question(terms).given(terms.variable(name));
    assertThrows(AssertionError.class, question::smtLib);
  }

  @Test
  void whatIsSharedIsWrittenOnce() {
    Word next = x.plus(1);
    String script = new Question(terms).given(next.times(next).is(next)).given(p).smtLib();
    assertEquals(
        """
        (set-logic QF_BV)
        (declare-fun x () (_ BitVec 13))
        (declare-fun p () Bool)
        (assert (let (($1 (bvadd x #b0000000000001)))
        (= (bvmul $1 $1) $1)))
        (assert p)
        (check-sat)
        """,
        script);
  }

  /** Its tree would have 2^300 nodes. */
  @Test
  void theTextGrowsWithTheGraph() {
    Word power = x;
    for (int i = 0; i < 300; i++) {
      power = power.plus(power).times(x);
    }
    assertTrue(new Question(terms).given(power.is(1)).smtLib().length() < 300 * 100);
    readBack(power.is(1));
  }

  @Test
  void aTermMayBeDeep() {
    Word sum = x;
    for (int i = 0; i < 50_000; i++) {
      sum = sum.plus(x);
    }
    readBack(sum.is(1));
  }

  private void readBack(Bool... conditions) {
    SmtLib.requireReadBack(terms, List.of(conditions));
    Question question = new Question(terms);
    Arrays.stream(conditions).forEach(question::given);
    Opinion opinion = SecondSolver.decide(question.smtLib(), 1);
    assertEquals(SecondSolver.unavailable().isPresent(), opinion instanceof Opinion.Unavailable);
  }
}
