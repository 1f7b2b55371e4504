package pmuoracle.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;

/** A guest program in the writing, and its trace in words: cells in hexadecimal. */
public abstract class WrittenProgram<M extends Model, P extends WrittenProgram<M, P>> {
  private final Machine machine;
  private final List<Step> steps = new ArrayList<>();

  protected WrittenProgram(Machine machine) {
    this.machine = machine;
  }

  protected abstract P self();

  protected abstract Oracle oracle(M model);

  public final P then(Step step) {
    steps.add(step);
    return self();
  }

  public final GuestProgram program() {
    return new GuestProgram(machine, steps);
  }

  public final Trace trace(M model) {
    return trace(model, new RuleSet());
  }

  public final Trace trace(M model, RuleSet fired) {
    Trace trace = new Trace();
    try (Oracle oracle = oracle(model)) {
      oracle.predict(program(), trace, fired);
    }
    return trace;
  }

  /** The cells of the last step. */
  public final String last(M model) {
    return cells(trace(model), steps.size() - 1);
  }

  /** Cell {@code place} of every step of the verb. */
  public final String cells(M model, String verb, int place) {
    Trace trace = trace(model);
    return IntStream.range(0, trace.steps())
        .filter(i -> steps.get(i).verb().equals(verb))
        .mapToObj(i -> cell(trace, i, place))
        .collect(Collectors.joining(" "));
  }

  /** The first cell of every step that has one. */
  public final String firsts(M model) {
    Trace trace = trace(model);
    return IntStream.range(0, trace.steps())
        .filter(i -> trace.width(i) > 0)
        .mapToObj(i -> cell(trace, i, 0))
        .collect(Collectors.joining(" "));
  }

  public static String cells(Trace trace, int step) {
    return IntStream.range(0, trace.width(step))
        .mapToObj(place -> cell(trace, step, place))
        .collect(Collectors.joining(" "));
  }

  private static String cell(Trace trace, int step, int place) {
    return trace.isKnown(step, place) ? Long.toHexString(trace.cell(step, place)) : "?";
  }
}
