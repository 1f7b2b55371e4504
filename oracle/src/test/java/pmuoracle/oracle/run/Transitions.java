package pmuoracle.oracle.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import pmuoracle.oracle.compile.RandomStates;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.Encoding;
import pmuoracle.oracle.step.Layout;
import pmuoracle.oracle.step.Plan;
import pmuoracle.oracle.step.Reach;
import pmuoracle.oracle.step.StepTable;

/** Every compiled function of a model, against the solver, on random states. */
public final class Transitions {
  private static final int STATES = 20;

  private Transitions() {}

  /**
   * What differs.
   *
   * @param standIn what the filter says, as {@link RandomStates#listed} has it
   */
  public static <C extends Enum<C>, R extends Enum<R>, F extends Enum<F>, Q> List<String> of(
      String model,
      Encoding<C, R, F, Q> encoding,
      StepTable<C, R, F> table,
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
      }
      found.addAll(ofPlans(model, encoding, table, compiled, in, states));
      found.addAll(ofCalls(encoding.layout(), compiled, called, states));
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

  /** Every call in place, against the function that does the same. */
  private static <C extends Enum<C>> List<String> ofCalls(
      Layout layout, CompiledModel<C, ?, ?> compiled, List<Term> variables, RandomStates states) {
    List<String> found = new ArrayList<>();
    compiled
        .calls()
        .forEach(
            (f, code) -> {
              for (int i = 0; i < STATES; i++) {
                long[] called = states.values(variables);
                long[] unruled = called.clone();
                long[] out = new long[layout.outputs()];
                code.evaluate(called, new LongPredicate[0], out);
                long[] after = called.clone();
                System.arraycopy(out, 0, after, layout.machine(), layout.vm());
                long[] rules = new long[layout.rules()];
                long[] none = new long[layout.rules()];
                boolean isLike =
                    compiled.plans().calls().get(f).take(called, rules) == out[layout.errno()]
                        && compiled.unruled().calls().get(f).take(unruled, none)
                            == out[layout.errno()]
                        && Arrays.equals(called, after)
                        && Arrays.equals(unruled, after)
                        && Arrays.equals(none, new long[layout.rules()])
                        && Arrays.equals(
                            rules,
                            Arrays.copyOfRange(
                                out, layout.callRules(), layout.callRules() + rules.length));
                if (!isLike) {
                  found.add("in place: " + f);
                }
              }
            });
    return found;
  }

  /** Every plan as one transition, against its functions one after the other. */
  private static <C extends Enum<C>, R extends Enum<R>, F extends Enum<F>, Q> List<String> ofPlans(
      String model,
      Encoding<C, R, F, Q> encoding,
      StepTable<C, R, F> table,
      CompiledModel<C, R, F> compiled,
      List<Term> variables,
      RandomStates states) {
    Layout layout = encoding.layout();
    List<String> found = new ArrayList<>();
    for (Plan<C, R, F> plan : table.plans()) {
      for (boolean isSpecial : new boolean[] {false, true}) {
        F function = plan.counters();
        boolean isOne = function != null && plan.reach() == Reach.ONE;
        if (isOne ? encoding.counters(isSpecial).contains(function) : !isSpecial) {
          for (int i = 0; i < STATES; i++) {
            StepState one = new StepState(layout, variables, states, isOne);
            StepState unruled = one.copy();
            StepState other = one.copy();
            one.carryOut(compiled.plans().get(plan, isSpecial));
            unruled.carryOut(compiled.unruled().get(plan, isSpecial));
            other.stepByStep(plan, compiled, isSpecial);
            if (!one.isLike(other)) {
              found.add("%s plan %d %s".formatted(model, plan.place(), isSpecial));
            }
            other.forgetRules();
            if (!unruled.isLike(other)) {
              found.add("%s unruled plan %d %s".formatted(model, plan.place(), isSpecial));
            }
          }
        }
      }
    }
    return found;
  }
}
