package pmuoracle.oracle.x86;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.EventList;
import pmuoracle.oracle.encoding.x86.ListedRules;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Model;

/**
 * Every function of one model as bytecode. Shared by all threads.
 *
 * @param generalPurpose the functions of general-purpose counters, by place of the constant
 * @param fixed the functions of fixed counters
 * @param registers the functions of shared registers
 * @param acceptance machine and request to errno and rules
 * @param entryForm as {@link EntryInputs} to dropped, reserved, unsettled
 * @param entryMatch as {@link EntryInputs} to includes, excludes
 * @param listed masked and whether some entry includes, excludes, is dropped, to listed and rules
 */
record CompiledModel(
    Map<CounterFunction, Compiled> generalPurpose,
    Map<CounterFunction, Compiled> fixed,
    Map<RegisterFunction, Compiled> registers,
    Compiled acceptance,
    Compiled entryForm,
    Compiled entryMatch,
    Compiled listed) {
  private static final Map<X86Model, CompiledModel> ALL = new ConcurrentHashMap<>();

  /** The model's functions, compiled when first asked for. */
  static CompiledModel of(X86Model model) {
    return ALL.computeIfAbsent(model, CompiledModel::compile);
  }

  private static CompiledModel compile(X86Model model) {
    try (Terms terms = new Terms()) {
      MachineTerms machine = MachineTerms.variables(terms);
      return new CompiledModel(
          counters(model, machine, false),
          counters(model, machine, true),
          registers(model, machine),
          acceptance(model, machine),
          entryForm(model, machine),
          entryMatch(model, machine),
          listed(model, terms));
    }
  }

  private static Map<CounterFunction, Compiled> counters(
      X86Model model, MachineTerms machine, boolean fixed) {
    Terms.Predicate listed = machine.world().predicate("listed", 64);
    StepInputs in = StepInputs.variables(machine, listed::of);
    Map<CounterFunction, Compiled> functions = new EnumMap<>(CounterFunction.class);
    for (CounterFunction function : CounterFunction.values()) {
      if (!fixed || function != CounterFunction.SELECT_WRITTEN) {
        functions.put(
            function,
            Compiler.compile(in.terms(), List.of(listed), function.outputs(model, in, fixed)));
      }
    }
    return functions;
  }

  private static Map<RegisterFunction, Compiled> registers(X86Model model, MachineTerms machine) {
    StepInputs in = StepInputs.variables(machine, e -> machine.world().bool(false));
    Map<RegisterFunction, Compiled> functions = new EnumMap<>(RegisterFunction.class);
    for (RegisterFunction function : RegisterFunction.values()) {
      functions.put(function, Compiler.compile(in.terms(), List.of(), function.outputs(model, in)));
    }
    return functions;
  }

  private static Compiled acceptance(X86Model model, MachineTerms machine) {
    Acceptance.Request request = Acceptance.Request.variables(machine.world());
    List<Term> inputs = new ArrayList<>(machine.terms());
    inputs.addAll(request.terms());
    Acceptance acceptance = Acceptance.of(model, machine, request);
    return Compiler.compile(
        inputs, List.of(), List.of(acceptance.errno(), acceptance.fired().bits()));
  }

  private static Compiled entryForm(X86Model model, MachineTerms machine) {
    EntryInputs in = EntryInputs.variables(machine);
    Word entry = in.entry();
    return Compiler.compile(
        in.terms(),
        List.of(),
        List.of(
            Entry.dropped(machine, entry),
            Entry.reserved(machine, entry),
            Entry.unsettled(model.matching(), entry)));
  }

  private static Compiled entryMatch(X86Model model, MachineTerms machine) {
    EntryInputs in = EntryInputs.variables(machine);
    return Compiler.compile(
        in.terms(),
        List.of(),
        List.of(
            Entry.includes(model.matching(), machine, in.masked(), in.entry(), in.eventSelect()),
            Entry.excludes(model.matching(), machine, in.masked(), in.entry(), in.eventSelect())));
  }

  private static Compiled listed(X86Model model, Terms terms) {
    Bool masked = terms.variable("masked");
    Bool includes = terms.variable("some-includes");
    Bool excludes = terms.variable("some-excludes");
    Bool dropped = terms.variable("some-dropped");
    return Compiler.compile(
        List.of(masked, includes, excludes, dropped),
        List.of(),
        List.of(
            EventList.listed(includes, excludes),
            ListedRules.of(model.matching(), masked, includes, excludes, dropped).bits()));
  }
}
