package pmuoracle.oracle.smt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the second solver says where there is one. */
final class SecondSolverTest {
  private final Terms terms = new Terms();
  private final Word x = terms.variable("x", 13);
  private final Word y = terms.variable("y", 13);
  private final Bool p = terms.variable("p");
  private final Bool q = terms.variable("q");

  @BeforeEach
  void available() {
    assumeTrue(SecondSolver.unavailable().isEmpty());
  }

  @AfterEach
  void close() {
    terms.close();
  }

  @Test
  void namesItsVersion() {
    assertTrue(SecondSolver.name().startsWith("Bitwuzla 0.8.2"), SecondSolver::name);
  }

  /** A claim of each operator, and its false sibling. */
  @Test
  void bothSolversGiveEveryOperatorOneMeaning() {
    Word two = terms.word(13, 2);
    Word sign = x.bits(12, 12);
    decided(x.plus(y).minus(y).is(x), x.plus(y).minus(x).is(x));
    decided(x.times(two).is(x.shiftLeft(terms.word(13, 1))), x.times(two).is(x.shiftLeft(two)));
    decided(x.xor(y).is(x.or(y).minus(x.and(y))), x.xor(y).is(x.or(y)));
    decided(x.not().plus(1).is(terms.word(13, 0).minus(x)), x.not().is(terms.word(13, 0).minus(x)));
    decided(x.shiftRight(two).is(x.bits(12, 2).zeroExtend(13)), x.shiftRight(two).is(x));
    decided(x.bits(12, 5).concat(x.bits(4, 0)).is(x), x.bits(4, 0).concat(x.bits(12, 5)).is(x));
    decided(x.signExtend(64).bits(63, 63).is(sign), x.zeroExtend(64).bits(63, 63).is(sign));
    decided(x.below(y).iff(y.atMost(x).not()), x.below(y).iff(y.atMost(x)));
    decided(
        x.signedBelow(y).iff(x.xor(terms.word(13, 0x1000)).below(y.xor(terms.word(13, 0x1000)))),
        x.signedBelow(y).iff(x.below(y)));
    decided(p.choose(x, y).is(y).iff(p.not().or(x.is(y))), p.choose(x, y).is(y).iff(p.not()));
    decided(p.choose(q, q.not()).iff(p.iff(q)), p.implies(q).iff(q.implies(p)));
    decided(terms.all(p, q, x.bit(3)).implies(terms.any(q)), terms.any(p, q, x.bit(3)).implies(q));
  }

  @Test
  void aPredicateIsAnyFunction() {
    Terms.Predicate listed = terms.predicate("listed", 13);
    decided(listed.of(x.plus(y)).iff(listed.of(y.plus(x))), listed.of(x).iff(listed.of(y)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(assert (= 1", "(assert undeclared)", "(assert (= #b1 #b00))", "hello"})
  void aScriptThatIsNotSmtLibIsAnErrorOfOurs(String script) {
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> SecondSolver.decide("(set-logic QF_BV)" + script, 1));
    assertTrue(error.toString().contains(script), error::getMessage);
  }

  @Test
  void anErrorLeavesTheNextQuestionAsItWas() {
    assertThrows(AssertionError.class, () -> SecondSolver.decide("(assert", 1));
    decided(x.is(x), x.is(y));
  }

  @Test
  void theLimitIsPositive() {
    String script = new Question(terms).smtLib();
    assertThrows(AssertionError.class, () -> SecondSolver.decide(script, 0));
    assertEquals(new Opinion.Sat(), SecondSolver.decide(script, 1));
  }

  @Test
  void atItsLimitItSaysThatItDoesNotKnow() {
    String hard = new Question(terms).given(Products.differ(terms, 16)).smtLib();
    assertEquals(
        new Opinion.Unknown("it reached its limit of 20 steps"), SecondSolver.decide(hard, 20));
  }

  /** Half of them have just too few steps: a step more or less in any run would show. */
  @Test
  void severalThreadsGetTheOpinionOfOne() throws Exception {
    String script = new Question(terms).given(Products.differ(terms, 6)).smtLib();
    long tooFew = tooFew(script);
    Callable<Opinion> no = () -> SecondSolver.decide(script, tooFew);
    Callable<Opinion> yes = () -> SecondSolver.decide(script, tooFew + 1);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Opinion>> opinions = threads.invokeAll(List.of(no, yes, yes, no, no, yes, no, yes));
    threads.shutdown();
    List<String> said = new ArrayList<>();
    for (Future<Opinion> opinion : opinions) {
      said.add(opinion.get().getClass().getSimpleName());
    }
    assertEquals("Unknown Unsat Unsat Unknown Unknown Unsat Unknown Unsat", String.join(" ", said));
  }

  /** The largest limit at which the solver does not know. */
  private static long tooFew(String script) {
    long few = 1;
    while (unknown(script, 2 * few)) {
      few *= 2;
    }
    for (long more = few / 2; more > 0; more /= 2) {
      few += unknown(script, few + more) ? more : 0;
    }
    return few;
  }

  private static boolean unknown(String script, long steps) {
    return SecondSolver.decide(script, steps) instanceof Opinion.Unknown;
  }

  private void decided(Bool claim, Bool sibling) {
    Question proof = new Question(terms).given(claim.not());
    assertInstanceOf(Answer.Unsat.class, BothSolvers.answer(proof));
    Question refutation = new Question(terms).given(sibling.not());
    assertInstanceOf(Answer.Sat.class, BothSolvers.answer(refutation));
  }
}
