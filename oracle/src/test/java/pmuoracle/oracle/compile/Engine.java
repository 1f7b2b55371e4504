package pmuoracle.oracle.compile;

import java.util.List;
import java.util.function.LongPredicate;
import pmuoracle.oracle.smt.Binding;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.SmtLib;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * A way to evaluate SMT-LIB text over the words {@code a} and {@code b} of one width and the truth
 * values {@code p} and {@code q}.
 */
interface Engine {
  interface Function {
    /** The value for a, b, p and q: words zero-extended, truth values as 0 or 1. */
    long value(long... inputs);
  }

  Function function(Terms terms, OperatorCase text, int width);

  Engine SOLVER =
      (terms, text, width) -> {
        Term term = term(terms, text, width);
        List<Term> inputs = inputs(terms, width);
        return values -> solve(terms, inputs, values, term);
      };

  Engine COMPILED =
      (terms, text, width) -> {
        Compiled compiled =
            Compiler.compile(inputs(terms, width), List.of(), List.of(term(terms, text, width)));
        return values -> {
          long[] outputs = new long[1];
          compiled.evaluate(values, new LongPredicate[0], outputs);
          return outputs[0];
        };
      };

  static long solve(Terms terms, List<? extends Term> inputs, long[] values, Term term) {
    Binding binding = new Binding(terms);
    for (int i = 0; i < values.length; i++) {
      if (inputs.get(i) instanceof Word word) {
        binding.bind(word, values[i]);
      } else {
        binding.bind((Bool) inputs.get(i), values[i] == 1);
      }
    }
    return term instanceof Word word ? binding.value(word) : binding.value((Bool) term) ? 1 : 0;
  }

  private static List<Term> inputs(Terms terms, int width) {
    return List.of(
        terms.variable("a", width),
        terms.variable("b", width),
        terms.variable("p"),
        terms.variable("q"));
  }

  private static Term term(Terms terms, OperatorCase text, int width) {
    String declarations =
        "(declare-const a %1$s) (declare-const b %1$s) (declare-const p Bool) (declare-const q Bool)"
            .formatted(SmtLib.sort(width));
    return SmtLib.term(terms, declarations, text.at(width), text.resultWidth(width));
  }
}
