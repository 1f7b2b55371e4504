package pmuoracle.oracle.symbolic.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.EventList;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.FormTerms;
import pmuoracle.oracle.symbolic.SizeTerm;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Model;

/**
 * A filter request; its padding, which no model looks at, is 0.
 *
 * @param limited whether fewer bytes can be read than there are
 * @param readable 64 bits: then how many
 * @param reserved whether a claimed entry has a bit outside the masked fields
 */
public record SymbolicRequest(
    FormTerms<FilterRequest> fields, Bool limited, Word readable, Bool reserved) {

  /** A request with at most this many events in memory. */
  static SymbolicRequest variables(MachineTerms machine, String step, int capacity) {
    Terms terms = machine.world();
    List<Word> entries = new ArrayList<>();
    for (int i = 0; i < capacity; i++) {
      entries.add(terms.variable(step + "-entry-" + (i + 1), 64));
    }
    Word size = terms.variable(step + "-size", 32);
    Word nevents = terms.variable(step + "-nevents", 32);
    return variables(
        terms, step, nevents, size, entries, reserved(machine, nevents, size, entries));
  }

  /** True iff a claimed entry has a bit outside the masked fields. */
  static Bool reserved(MachineTerms machine, Word nevents, Word size, List<Word> entries) {
    Terms terms = machine.world();
    Word claimed = nevents.below(size).choose(nevents, size);
    List<Bool> reserved = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      reserved.add(terms.word(32, i).below(claimed).and(Entry.reserved(machine, entries.get(i))));
    }
    return terms.any(reserved);
  }

  /** A request of any number of events, of which only their number is told. */
  static SymbolicRequest unlisted(Terms terms, String step) {
    return variables(
        terms,
        step,
        terms.variable(step + "-nevents", 32),
        terms.variable(step + "-size", 32),
        List.of(),
        terms.variable(step + "-reserved"));
  }

  private static SymbolicRequest variables(
      Terms terms, String step, Word nevents, Word size, List<Word> entries, Bool reserved) {
    Word all = terms.word(64, FilterRequest.ALL);
    Map<String, Term> given =
        Map.of("nevents", nevents, "pad", terms.bool(false), "readable", all, "events", size);
    FormTerms<FilterRequest> fields =
        FormTerms.variables(terms, step, X86Forms.REQUEST, given, entries);
    Bool limited = terms.variable(step + "-limited");
    Word readable = terms.variable(step + "-readable", 64);
    return new SymbolicRequest(
        fields.with("readable", limited.choose(readable, all)), limited, readable, reserved);
  }

  /** True iff a program can have it. */
  Bool exists() {
    Bool held = entries().isEmpty() ? size().terms().bool(true) : size().atMost(entries().size());
    return held.and(limited.not().or(readable.below(Long.MAX_VALUE)));
  }

  private Word nevents() {
    return fields.word("nevents");
  }

  private Word size() {
    return fields.word("events");
  }

  private List<Word> entries() {
    return fields.entries();
  }

  /** What a call of the model reads of it. */
  List<Term> operands(X86Model model) {
    Terms terms = size().terms();
    Word all = size().zeroExtend(64).shiftLeft(terms.word(64, 3)).plus(model.headerBytes());
    Word limit = limited.and(readable.below(all)).choose(readable, all);
    List<Term> operands =
        new ArrayList<>(
            new Acceptance.Request(
                    fields.word("action"),
                    nevents(),
                    fields.word("flags"),
                    terms.bool(false),
                    limit,
                    reserved)
                .terms());
    operands.add(fields.word("bitmap"));
    operands.add(unsettled(model));
    return operands;
  }

  /** Its list, once it was accepted: then no more is claimed than there is. */
  EventList list(X86Model model, MachineTerms machine) {
    return new EventList(
        model.matching(),
        machine,
        Acceptance.masked(model, fields.word("flags")),
        nevents(),
        entries());
  }

  /** True iff the model's sources leave open what its list means. */
  private Bool unsettled(X86Model model) {
    List<Bool> some = new ArrayList<>();
    for (int i = 0; i < entries().size(); i++) {
      Bool meant = size().terms().word(32, i).below(nevents());
      some.add(meant.and(Entry.unsettled(model.matching(), entries().get(i))));
    }
    return size().terms().any(some);
  }

  void parts(Bool when, SizeTerm parts) {
    parts.number(when, size().bits(SizeTerm.BITS - 1, 0));
  }

  /** Set bits, and one for each field that is not as usual. */
  void bits(Bool when, SizeTerm bits) {
    for (int i = 0; i < entries().size(); i++) {
      bits.setBits(when.and(size().terms().word(32, i).below(size())), entries().get(i));
    }
    bits.setBits(when, fields.word("action"));
    bits.setBits(when, fields.word("bitmap"));
    bits.setBits(when, fields.word("flags"));
    bits.flag(when, nevents().is(size()).not());
    bits.flag(when, limited);
  }
}
