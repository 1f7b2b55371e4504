package pmuoracle.oracle.run;

import java.util.List;
import java.util.function.BiFunction;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.compile.Functions;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.Encoding;
import pmuoracle.oracle.step.StepTable;

/**
 * One model as bytecode: its plans as whole transitions, and every function by itself for those who
 * watch. Each is made when first asked for. Shared by all threads.
 *
 * @param predicates how many there are of what the filter says of an event
 * @param plans whole transitions that say which rules take part
 * @param unruled the same plans, saying nothing of rules
 * @param plain the functions of counters that are not special
 * @param special the functions of special counters
 */
public record CompiledModel<C extends Enum<C>, R extends Enum<R>, F extends Enum<F>>(
    int predicates,
    CompiledPlans<C> plans,
    CompiledPlans<C> unruled,
    Functions<C, Compiled> calls,
    Functions<R, Compiled> registers,
    Functions<F, Compiled> plain,
    Functions<F, Compiled> special) {

  /** None compiled yet. */
  public static <C extends Enum<C>, R extends Enum<R>, F extends Enum<F>, Q>
      CompiledModel<C, R, F> of(Encoding<C, R, F, Q> encoding, StepTable<C, R, F> table) {
    return new CompiledModel<>(
        predicates(encoding),
        CompiledPlans.of(encoding, table.plans(), true),
        CompiledPlans.of(encoding, table.plans(), false),
        new Functions<>(encoding.calls(), f -> call(encoding, f)),
        new Functions<>(
            encoding.registers(),
            f -> function(encoding, (in, filter) -> encoding.registers(f, in, filter))),
        new Functions<>(
            encoding.counters(false),
            f -> function(encoding, (in, filter) -> encoding.counter(f, false, in, filter))),
        new Functions<>(
            encoding.counters(true),
            f -> function(encoding, (in, filter) -> encoding.counter(f, true, in, filter))));
  }

  /** Compiles the transitions that are not compiled yet. */
  public void compile() {
    plans.compile();
    unruled.compile();
  }

  private static int predicates(Encoding<?, ?, ?, ?> encoding) {
    try (Terms terms = new Terms()) {
      return encoding.asked(terms).predicates().size();
    }
  }

  // In terms of its own each, gone when it is compiled: cheaper than a lock and memory kept.

  private static <C, R, F, Q> Compiled call(Encoding<C, R, F, Q> encoding, C function) {
    try (Terms terms = new Terms()) {
      List<Term> in = encoding.callVariables(terms);
      return Compiler.compile(in, List.of(), encoding.call(function, in));
    }
  }

  private static <C, R, F, Q> Compiled function(
      Encoding<C, R, F, Q> encoding, BiFunction<List<Term>, Q, List<Term>> function) {
    try (Terms terms = new Terms()) {
      Encoding.Asked<Q> asked = encoding.asked(terms);
      List<Term> in = encoding.variables(terms);
      return Compiler.compile(in, asked.predicates(), function.apply(in, asked.filter()));
    }
  }
}
