package pmuoracle.oracle.compile;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/** Terms of the shape of a filter's scan: is there an entry that covers the event. */
record Entries(List<Term> inputs, List<Term> outputs) {
  private static final long SELECT = 0xF000000FFL;

  /** One disjunction; the event, and select, mask and match of each entry are inputs. */
  static Entries freeInputs(Terms terms, int size) {
    Word event = terms.variable("event", 64);
    Word unit = terms.variable("unit", 8);
    List<Term> inputs = new ArrayList<>(List.of(event, unit));
    List<Bool> covers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Word select = terms.variable("select" + i, 64);
      Word mask = terms.variable("mask" + i, 8);
      Word match = terms.variable("match" + i, 8);
      inputs.addAll(List.of(select, mask, match));
      covers.add(event.and(SELECT).is(select).and(unit.and(mask).is(match)));
    }
    return new Entries(inputs, List.of(terms.any(covers)));
  }

  /** With entries of constants, and as second output the first covering one's place from 1. */
  static Entries shared(Terms terms, int size) {
    Word event = terms.variable("event", 64);
    Word unit = terms.variable("unit", 64);
    List<Bool> covers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      covers.add(event.and(~0L >>> 1).is(i).and(unit.and(0xFFFFFFFFL).is(i)));
    }
    Word first = terms.word(64, 0);
    for (int i = size - 1; i >= 0; i--) {
      first = covers.get(i).choose(terms.word(64, i + 1L), first);
    }
    return new Entries(List.of(event, unit), List.of(terms.any(covers), first));
  }
}
