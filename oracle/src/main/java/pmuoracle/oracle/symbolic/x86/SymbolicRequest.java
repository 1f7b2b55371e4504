package pmuoracle.oracle.symbolic.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.EventList;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Valuation;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.Tally;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Model;

/**
 * A filter request; its padding, which no model looks at, is 0.
 *
 * @param action 32 bits
 * @param nevents 32 bits: how many events the header claims
 * @param bitmap 32 bits
 * @param flags 32 bits
 * @param limited whether fewer bytes can be read than there are
 * @param readable 64 bits: then how many
 * @param size 32 bits: how many events are in memory
 * @param entries 64 bits each: the events, of which the first {@code size} are meant
 * @param reserved whether a claimed entry has a bit outside the masked fields
 */
public record SymbolicRequest(
    Word action,
    Word nevents,
    Word bitmap,
    Word flags,
    Bool limited,
    Word readable,
    Word size,
    List<Word> entries,
    Bool reserved) {
  public SymbolicRequest {
    entries = List.copyOf(entries);
  }

  /** A request with at most this many events in memory. */
  static SymbolicRequest variables(MachineTerms machine, String step, int capacity) {
    Terms terms = machine.world();
    List<Word> entries = new ArrayList<>();
    for (int i = 0; i < capacity; i++) {
      entries.add(terms.variable(step + "-entry-" + (i + 1), 64));
    }
    Word size = terms.variable(step + "-size", 32);
    Word nevents = terms.variable(step + "-nevents", 32);
    Word claimed = nevents.below(size).choose(nevents, size);
    List<Bool> reserved = new ArrayList<>();
    for (int i = 0; i < capacity; i++) {
      reserved.add(terms.word(32, i).below(claimed).and(Entry.reserved(machine, entries.get(i))));
    }
    return variables(terms, step, nevents, size, entries, terms.any(reserved));
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
    return new SymbolicRequest(
        terms.variable(step + "-action", 32),
        nevents,
        terms.variable(step + "-bitmap", 32),
        terms.variable(step + "-flags", 32),
        terms.variable(step + "-limited"),
        terms.variable(step + "-readable", 64),
        size,
        entries,
        reserved);
  }

  /** True iff a program can have it. */
  Bool exists() {
    Bool held = entries.isEmpty() ? size.terms().bool(true) : size.atMost(entries.size());
    return held.and(limited.not().or(readable.below(Long.MAX_VALUE)));
  }

  /** What a call of the model reads of it. */
  List<Term> operands(X86Model model) {
    Terms terms = size.terms();
    Word all = size.zeroExtend(64).shiftLeft(terms.word(64, 3)).plus(model.headerBytes());
    Word limit = limited.and(readable.below(all)).choose(readable, all);
    List<Term> operands =
        new ArrayList<>(
            new Acceptance.Request(action, nevents, flags, terms.bool(false), limit, reserved)
                .terms());
    operands.add(bitmap);
    operands.add(unsettled(model));
    return operands;
  }

  /** Its list, once it was accepted: then no more is claimed than there is. */
  EventList list(X86Model model, MachineTerms machine) {
    return new EventList(
        model.matching(), machine, Acceptance.masked(model, flags), nevents, entries);
  }

  /** True iff the model's sources leave open what its list means. */
  private Bool unsettled(X86Model model) {
    List<Bool> some = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Bool meant = size.terms().word(32, i).below(nevents);
      some.add(meant.and(Entry.unsettled(model.matching(), entries.get(i))));
    }
    return size.terms().any(some);
  }

  void parts(Bool when, Tally parts) {
    parts.number(when, size.bits(Tally.BITS - 1, 0));
  }

  /** Set bits, and one for each field that is not as usual. */
  void bits(Bool when, Tally bits) {
    for (int i = 0; i < entries.size(); i++) {
      bits.setBits(when.and(size.terms().word(32, i).below(size)), entries.get(i));
    }
    bits.setBits(when, action);
    bits.setBits(when, bitmap);
    bits.setBits(when, flags);
    bits.flag(when, nevents.is(size).not());
    bits.flag(when, limited);
  }

  FilterRequest decode(Valuation values) {
    long[] events = new long[(int) values.value(size)];
    for (int i = 0; i < events.length; i++) {
      events[i] = values.value(entries.get(i));
    }
    return new FilterRequest(
        values.value(action),
        values.value(nevents),
        values.value(bitmap),
        values.value(flags),
        0,
        Words.of(events),
        values.value(limited) ? values.value(readable) : FilterRequest.ALL);
  }
}
