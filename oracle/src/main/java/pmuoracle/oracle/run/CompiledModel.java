package pmuoracle.oracle.run;

import java.util.List;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.CompiledLoop;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.compile.Functions;
import pmuoracle.oracle.compile.Loop;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.Encoding;
import pmuoracle.oracle.step.Layout;

/**
 * Every function of one model as bytecode, each made when first asked for. Shared by all threads.
 *
 * @param plain the functions of counters that are not special
 * @param special the functions of special counters
 * @param plainLoop the functions of counters that are not special, of any number of them
 * @param specialLoop the functions of special counters, of any number of them
 */
public record CompiledModel<C extends Enum<C>, R extends Enum<R>, F extends Enum<F>>(
    Layout layout,
    Functions<C, Compiled> calls,
    Functions<R, Compiled> registers,
    Functions<F, Compiled> plain,
    Functions<F, Compiled> special,
    Functions<F, CompiledLoop> plainLoop,
    Functions<F, CompiledLoop> specialLoop) {

  /** None compiled yet. */
  public static <C extends Enum<C>, R extends Enum<R>, F extends Enum<F>, Q>
      CompiledModel<C, R, F> of(Encoding<C, R, F, Q> encoding) {
    return new CompiledModel<>(
        encoding.layout(),
        new Functions<>(encoding.calls(), f -> call(encoding, f)),
        new Functions<>(encoding.registers(), f -> registers(encoding, f)),
        new Functions<>(encoding.counters(false), f -> counter(encoding, f, false)),
        new Functions<>(encoding.counters(true), f -> counter(encoding, f, true)),
        new Functions<>(encoding.counters(false), f -> loop(encoding, f, false)),
        new Functions<>(encoding.counters(true), f -> loop(encoding, f, true)));
  }

  /** Compiles the rest of what a run asks. */
  public void compile() {
    calls.forEach((name, code) -> {});
    registers.forEach((name, code) -> {});
    plainLoop.forEach((name, code) -> {});
    specialLoop.forEach((name, code) -> {});
  }

  // In terms of its own each, gone when it is compiled: cheaper than a lock and memory kept.

  private static <C, R, F, Q> Compiled call(Encoding<C, R, F, Q> encoding, C function) {
    try (Terms terms = new Terms()) {
      List<Term> in = encoding.callVariables(terms);
      return Compiler.compile(in, List.of(), encoding.call(function, in));
    }
  }

  private static <C, R, F, Q> Compiled registers(Encoding<C, R, F, Q> encoding, R function) {
    try (Terms terms = new Terms()) {
      Encoding.Asked<Q> asked = encoding.asked(terms);
      List<Term> in = encoding.variables(terms);
      return Compiler.compile(
          in, asked.predicates(), encoding.registers(function, in, asked.filter()));
    }
  }

  private static <C, R, F, Q> Compiled counter(
      Encoding<C, R, F, Q> encoding, F function, boolean isSpecial) {
    try (Terms terms = new Terms()) {
      Encoding.Asked<Q> asked = encoding.asked(terms);
      List<Term> in = encoding.variables(terms);
      return Compiler.compile(
          in, asked.predicates(), encoding.counter(function, isSpecial, in, asked.filter()));
    }
  }

  private static <C, R, F, Q> CompiledLoop loop(
      Encoding<C, R, F, Q> encoding, F function, boolean isSpecial) {
    Layout layout = encoding.layout();
    Loop loop =
        new Loop(
            layout.counter(),
            layout.counterSize(),
            layout.index(),
            layout.carried(),
            layout.carries());
    try (Terms terms = new Terms()) {
      Encoding.Asked<Q> asked = encoding.asked(terms);
      List<Term> in = encoding.variables(terms);
      return Compiler.loop(
          in, asked.predicates(), encoding.counter(function, isSpecial, in, asked.filter()), loop);
    }
  }
}
