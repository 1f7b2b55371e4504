package pmuoracle.oracle.arm64;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.compile.Functions;
import pmuoracle.oracle.encoding.arm64.FilterRange;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Model;

/**
 * Every function of one model as bytecode, asking the predicates "allows" and "covers" of an event.
 * Shared by all threads.
 *
 * @param events the functions of event counters
 * @param cycle the functions of the cycle counter
 */
record CompiledModel(
    Functions<CounterFunction> events,
    Functions<CounterFunction> cycle,
    Functions<RegisterFunction> registers,
    Functions<CallFunction> calls,
    Functions<RangeFunction> ranges) {
  private static final Map<Arm64Model, CompiledModel> ALL = new ConcurrentHashMap<>();

  /** What the range of an accepted call is asked. */
  enum RangeFunction {
    /**
     * Base, events and action of a call, an event, and whether it was allowed before the call, to:
     * whether it is after it, whether the range contains it, the default if it is first.
     */
    DECIDE
  }

  /** The model's functions. */
  static CompiledModel of(Arm64Model model) {
    return ALL.computeIfAbsent(model, CompiledModel::uncompiled);
  }

  /** None compiled yet. */
  static CompiledModel uncompiled(Arm64Model model) {
    return new CompiledModel(
        new Functions<>(
            EnumSet.allOf(CounterFunction.class), f -> step(in -> f.outputs(model, in, false))),
        new Functions<>(
            EnumSet.allOf(CounterFunction.class), f -> step(in -> f.outputs(model, in, true))),
        new Functions<>(
            EnumSet.allOf(RegisterFunction.class), f -> step(in -> f.outputs(model, in))),
        new Functions<>(EnumSet.allOf(CallFunction.class), f -> call(f, model)),
        new Functions<>(EnumSet.allOf(RangeFunction.class), f -> decision()));
  }

  /** Compiles the rest. */
  void compile() {
    events.forEach((name, code) -> {});
    cycle.forEach((name, code) -> {});
    registers.forEach((name, code) -> {});
    calls.forEach((name, code) -> {});
    ranges.forEach((name, code) -> {});
  }

  Compiled decide() {
    return ranges.get(RangeFunction.DECIDE);
  }

  /** In terms of its own, gone when it is compiled: they cost less than a lock and memory kept. */
  private static Compiled step(Function<StepInputs, List<Term>> outputs) {
    try (Terms terms = new Terms()) {
      Terms.Predicate allows = terms.predicate("allows", 16);
      Terms.Predicate covers = terms.predicate("covers", 16);
      StepInputs in =
          StepInputs.variables(MachineTerms.variables(terms), new Ruling.Answered(allows, covers));
      return Compiler.compile(in.terms(), List.of(allows, covers), outputs.apply(in));
    }
  }

  private static Compiled call(CallFunction function, Arm64Model model) {
    try (Terms terms = new Terms()) {
      CallInputs in = CallInputs.variables(MachineTerms.variables(terms));
      return Compiler.compile(in.terms(), List.of(), function.outputs(model, in));
    }
  }

  private static Compiled decision() {
    try (Terms terms = new Terms()) {
      FilterRange range = FilterRange.variables(terms, "call");
      Word event = terms.variable("event", 16);
      Bool before = terms.variable("before");
      return Compiler.compile(
          List.of(range.base(), range.nevents(), range.allows(), event, before),
          List.of(),
          List.of(range.decide(before, event), range.contains(event), range.byDefault()));
    }
  }
}
