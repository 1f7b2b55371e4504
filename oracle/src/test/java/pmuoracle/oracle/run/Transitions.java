package pmuoracle.oracle.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pmuoracle.oracle.compile.RandomStates;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.Encoding;
import pmuoracle.oracle.step.Layout;

/** Every compiled function of a model, against the solver, on random states. */
public final class Transitions {
  private static final int COUNTERS = 3;

  private Transitions() {}

  /**
   * What differs.
   *
   * @param standIn what the filter says, as {@link RandomStates#listed} has it
   */
  public static <C extends Enum<C>, R extends Enum<R>, F extends Enum<F>, Q> List<String> of(
      String model,
      Encoding<C, R, F, Q> encoding,
      CompiledModel<C, R, F> compiled,
      Q standIn,
      RandomStates states) {
    List<String> found = new ArrayList<>();
    try (Terms terms = new Terms()) {
      List<Term> in = encoding.variables(terms);
      List<Term> called = encoding.callVariables(terms);
      for (boolean isSpecial : new boolean[] {false, true}) {
        String title = model + (isSpecial ? " special " : " ");
        (isSpecial ? compiled.special() : compiled.plain())
            .forEach(
                (f, code) ->
                    found.addAll(
                        states.disagreements(
                            title + f, code, in, encoding.counter(f, isSpecial, in, standIn))));
        found.addAll(ofLoops(title, encoding, compiled, isSpecial, in, states));
      }
      compiled
          .registers()
          .forEach(
              (f, code) ->
                  found.addAll(
                      states.disagreements(
                          model + " " + f, code, in, encoding.registers(f, in, standIn))));
      compiled
          .calls()
          .forEach(
              (f, code) ->
                  found.addAll(
                      states.disagreements(
                          model + " " + f, code, called, encoding.call(f, called))));
    }
    return found;
  }

  /** Three counters in a loop, against one after the other. */
  private static <C extends Enum<C>, R extends Enum<R>, F extends Enum<F>, Q> List<String> ofLoops(
      String title,
      Encoding<C, R, F, Q> encoding,
      CompiledModel<C, R, F> compiled,
      boolean isSpecial,
      List<Term> variables,
      RandomStates states) {
    Layout layout = encoding.layout();
    int size = layout.counterSize();
    List<String> found = new ArrayList<>();
    for (F function : encoding.counters(isSpecial)) {
      long[] in = states.values(variables);
      long first = in[layout.index()];
      long[] state = new long[1 + COUNTERS * size];
      for (int i = 0; i < COUNTERS; i++) {
        long[] other = states.values(variables);
        System.arraycopy(other, layout.counter(), state, 1 + i * size, size);
      }
      long[] looped = state.clone();
      long[] answers = new long[COUNTERS * layout.said()];
      (isSpecial ? compiled.specialLoop() : compiled.plainLoop())
          .get(function)
          .apply(in, RandomStates.meanings(), looped, 1, COUNTERS, first, answers, 0, 1);
      long[] out = new long[layout.outputs()];
      long carried = 1;
      for (int i = 0; i < COUNTERS; i++) {
        in[layout.index()] = first + i;
        System.arraycopy(state, 1 + i * size, in, layout.counter(), size);
        if (layout.carried() >= 0) {
          in[layout.carried()] = carried;
        }
        (isSpecial ? compiled.special() : compiled.plain())
            .get(function)
            .evaluate(in, RandomStates.meanings(), out);
        carried = out[layout.carries()];
        int said = i * layout.said();
        if (!Arrays.equals(out, 0, size, looped, 1 + i * size, 1 + (i + 1) * size)
            || !Arrays.equals(
                out, size, size + layout.said(), answers, said, said + layout.said())) {
          found.add(title + function + ", counter " + i + " of a loop");
        }
      }
    }
    return found;
  }
}
