package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.EventFilter;
import pmuoracle.oracle.encoding.x86.EventList;
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
 * @param list its {@code count} entries
 */
record AcceptedFilter(
    X86Model model, MachineTerms machine, Word action, Word flags, Word bitmap, EventList list) {

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
    return new AcceptedFilter(model, machine, action, flags, bitmap, list);
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
                list.count(),
                flags,
                terms.bool(false),
                terms.word(64, FilterRequest.ALL),
                list.reserved()));
    return list.count().atMost(list.entries().size()).and(acceptance.errno().is(0));
  }

  /** As it is asked. */
  EventFilter filter() {
    Terms terms = machine.world();
    Word kept = model.headerBytes() > 8 ? bitmap : terms.word(32, 0);
    return new EventFilter(terms.bool(true), action, kept, list);
  }

  AcceptedFilter withAction(long other) {
    return new AcceptedFilter(model, machine, machine.world().word(32, other), flags, bitmap, list);
  }

  AcceptedFilter withBitmap(Word other) {
    return new AcceptedFilter(model, machine, action, flags, other, list);
  }

  AcceptedFilter withFlags(Word other) {
    return of(model, machine, action, other, bitmap, list.count(), list.entries());
  }

  AcceptedFilter withEntries(Word count, List<Word> others) {
    return of(model, machine, action, flags, bitmap, count, others);
  }

  /** The request. */
  FilterRequest request(Assignment values) {
    List<Long> events = new ArrayList<>();
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
