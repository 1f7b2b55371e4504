package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * What a step does to one counter.
 *
 * @param next the counter after it
 * @param answer 64 bits: what is observed of the counter, where something is
 * @param known whether the model settles it
 * @param carries whether it overflowed, and the next counter may chain on that
 * @param fired the rules that took part
 */
public record Change(CounterState next, Word answer, Bool known, Bool carries, Fired fired) {
  static Change to(CounterState next) {
    Terms terms = next.value().terms();
    return new Change(
        next, terms.word(64, 0), terms.bool(true), terms.bool(false), Fired.none(terms));
  }

  Change answering(Word what, Bool settled) {
    return new Change(next, what, settled, carries, fired);
  }

  Change carrying(Bool over) {
    return new Change(next, answer, known, over, fired);
  }

  Change because(Fired more) {
    return new Change(next, answer, known, carries, fired.with(more));
  }
}
