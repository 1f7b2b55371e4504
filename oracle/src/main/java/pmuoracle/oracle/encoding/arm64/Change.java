package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Rule;

/**
 * What a step does to one counter.
 *
 * @param next the counter after it
 * @param answer 64 bits: what is observed of the counter, where something is
 * @param known whether the model settles it
 * @param carries 64 bits: how often it overflowed so that the next counter may chain on that,
 *     {@link #OPEN} if that is not settled
 * @param chains whether from now on what chained counters do is open
 * @param fired the rules that took part
 */
public record Change(
    CounterState next, Word answer, Bool known, Word carries, Bool chains, Fired fired) {
  /** What {@link #carries} is where it is not settled. */
  static final long OPEN = 1L << 32;

  static Change to(CounterState next) {
    Terms terms = next.value().terms();
    Bool no = terms.bool(false);
    Word zero = terms.word(64, 0);
    return new Change(next, zero, terms.bool(true), zero, no, Fired.none(terms));
  }

  Change answering(Word what, Bool settled) {
    return new Change(next, what, settled, carries, chains, fired);
  }

  Change losing(Bool forGood) {
    return new Change(
        next.withUnsettled(next.unsettled(), forGood), answer, known, carries, chains, fired);
  }

  Change carrying(Word over) {
    return new Change(next, answer, known, over, chains, fired);
  }

  Change because(Fired more) {
    return new Change(next, answer, known, carries, chains, fired.with(more));
  }

  /** This, of a counter that is to count the chain event where that is not settled. */
  Change chainingIf(Bool condition) {
    return new Change(
        next, answer, known, carries, condition, fired.with(Arm64Rule.CHAIN_UNSETTLED, condition));
  }
}
