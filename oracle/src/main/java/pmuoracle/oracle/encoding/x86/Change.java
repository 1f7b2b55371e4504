package pmuoracle.oracle.encoding.x86;

import java.util.function.Function;
import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Rule;

/**
 * What a step does to one counter.
 *
 * @param next the counter after it
 * @param answer 64 bits: what is observed of the counter, where something is; a fault's number, a
 *     value, or by how much it advanced
 * @param known whether the model settles that
 * @param fired the rules that took part
 */
public record Change(CounterState next, Word answer, Bool known, Fired fired) {
  static Change nothing(CounterState counter) {
    Terms terms = counter.value().terms();
    return new Change(counter, terms.word(64, 0), terms.bool(true), Fired.none(terms));
  }

  static Change to(CounterState next) {
    return nothing(next);
  }

  Change answering(Word what) {
    return new Change(next, what, known, fired);
  }

  Change because(Fired more) {
    return new Change(next, answer, known, fired.with(more));
  }

  /** This, then another change of the counter as this leaves it. */
  Change and(Function<CounterState, Change> then) {
    Change second = then.apply(next);
    return new Change(second.next, answer, known, fired.with(second.fired));
  }

  /** This where the condition holds, else the counter stays as it was. */
  Change when(Bool condition, CounterState before) {
    Terms terms = condition.terms();
    return new Change(
        CounterState.choose(condition, next, before),
        answer,
        known,
        Fired.none(terms).with(fired, condition));
  }

  /** This, its answer open if the sources leave open what the filter lists. */
  public Change openIf(Bool unsettled) {
    return new Change(
        next, answer, known.and(unsettled.not()), fired.with(X86Rule.ENTRY_UNSETTLED, unsettled));
  }
}
