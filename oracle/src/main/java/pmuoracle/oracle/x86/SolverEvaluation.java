package pmuoracle.oracle.x86;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.EventList;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Binding;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

/** By the solver's own evaluation, the event list being terms too. Slow. */
final class SolverEvaluation implements Evaluation, AutoCloseable {
  private final X86Model model;
  private final Map<RegisterFunction, List<Term>> registers = new EnumMap<>(RegisterFunction.class);
  private final Map<Boolean, Map<CounterFunction, List<Term>>> counters = new HashMap<>();

  private final Terms terms = new Terms();
  private final MachineTerms facts = MachineTerms.variables(terms);
  private StepInputs in = StepInputs.variables(facts, e -> terms.bool(false));
  private X86Machine machine = X86Machine.amd();
  private boolean unsettled;

  SolverEvaluation(X86Model model) {
    this.model = model;
  }

  @Override
  public void begin(X86Machine of) {
    machine = of;
    unsettled = false;
    ask(false, Words.of());
  }

  /** From now on terms ask this list. */
  private void ask(boolean masked, Words entries) {
    EventList list = EventList.of(model.matching(), facts, masked, entries);
    in = StepInputs.variables(facts, list);
    registers.clear();
    counters.clear();
  }

  @Override
  public void accept(FilterRequest asked, long[] into) {
    MachineTerms exactly = MachineTerms.of(terms, machine);
    EventList list = EventList.of(model.matching(), exactly, true, claimed(asked));
    Acceptance acceptance =
        Acceptance.of(
            model,
            exactly,
            new Acceptance.Request(
                terms.word(32, asked.action()),
                terms.word(32, asked.nevents()),
                terms.word(32, asked.flags()),
                terms.bool(asked.pad() != 0),
                terms.word(64, asked.readableBytes(model.headerBytes())),
                list.reserved()));
    Binding nothing = new Binding(terms);
    into[0] = nothing.value(acceptance.errno());
    into[1] = nothing.value(acceptance.fired().bits());
  }

  @Override
  public void install(FilterRequest accepted) {
    Bool masked = Acceptance.masked(model, terms.word(32, accepted.flags()));
    ask(new Binding(terms).value(masked), claimed(accepted));
    Binding nothing = new Binding(terms);
    unsettled =
        Arrays.stream(claimed(accepted).toArray())
            .mapToObj(e -> Entry.unsettled(model.matching(), terms.word(64, e)))
            .anyMatch(nothing::value);
  }

  private static Words claimed(FilterRequest asked) {
    long size = Math.min(asked.nevents(), asked.events().size());
    return Words.of(Arrays.copyOf(asked.events().toArray(), (int) size));
  }

  @Override
  public boolean isUnsettled() {
    return unsettled;
  }

  @Override
  public void counter(CounterFunction function, boolean fixed, long[] inputs, long[] outputs) {
    evaluate(
        counters
            .computeIfAbsent(fixed, f -> new EnumMap<>(CounterFunction.class))
            .computeIfAbsent(function, f -> f.outputs(model, in, fixed)),
        inputs,
        outputs);
  }

  @Override
  public void registers(RegisterFunction function, long[] inputs, long[] outputs) {
    evaluate(registers.computeIfAbsent(function, f -> f.outputs(model, in)), inputs, outputs);
  }

  private void evaluate(List<Term> results, long[] inputs, long[] outputs) {
    Binding binding = new Binding(terms);
    List<Term> variables = in.terms();
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
