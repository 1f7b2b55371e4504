package pmuoracle.oracle.prove;

import java.util.Optional;
import pmuoracle.oracle.smt.Answer;
import pmuoracle.oracle.smt.Question;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.spec.GuestProgram;

/**
 * What the solver finds of the programs that contradict a claim: the shortest.
 *
 * @param program one of least length
 * @param none up to this many steps there is none
 */
public record ShortestProgram(Optional<GuestProgram> program, int none) {
  /**
   * Asks the solver for programs of one step, of two, and so on, until it finds one or gives up.
   *
   * @param most the greatest length asked for
   * @param limit the solver's steps for each question
   */
  public static ShortestProgram of(Unrolled claim, int most, long limit) {
    for (int steps = 1; steps <= most; steps++) {
      for (int counter = 0; counter < claim.counters(); counter++) {
        try (Terms terms = Terms.forQuestions()) {
          Unrolled.Programs programs = claim.programs(terms, counter, steps);
          Answer answer = new Question(terms, limit).given(programs.contradict()).answer();
          if (answer instanceof Answer.Sat sat) {
            GuestProgram found = programs.decode().apply(sat.assignment());
            return new ShortestProgram(Optional.of(found), steps - 1);
          } else if (answer instanceof Answer.Unknown) {
            return new ShortestProgram(Optional.empty(), steps - 1);
          }
        }
      }
    }
    return new ShortestProgram(Optional.empty(), most);
  }
}
