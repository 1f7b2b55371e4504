package pmuoracle.oracle.arm64;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.compile.Functions;
import pmuoracle.oracle.encoding.arm64.FilterRange;
import pmuoracle.oracle.run.CompiledEvaluation;
import pmuoracle.oracle.run.CompiledModel;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.arm64.Arm64Encoding;
import pmuoracle.oracle.step.arm64.Arm64StepTable;
import pmuoracle.oracle.step.arm64.CallFunction;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.RegisterFunction;
import pmuoracle.spec.arm64.Arm64Model;

/** Every function of one model as bytecode. Shared by all threads. */
public record CompiledArm64(
    CompiledModel<CallFunction, RegisterFunction, CounterFunction> steps,
    Functions<Asked, Compiled> ranges) {
  private static final Map<Arm64Model, CompiledArm64> ALL = new ConcurrentHashMap<>();

  /** What the range of an accepted call is asked. */
  enum Asked {
    /**
     * Base, events and action of a call, an event, and whether it was allowed before the call, to:
     * whether it is after it, whether the range contains it, and if the call is the first the
     * default and whether it is after it.
     */
    DECIDE
  }

  /** The model's functions. */
  public static CompiledArm64 of(Arm64Model model) {
    return ALL.computeIfAbsent(model, CompiledArm64::uncompiled);
  }

  /** None compiled yet. */
  static CompiledArm64 uncompiled(Arm64Model model) {
    return new CompiledArm64(
        CompiledModel.of(new Arm64Encoding(model), new Arm64StepTable(model)),
        new Functions<>(EnumSet.allOf(Asked.class), asked -> decision()));
  }

  /** Compiles the rest. */
  void compile() {
    steps.compile();
    ranges.forEach((name, code) -> {});
  }

  Compiled decide() {
    return ranges.get(Asked.DECIDE);
  }

  /** Their evaluation, which asks these calls. */
  public CompiledEvaluation<CallFunction, RegisterFunction, CounterFunction> evaluation(
      ConcreteCalls calls) {
    return new CompiledEvaluation<>(steps, calls);
  }

  private static Compiled decision() {
    try (Terms terms = new Terms()) {
      FilterRange range = FilterRange.variables(terms, "call");
      Word event = terms.variable("event", 16);
      Bool before = terms.variable("before");
      return Compiler.compile(
          List.of(range.base(), range.nevents(), range.allows(), event, before),
          List.of(),
          List.of(
              range.decide(before, event),
              range.contains(event),
              range.byDefault(),
              range.decide(range.byDefault(), event)));
    }
  }
}
