package pmuoracle.oracle.arm64;

import java.util.function.LongPredicate;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.FilterRequest;

/** By the compiled encoding. */
final class CompiledEvaluation implements Evaluation {
  private static final LongPredicate[] NONE = {};

  private final CompiledModel compiled;
  private final ConcreteCalls accepted;
  private final LongPredicate[] asked;

  CompiledEvaluation(Arm64Model model) {
    this(CompiledModel.of(model));
  }

  CompiledEvaluation(CompiledModel compiled) {
    this.compiled = compiled;
    accepted = new ConcreteCalls((in, none, out) -> compiled.decide().evaluate(in, none, out));
    asked = new LongPredicate[] {accepted::allows, accepted::covers};
  }

  @Override
  public void begin() {
    accepted.clear();
  }

  @Override
  public void install(FilterRequest request) {
    accepted.add(request);
  }

  @Override
  public void call(CallFunction function, long[] inputs, long[] outputs) {
    compiled.calls().get(function).evaluate(inputs, NONE, outputs);
  }

  @Override
  public void counter(CounterFunction function, boolean isCycle, long[] inputs, long[] outputs) {
    (isCycle ? compiled.cycle() : compiled.events()).get(function).evaluate(inputs, asked, outputs);
  }

  @Override
  public void registers(RegisterFunction function, long[] inputs, long[] outputs) {
    compiled.registers().get(function).evaluate(inputs, asked, outputs);
  }

  ConcreteCalls accepted() {
    return accepted;
  }
}
