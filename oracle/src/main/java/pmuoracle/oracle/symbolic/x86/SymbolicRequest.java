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
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Model;

/**
 * A filter request; its padding, which no model looks at, is 0.
 *
 * @param reserved whether a claimed entry has a bit outside the masked fields
 */
public record SymbolicRequest(FormTerms<FilterRequest> fields, Bool reserved) {

  /** A request with at most this many events in memory. */
  static SymbolicRequest variables(MachineTerms machine, String step, int capacity) {
    Terms terms = machine.world();
    List<Word> entries = new ArrayList<>();
    for (int i = 0; i < capacity; i++) {
      entries.add(terms.variable(step + "-entry-" + (i + 1), 64));
    }
    FormTerms<FilterRequest> fields = variables(terms, step, entries);
    return new SymbolicRequest(fields, reserved(machine, fields));
  }

  /** A request of any number of events, of which only their number is told. */
  static SymbolicRequest unlisted(Terms terms, String step) {
    return new SymbolicRequest(
        variables(terms, step, List.of()), terms.variable(step + "-reserved"));
  }

  private static FormTerms<FilterRequest> variables(Terms terms, String step, List<Word> entries) {
    Word size = terms.variable(step + "-size", 32);
    Word nevents = terms.variable(step + "-nevents", 32);
    Word readable =
        terms
            .variable(step + "-limited")
            .choose(terms.variable(step + "-readable", 64), terms.word(64, FilterRequest.ALL));
    Map<String, Term> given =
        Map.of("pad", terms.word(32, 0), "events", size, "nevents", nevents, "readable", readable);
    return FormTerms.variables(terms, step, X86Forms.REQUEST, given, entries);
  }

  static Bool reserved(MachineTerms machine, FormTerms<FilterRequest> fields) {
    Word nevents = fields.word("nevents");
    Word size = fields.word("events");
    Word claimed = nevents.below(size).choose(nevents, size);
    List<Bool> reserved = new ArrayList<>();
    for (int i = 0; i < fields.entries().size(); i++) {
      Bool meant = machine.world().word(32, i).below(claimed);
      reserved.add(meant.and(Entry.reserved(machine, fields.entries().get(i))));
    }
    return machine.world().any(reserved);
  }

  /** What a call of the model reads of it. */
  List<Term> operands(X86Model model) {
    Terms terms = reserved.terms();
    Word size = fields.word("events").zeroExtend(64);
    Word all = size.shiftLeft(terms.word(64, 3)).plus(model.headerBytes());
    Word readable = fields.word("readable");
    Word limit = readable.below(all).choose(readable, all);
    List<Term> operands =
        new ArrayList<>(
            new Acceptance.Request(
                    fields.word("action"),
                    fields.word("nevents"),
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
        fields.word("nevents"),
        fields.entries());
  }

  /** True iff the model's sources leave open what its list means. */
  private Bool unsettled(X86Model model) {
    Terms terms = reserved.terms();
    List<Bool> some = new ArrayList<>();
    for (int i = 0; i < fields.entries().size(); i++) {
      Bool meant = terms.word(32, i).below(fields.word("nevents"));
      some.add(meant.and(Entry.unsettled(model.matching(), fields.entries().get(i))));
    }
    return terms.any(some);
  }
}
