package pmuoracle.harness.file;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import pmuoracle.spec.Trace;

/**
 * What is expected of one step.
 *
 * @param cells one per observation of the step, in the machine's order; empty for unknown
 */
public record Outcome(List<OptionalLong> cells) {
  public Outcome {
    cells = List.copyOf(cells);
  }

  /** The outcomes a trace holds. */
  public static List<Outcome> of(Trace trace) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int step = 0; step < trace.steps(); step++) {
      List<OptionalLong> cells = new ArrayList<>();
      for (int place = 0; place < trace.width(step); place++) {
        cells.add(
            trace.isKnown(step, place)
                ? OptionalLong.of(trace.cell(step, place))
                : OptionalLong.empty());
      }
      outcomes.add(new Outcome(cells));
    }
    return outcomes;
  }
}
