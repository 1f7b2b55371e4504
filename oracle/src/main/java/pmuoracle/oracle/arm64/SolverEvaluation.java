package pmuoracle.oracle.arm64;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import pmuoracle.oracle.encoding.arm64.FilterCalls;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.smt.Binding;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.FilterRequest;

/** By the solver's own evaluation, the accepted calls being terms too. Slow. */
final class SolverEvaluation implements Evaluation, AutoCloseable {
  private final Arm64Model model;
  private final List<FilterRequest> accepted = new ArrayList<>();
  private final Map<CounterFunction, List<Term>> events = new EnumMap<>(CounterFunction.class);
  private final Map<CounterFunction, List<Term>> cycle = new EnumMap<>(CounterFunction.class);
  private final Map<RegisterFunction, List<Term>> registers = new EnumMap<>(RegisterFunction.class);
  private final Map<CallFunction, List<Term>> calls = new EnumMap<>(CallFunction.class);

  private final Terms terms = new Terms();
  private StepInputs in = inputs();
  private final CallInputs called = CallInputs.variables(in.machine());

  SolverEvaluation(Arm64Model model) {
    this.model = model;
  }

  @Override
  public void begin() {
    accepted.clear();
    ask();
  }

  @Override
  public void install(FilterRequest request) {
    accepted.add(request);
    ask();
  }

  /** From now on terms ask the calls accepted so far. */
  private void ask() {
    in = inputs();
    events.clear();
    cycle.clear();
    registers.clear();
  }

  private StepInputs inputs() {
    return StepInputs.variables(MachineTerms.variables(terms), FilterCalls.of(terms, accepted));
  }

  @Override
  public void call(CallFunction function, long[] inputs, long[] outputs) {
    evaluate(
        called.terms(),
        calls.computeIfAbsent(function, f -> f.outputs(model, called)),
        inputs,
        outputs);
  }

  @Override
  public void counter(CounterFunction function, boolean isCycle, long[] inputs, long[] outputs) {
    evaluate(
        in.terms(),
        (isCycle ? cycle : events).computeIfAbsent(function, f -> f.outputs(model, in, isCycle)),
        inputs,
        outputs);
  }

  @Override
  public void registers(RegisterFunction function, long[] inputs, long[] outputs) {
    evaluate(
        in.terms(),
        registers.computeIfAbsent(function, f -> f.outputs(model, in)),
        inputs,
        outputs);
  }

  private void evaluate(List<Term> variables, List<Term> results, long[] inputs, long[] outputs) {
    Binding binding = new Binding(terms);
    for (int i = 0; i < variables.size(); i++) {
      if (variables.get(i) instanceof Word word) {
        binding.bind(word, inputs[i]);
      } else {
        binding.bind((Bool) variables.get(i), inputs[i] != 0);
      }
    }
    binding.values(results, outputs);
  }

  @Override
  public void close() {
    terms.close();
  }
}
