package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.EventList;
import pmuoracle.oracle.encoding.x86.FilterTerms;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Assignment;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Model;

/**
 * A filter that some request installs.
 *
 * @param flags 32 bits, of the request
 * @param bitmap 32 bits, of the request
 * @param first entries that come first; apart, so that a list with one more is told from the other
 *     by no arithmetic on counts
 * @param list {@code count} entries after those
 */
record AcceptedFilter(
    X86Model model,
    MachineTerms machine,
    Word action,
    Word flags,
    Word bitmap,
    List<Word> first,
    EventList list) {
  AcceptedFilter {
    first = List.copyOf(first);
  }

  /** A filter nothing is known of but that it has at most this many entries. */
  static AcceptedFilter variables(X86Model model, MachineTerms machine, String name, int capacity) {
    Terms terms = machine.world();
    List<Word> entries =
        IntStream.rangeClosed(1, capacity)
            .mapToObj(i -> terms.variable(name + "-entry-" + i, 64))
            .toList();
    return of(
        model,
        machine,
        terms.variable(name + "-action", 32),
        terms.variable(name + "-flags", 32),
        terms.variable(name + "-bitmap", 32),
        terms.variable(name + "-nevents", 32),
        entries);
  }

  static AcceptedFilter of(
      X86Model model,
      MachineTerms machine,
      Word action,
      Word flags,
      Word bitmap,
      Word count,
      List<Word> entries) {
    Bool masked = Acceptance.masked(model, flags);
    EventList list = new EventList(model.matching(), machine, masked, count, entries);
    return new AcceptedFilter(model, machine, action, flags, bitmap, List.of(), list);
  }

  /** True iff its request is accepted, and its entries are all there. */
  Bool accepted() {
    Terms terms = machine.world();
    Acceptance acceptance =
        Acceptance.of(
            model,
            machine,
            new Acceptance.Request(
                action,
                list.count().plus(first.size()),
                flags,
                terms.bool(false),
                terms.word(64, FilterRequest.ALL),
                model.validFlags() == 0
                    ? terms.bool(false)
                    : some(e -> Entry.reserved(machine, e))));
    return list.count().atMost(list.entries().size()).and(acceptance.errno().is(0));
  }

  /** As it is asked. */
  FilterTerms filter() {
    Terms terms = machine.world();
    Word kept = model.headerBytes() > 8 ? bitmap : terms.word(32, 0);
    return new FilterTerms(terms.bool(true), action, kept, this::lists);
  }

  private Bool lists(Word eventSelect) {
    return EventList.listed(
        some(e -> includes(e, eventSelect)), some(e -> excludes(e, eventSelect)));
  }

  private Bool includes(Word entry, Word eventSelect) {
    return Entry.includes(model.matching(), machine, masked(), entry, eventSelect);
  }

  private Bool excludes(Word entry, Word eventSelect) {
    return Entry.excludes(model.matching(), machine, masked(), entry, eventSelect);
  }

  /** True iff the model's sources settle what the list means. */
  Bool settled() {
    return some(e -> Entry.unsettled(model.matching(), e)).not();
  }

  AcceptedFilter withAction(long other) {
    return withAction(machine.world().word(32, other));
  }

  AcceptedFilter withAction(Word other) {
    return new AcceptedFilter(model, machine, other, flags, bitmap, first, list);
  }

  AcceptedFilter withBitmap(Word other) {
    return new AcceptedFilter(model, machine, action, flags, other, first, list);
  }

  AcceptedFilter withFlags(Word other) {
    EventList flagged =
        of(model, machine, action, other, bitmap, list.count(), list.entries()).list;
    return new AcceptedFilter(model, machine, action, other, bitmap, first, flagged);
  }

  AcceptedFilter withEntries(Word count, List<Word> others) {
    return of(model, machine, action, flags, bitmap, count, others);
  }

  /** With one entry more. */
  AcceptedFilter plus(Word entry) {
    List<Word> more = new ArrayList<>();
    more.add(entry);
    more.addAll(first);
    return new AcceptedFilter(model, machine, action, flags, bitmap, more, list);
  }

  /** With only this entry. */
  AcceptedFilter only(Word entry) {
    return withEntries(machine.world().word(32, 1), List.of(entry));
  }

  /** Without entries. */
  AcceptedFilter empty() {
    return withEntries(machine.world().word(32, 0), List.of());
  }

  /** Whether the request asks for masked entries. */
  Bool masked() {
    return list.masked();
  }

  /** True iff the condition holds of some entry. */
  Bool some(Function<Word, Bool> holds) {
    Terms terms = machine.world();
    Bool later = list.some(holds);
    return first.isEmpty() ? later : terms.any(first.stream().map(holds).toList()).or(later);
  }

  /** The request. */
  FilterRequest request(Assignment values) {
    List<Long> events = new ArrayList<>();
    first.forEach(entry -> events.add(values.value(entry)));
    long count = values.value(list.count());
    for (int i = 0; i < count; i++) {
      events.add(values.value(list.entries().get(i)));
    }
    return FilterRequest.of(
        values.value(action),
        values.value(flags),
        values.value(bitmap),
        events.stream().mapToLong(Long::longValue).toArray());
  }
}
