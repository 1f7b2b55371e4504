package pmuoracle.oracle.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pmuoracle.oracle.smt.Binding;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.Encoding;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;

/** By the solver's own evaluation, the filter being terms too. Slow. */
public final class SolverEvaluation<C, R, F, Q> implements Evaluation<C, R, F>, AutoCloseable {
  private final Encoding<C, R, F, Q> encoding;
  private final SolverFilter<Q> filter;
  private final Terms terms;
  private final List<Term> variables;
  private final List<Term> callVariables;
  private final Map<C, List<Term>> calls = new HashMap<>();
  private final Map<R, List<Term>> registers = new HashMap<>();
  private final Map<F, List<Term>> plain = new HashMap<>();
  private final Map<F, List<Term>> special = new HashMap<>();

  /**
   * @param filter in terms of the same world
   */
  public SolverEvaluation(Encoding<C, R, F, Q> encoding, Terms terms, SolverFilter<Q> filter) {
    this.encoding = encoding;
    this.terms = terms;
    this.filter = filter;
    variables = encoding.variables(terms);
    callVariables = encoding.callVariables(terms);
  }

  @Override
  public void begin(Machine machine) {
    filter.begin(machine);
    forget();
  }

  @Override
  public void look(Step call, long[] called) {
    filter.look(call, called);
  }

  @Override
  public void succeeded(Step call) {
    filter.succeeded(call);
    forget();
  }

  /** What asks a filter asks another one from now on. */
  private void forget() {
    registers.clear();
    plain.clear();
    special.clear();
  }

  @Override
  public void call(C function, long[] called, long[] outputs) {
    evaluate(
        callVariables,
        calls.computeIfAbsent(function, f -> encoding.call(f, callVariables)),
        called,
        outputs);
  }

  @Override
  public void registers(R function, long[] inputs, long[] outputs) {
    evaluate(
        variables,
        registers.computeIfAbsent(function, f -> encoding.registers(f, variables, filter.filter())),
        inputs,
        outputs);
  }

  @Override
  public void counter(F function, boolean isSpecial, long[] inputs, long[] outputs) {
    evaluate(
        variables,
        (isSpecial ? special : plain)
            .computeIfAbsent(
                function, f -> encoding.counter(f, isSpecial, variables, filter.filter())),
        inputs,
        outputs);
  }

  private void evaluate(List<Term> names, List<Term> results, long[] inputs, long[] outputs) {
    Binding binding = new Binding(terms);
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i) instanceof Word word) {
        binding.bind(word, inputs[i]);
      } else {
        binding.bind((Bool) names.get(i), inputs[i] != 0);
      }
    }
    binding.values(results, outputs);
  }

  @Override
  public void close() {
    terms.close();
  }
}
