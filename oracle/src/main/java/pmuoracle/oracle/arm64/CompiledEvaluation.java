package pmuoracle.oracle.arm64;

import java.util.Map;
import java.util.function.LongPredicate;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.FilterRequest;

/** By the compiled encoding. */
final class CompiledEvaluation implements Evaluation {
  private static final LongPredicate[] NONE = {};

  private final Map<CounterFunction, Compiled> events;
  private final Map<CounterFunction, Compiled> cycle;
  private final Map<RegisterFunction, Compiled> registers;
  private final Map<CallFunction, Compiled> calls;
  private final ConcreteCalls accepted;
  private final LongPredicate[] asked;

  CompiledEvaluation(Arm64Model model) {
    CompiledModel compiled = CompiledModel.of(model);
    events = compiled.events();
    cycle = compiled.cycle();
    registers = compiled.registers();
    calls = compiled.calls();
    accepted = new ConcreteCalls(compiled.decide());
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
    calls.get(function).evaluate(inputs, NONE, outputs);
  }

  @Override
  public void counter(CounterFunction function, boolean isCycle, long[] inputs, long[] outputs) {
    (isCycle ? cycle : events).get(function).evaluate(inputs, asked, outputs);
  }

  @Override
  public void registers(RegisterFunction function, long[] inputs, long[] outputs) {
    registers.get(function).evaluate(inputs, asked, outputs);
  }

  ConcreteCalls accepted() {
    return accepted;
  }
}
