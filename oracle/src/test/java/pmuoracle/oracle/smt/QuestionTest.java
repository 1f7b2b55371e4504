package pmuoracle.oracle.smt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class QuestionTest {
  private final Terms terms = new Terms();
  private final Word x = terms.variable("x", 8);
  private final Word y = terms.variable("y", 8);
  private final Terms.Predicate listed = terms.predicate("listed", 8);

  @AfterEach
  void close() {
    terms.close();
  }

  @Test
  void theScriptIsCompleteAndTheSameAfterTheAnswer() {
    Question question = new Question(terms).given(x.below(9)).given(x.plus(1).is(9).not());
    String script =
        """
        (set-logic QF_BV)
        (declare-fun x () (_ BitVec 8))
        (assert (bvult x #x09))
        (assert (not (= (bvadd x #x01) #x09)))
        (check-sat)
        """;
    assertEquals(script, question.smtLib());
    assertInstanceOf(Answer.Sat.class, question.answer());
    assertEquals(script, question.smtLib());
  }

  @Test
  void aPredicateAsksForItsLogic() {
    Question question = new Question(terms).given(listed.of(terms.word(8, 9)));
    assertEquals(
        """
        (set-logic QF_UFBV)
        (declare-fun listed ((_ BitVec 8)) Bool)
        (assert (listed #x09))
        (check-sat)
        """,
        question.smtLib());
  }

  @Test
  void equalArgumentsGiveAPredicateEqualValues() {
    Bool same = listed.of(x).iff(listed.of(y));
    Question equal = new Question(terms).given(x.is(y)).given(same.not());
    assertInstanceOf(Answer.Unsat.class, equal.answer());
    Answer.Sat sat =
        assertInstanceOf(Answer.Sat.class, new Question(terms).given(same.not()).answer());
    assertTrue(sat.assignment().value(x) != sat.assignment().value(y));
    assertFalse(sat.assignment().value(same));
  }

  @Test
  void aQuestionCanBeAskedMoreAfterItsAnswer() {
    Question question = new Question(terms).given(x.below(y));
    assertInstanceOf(Answer.Sat.class, question.answer());
    assertInstanceOf(Answer.Unsat.class, question.given(y.below(x)).answer());
  }

  @Test
  void atItsLimitTheSolverSaysThatItDoesNotKnow() {
    Question question = new Question(terms, 1_000).given(Products.differ(terms, 16));
    assertInstanceOf(Answer.Unknown.class, question.answer());
  }
}
