package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/** What accepted calls, at least one, say of an event of 16 bits. */
public interface Ruling {
  /** Calls nothing is known of, however many. */
  static Ruling any(Terms terms, String name) {
    return new Answered(
        terms.predicate(name + "-allows", 16), terms.predicate(name + "-covers", 16));
  }

  /** True iff the event is allowed. */
  Bool allows(Word event);

  /** True iff the range of some call contains the event. */
  Bool covers(Word event);

  /** Whoever knows the two answers. */
  record Answered(Terms.Predicate allowing, Terms.Predicate covering) implements Ruling {
    @Override
    public Bool allows(Word event) {
      return allowing.of(event);
    }

    @Override
    public Bool covers(Word event) {
      return covering.of(event);
    }
  }
}
