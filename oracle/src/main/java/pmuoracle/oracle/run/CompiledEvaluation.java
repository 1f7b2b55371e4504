package pmuoracle.oracle.run;

import java.util.function.LongPredicate;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;

/** By the compiled encoding. */
public final class CompiledEvaluation<C extends Enum<C>, R extends Enum<R>, F extends Enum<F>>
    implements Evaluation<C, R, F> {
  private static final LongPredicate[] NONE = {};

  private final CompiledModel<C, R, F> compiled;
  private final ConcreteFilter filter;
  private final LongPredicate[] asked;

  public CompiledEvaluation(CompiledModel<C, R, F> compiled, ConcreteFilter filter) {
    this.compiled = compiled;
    this.filter = filter;
    asked = filter.asked(compiled.predicates());
  }

  CompiledPlans<C> plans(boolean naming) {
    return naming ? compiled.plans() : compiled.unruled();
  }

  ConcreteFilter filter() {
    return filter;
  }

  @Override
  public void begin(Machine machine) {
    filter.begin(machine);
  }

  @Override
  public void look(Step call, long[] called) {
    filter.look(call, called);
  }

  @Override
  public void succeeded(Step call) {
    filter.succeeded(call);
  }

  @Override
  public void call(C function, long[] called, long[] outputs) {
    compiled.calls().get(function).evaluate(called, NONE, outputs);
  }

  @Override
  public void registers(R function, long[] inputs, long[] outputs) {
    compiled.registers().get(function).evaluate(inputs, asked, outputs);
  }

  @Override
  public void counter(F function, boolean isSpecial, long[] inputs, long[] outputs) {
    (isSpecial ? compiled.special() : compiled.plain())
        .get(function)
        .evaluate(inputs, asked, outputs);
  }
}
