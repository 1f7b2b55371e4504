package pmuoracle.harness.benchmark;

import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.EventList;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Question;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/** A list read from its first entry to its last, as a loop would. */
final class Scan {
  private Scan() {}

  /** Whether some list and event make the scan say other than the set. */
  static Question differs(EventList list, Word event) {
    Terms terms = event.terms();
    Bool included = terms.bool(false);
    Bool excluded = terms.bool(false);
    for (int i = 0; i < list.entries().size(); i++) {
      Word entry = list.entries().get(i);
      Bool meant = terms.word(32, i).below(list.count());
      Bool includes = Entry.includes(list.matching(), list.machine(), list.masked(), entry, event);
      Bool excludes = Entry.excludes(list.matching(), list.machine(), list.masked(), entry, event);
      included = meant.and(includes).choose(terms.bool(true), included);
      excluded = meant.and(excludes).choose(terms.bool(true), excluded);
    }
    return new Question(terms).given(list.of(event).iff(included.and(excluded.not())).not());
  }
}
