package pmuoracle.oracle.difference;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import pmuoracle.oracle.smt.Assignment;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.Cell;
import pmuoracle.oracle.symbolic.ProgramTerms;
import pmuoracle.oracle.symbolic.TermStep;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;

/**
 * Every program of some length, run by two models.
 *
 * @param possible whether there is such a program and both models speak of its machine
 * @param differs whether the models differ at its last step
 * @param parts how many list entries or filter calls it has
 * @param bits how many set bits, as the harness measures programs
 * @param decode the program of an assignment for which it is possible
 */
public record Unrolling(
    Bool possible, Bool differs, Word parts, Word bits, Function<Assignment, GuestProgram> decode) {
  /**
   * Of these programs.
   *
   * @param speaks whether a model speaks of their machine
   * @param run what a model says of each step
   * @param observed what is compared
   */
  public static <M, Q> Unrolling of(
      ProgramTerms program,
      M one,
      M other,
      Function<M, Bool> speaks,
      Function<M, List<TermStep<Q>>> run,
      Set<Observation.Kind> observed) {
    List<TermStep<Q>> ones = run.apply(one);
    List<TermStep<Q>> others = run.apply(other);
    Terms terms = program.machine().world();
    int last = ones.size() - 1;
    return new Unrolling(
        terms.all(program.exists(), speaks.apply(one), speaks.apply(other)),
        Cell.differ(terms, ones.get(last).cells(), others.get(last).cells(), observed),
        program.parts(),
        program.bits(),
        program::decode);
  }
}
