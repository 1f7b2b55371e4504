package pmuoracle.oracle.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.Encoding;
import pmuoracle.oracle.step.Layout;
import pmuoracle.oracle.step.Plan;
import pmuoracle.oracle.step.Reach;

/**
 * The terms of a plan: those of its function of registers, if it has one, and those of its function
 * of counters of each sort that it reaches, which read the first ones' registers.
 *
 * @param idle of each function of counters, whether it leaves the counter and says nothing
 * @param rules how many words say which rules took part, the last outputs of each function; 0 if it
 *     is not asked
 */
record TransitionTerms(
    List<Term> inputs,
    List<Terms.Predicate> predicates,
    Optional<List<Term>> registers,
    List<List<Term>> counters,
    List<Term> idle,
    int rules) {

  static <C, R, F, Q> TransitionTerms of(
      Terms terms,
      Encoding<C, R, F, Q> encoding,
      Plan<C, R, F> plan,
      boolean isSpecial,
      boolean naming) {
    Layout layout = encoding.layout();
    int rules = naming ? layout.rules() : 0;
    Encoding.Asked<Q> asked = encoding.asked(terms);
    List<Term> inputs = encoding.variables(terms);
    Optional<List<Term>> registers =
        Optional.ofNullable(plan.registers(isSpecial))
            .map(function -> encoding.registers(function, inputs, asked.filter()))
            .map(outputs -> outputs.subList(0, layout.registersRules() + rules));
    List<Term> after = new ArrayList<>(inputs);
    for (int i = 0; i < layout.registers(); i++) {
      int place = i;
      after.set(
          layout.after() + i,
          registers.map(all -> all.get(place)).orElse(inputs.get(layout.before() + i)));
    }
    List<List<Term>> counters = new ArrayList<>();
    List<Term> idle = new ArrayList<>();
    F function = plan.counters();
    if (function != null) {
      for (boolean special :
          plan.reach() == Reach.ONE ? new boolean[] {isSpecial} : new boolean[] {false, true}) {
        counters.add(
            encoding
                .counter(function, special, after, asked.filter())
                .subList(0, layout.counterRules() + rules));
        idle.add(encoding.idle(function, after));
      }
    }
    return new TransitionTerms(inputs, asked.predicates(), registers, counters, idle, rules);
  }

  /** Every term that is computed. */
  List<Term> all() {
    List<Term> all = new ArrayList<>(registers.orElse(List.of()));
    counters.forEach(all::addAll);
    all.addAll(idle);
    return all;
  }
}
