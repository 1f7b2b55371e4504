package pmuoracle.oracle.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import pmuoracle.oracle.smt.Bool;

/**
 * One step of a symbolic run.
 *
 * @param cells what may be observed; the same observations in the same order in every model
 * @param applied what is applied, in order
 * @param carries whether the counter overflows in it, so that the next one may chain
 */
public record TermStep<Q>(
    State<Q> before, State<Q> after, List<Cell> cells, List<Applied<Q>> applied, Bool carries) {
  public TermStep {
    cells = List.copyOf(cells);
    applied = List.copyOf(applied);
  }

  /** A stage for each of the steps, the first from this state on. */
  public static <S, Q> List<TermStep<Q>> all(
      State<Q> initial, List<S> steps, BiFunction<State<Q>, S, TermStep<Q>> taken) {
    List<TermStep<Q>> stages = new ArrayList<>();
    State<Q> state = initial;
    for (S step : steps) {
      TermStep<Q> stage = taken.apply(state, step);
      stages.add(stage);
      state = stage.after();
    }
    return List.copyOf(stages);
  }
}
