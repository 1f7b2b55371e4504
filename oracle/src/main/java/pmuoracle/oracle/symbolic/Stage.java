package pmuoracle.oracle.symbolic;

import java.util.List;
import pmuoracle.oracle.smt.Bool;

/**
 * One step of a symbolic run.
 *
 * @param cells what may be observed; the same observations in the same order in every model
 * @param applied what is applied, in order
 * @param carries whether the counter overflows in it, so that the next one may chain
 */
public record Stage<Q>(
    State<Q> before, State<Q> after, List<Cell> cells, List<Applied<Q>> applied, Bool carries) {
  public Stage {
    cells = List.copyOf(cells);
    applied = List.copyOf(applied);
  }
}
