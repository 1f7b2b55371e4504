package pmuoracle.oracle.x86;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import pmuoracle.oracle.run.CompiledEvaluation;
import pmuoracle.oracle.run.CompiledModel;
import pmuoracle.oracle.step.x86.CallFunction;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.oracle.step.x86.RegisterFunction;
import pmuoracle.oracle.step.x86.X86Encoding;
import pmuoracle.oracle.step.x86.X86StepTable;
import pmuoracle.spec.x86.X86Model;

/** Every function of one model as bytecode. Shared by all threads. */
public record CompiledX86(
    X86Model model,
    CompiledModel<CallFunction, RegisterFunction, CounterFunction> steps,
    EntryFunctions entries) {
  private static final Map<X86Model, CompiledX86> ALL = new ConcurrentHashMap<>();

  /** The model's functions. */
  public static CompiledX86 of(X86Model model) {
    return ALL.computeIfAbsent(model, CompiledX86::uncompiled);
  }

  /** None compiled yet. */
  static CompiledX86 uncompiled(X86Model model) {
    return new CompiledX86(
        model,
        CompiledModel.of(new X86Encoding(model), new X86StepTable(model)),
        EntryFunctions.of(model));
  }

  /** Compiles the rest. */
  void compile() {
    steps.compile();
    entries.functions().forEach((name, code) -> {});
  }

  /** Their evaluation, which asks this list. */
  public CompiledEvaluation<CallFunction, RegisterFunction, CounterFunction> evaluation(
      InstalledList list) {
    return new CompiledEvaluation<>(steps, list);
  }
}
