package pmuoracle.oracle.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import pmuoracle.oracle.smt.Word;

/**
 * One step of a symbolic run.
 *
 * @param cells what may be observed; the same observations in the same order in every model
 * @param applied what is applied, in order
 * @param carries 64 bits: how often the counter overflows in it, so that the next one may chain
 */
public record TermStep<Q>(
    State<Q> before, State<Q> after, List<Cell> cells, List<Applied<Q>> applied, Word carries) {
  public TermStep {
    cells = List.copyOf(cells);
    applied = List.copyOf(applied);
  }

  /** One for each of the steps, the first from this state on. */
  public static <S, Q> List<TermStep<Q>> all(
      State<Q> initial, List<S> steps, BiFunction<State<Q>, S, TermStep<Q>> taken) {
    List<TermStep<Q>> all = new ArrayList<>();
    State<Q> state = initial;
    for (S step : steps) {
      TermStep<Q> next = taken.apply(state, step);
      all.add(next);
      state = next.after();
    }
    return List.copyOf(all);
  }
}
