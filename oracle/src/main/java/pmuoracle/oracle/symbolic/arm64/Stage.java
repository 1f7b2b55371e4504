package pmuoracle.oracle.symbolic.arm64;

import java.util.List;
import pmuoracle.oracle.symbolic.Cell;

/**
 * One step of a symbolic run.
 *
 * @param cells what may be observed; the same observations in the same order in every model
 * @param applied the functions that may be applied to the counter
 */
public record Stage(State before, State after, List<Cell> cells, List<Applied> applied) {
  public Stage {
    cells = List.copyOf(cells);
    applied = List.copyOf(applied);
  }
}
