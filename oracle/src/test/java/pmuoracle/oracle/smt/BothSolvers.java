package pmuoracle.oracle.smt;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Z3's answers, with which the second solver, where there is one, must agree. */
public final class BothSolvers {
  private BothSolvers() {}

  public static Answer answer(Question question) {
    Answer answer = question.answer();
    if (SecondSolver.unavailable().isEmpty()) {
      Opinion opinion = SecondSolver.decide(question.smtLib(), SecondSolver.DEFAULT_STEPS);
      assertEquals(
          answer.getClass().getSimpleName(),
          opinion.getClass().getSimpleName(),
          () -> "%s says %s of%n%s".formatted(SecondSolver.name(), opinion, question.smtLib()));
    }
    return answer;
  }
}
