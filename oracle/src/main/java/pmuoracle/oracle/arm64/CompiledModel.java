package pmuoracle.oracle.arm64;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.encoding.arm64.FilterRange;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Model;

/**
 * Every function of one model as bytecode, asking the predicates "allows" and "covers" of an event.
 * Shared by all threads.
 *
 * @param events the functions of event counters
 * @param cycle the functions of the cycle counter
 * @param decide base, events and action of a call, an event, and whether it was allowed before the
 *     call, to: whether it is after it, whether the range contains it, the default if it is first
 */
record CompiledModel(
    Map<CounterFunction, Compiled> events,
    Map<CounterFunction, Compiled> cycle,
    Map<RegisterFunction, Compiled> registers,
    Map<CallFunction, Compiled> calls,
    Compiled decide) {
  private static final Map<Arm64Model, CompiledModel> ALL = new ConcurrentHashMap<>();

  /** The model's functions, compiled when first asked for. */
  static CompiledModel of(Arm64Model model) {
    return ALL.computeIfAbsent(model, CompiledModel::compile);
  }

  private static CompiledModel compile(Arm64Model model) {
    try (Terms terms = new Terms()) {
      MachineTerms machine = MachineTerms.variables(terms);
      Terms.Predicate allows = terms.predicate("allows", 16);
      Terms.Predicate covers = terms.predicate("covers", 16);
      StepInputs in = StepInputs.variables(machine, new Ruling.Answered(allows, covers));
      List<Terms.Predicate> predicates = List.of(allows, covers);
      Map<CounterFunction, Compiled> events = new EnumMap<>(CounterFunction.class);
      Map<CounterFunction, Compiled> cycle = new EnumMap<>(CounterFunction.class);
      for (CounterFunction f : CounterFunction.values()) {
        events.put(f, Compiler.compile(in.terms(), predicates, f.outputs(model, in, false)));
        cycle.put(f, Compiler.compile(in.terms(), predicates, f.outputs(model, in, true)));
      }
      Map<RegisterFunction, Compiled> registers = new EnumMap<>(RegisterFunction.class);
      for (RegisterFunction f : RegisterFunction.values()) {
        registers.put(f, Compiler.compile(in.terms(), predicates, f.outputs(model, in)));
      }
      CallInputs called = CallInputs.variables(machine);
      Map<CallFunction, Compiled> calls = new EnumMap<>(CallFunction.class);
      for (CallFunction f : CallFunction.values()) {
        calls.put(f, Compiler.compile(called.terms(), List.of(), f.outputs(model, called)));
      }
      return new CompiledModel(events, cycle, registers, calls, decision(terms));
    }
  }

  private static Compiled decision(Terms terms) {
    FilterRange range = FilterRange.variables(terms, "call");
    Word event = terms.variable("event", 16);
    Bool before = terms.variable("before");
    return Compiler.compile(
        List.of(range.base(), range.nevents(), range.allows(), event, before),
        List.of(),
        List.of(range.decide(before, event), range.contains(event), range.byDefault()));
  }
}
