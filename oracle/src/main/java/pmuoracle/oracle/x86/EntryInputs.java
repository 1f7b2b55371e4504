package pmuoracle.oracle.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/** What conditions of one entry read, as variables and as places of an array. */
record EntryInputs(MachineTerms machine, Bool masked, Word entry, Word eventSelect) {
  static final int MASKED = MachineTerms.SIZE;
  static final int ENTRY = MASKED + 1;
  static final int EVENT_SELECT = ENTRY + 1;
  static final int SIZE = EVENT_SELECT + 1;

  static EntryInputs variables(MachineTerms machine) {
    Terms terms = machine.world();
    return new EntryInputs(
        machine,
        terms.variable("masked"),
        terms.variable("entry", 64),
        terms.variable("event-select", 64));
  }

  List<Term> terms() {
    List<Term> all = new ArrayList<>(machine.terms());
    all.addAll(List.of(masked, entry, eventSelect));
    return all;
  }
}
