package pmuoracle.harness.shrink;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Counters;
import pmuoracle.spec.form.Counters.Lanes;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.form.Sort;

/**
 * Two counters of one sort, two pairs of them that may be chained, or two virtual CPUs, exchanged
 * throughout.
 */
final class CounterReduction {
  private final Forms forms;

  CounterReduction(Forms forms) {
    this.forms = forms;
  }

  /** Two numbers to be exchanged, the lower first. */
  private record Exchange(int one, int other) {
    static Stream<Exchange> below(long count) {
      return IntStream.range(0, (int) count)
          .boxed()
          .flatMap(
              low ->
                  IntStream.range(low + 1, (int) count).mapToObj(high -> new Exchange(low, high)));
    }

    /** Of two numbers of pairs the first ones of both. */
    Exchange even() {
      return new Exchange(2 * one, 2 * other);
    }

    Exchange odd() {
      return new Exchange(2 * one + 1, 2 * other + 1);
    }

    long of(long number) {
      return number == one ? other : number == other ? one : number;
    }
  }

  Stream<Candidate> renumbered(GuestProgram program) {
    Stream<Candidate> renumbered =
        forms.counters().stream()
            .flatMap(
                counters ->
                    Exchange.below(count(counters, program.machine()))
                        .map(
                            exchange ->
                                Candidate.mapped(
                                    program, step -> exchanged(step, counters, exchange))));
    Stream<Candidate> pairs =
        forms.counters().stream()
            .flatMap(
                counters ->
                    Exchange.below(count(counters, program.machine()) / 2)
                        .map(
                            pair ->
                                Candidate.mapped(
                                    program,
                                    step ->
                                        exchanged(
                                            exchanged(step, counters, pair.even()),
                                            counters,
                                            pair.odd()))));
    Stream<Candidate> moved =
        Exchange.below(program.machine().vcpus())
            .map(
                exchange ->
                    Candidate.mapped(
                        program, step -> forms.moved(step, (int) exchange.of(step.vcpu()))));
    return Stream.of(renumbered, pairs, moved).flatMap(candidates -> candidates);
  }

  private long count(Counters counters, Machine machine) {
    Form<Machine> form = forms.of(machine);
    return form.words(machine)[form.place(counters.count())];
  }

  private Step exchanged(Step step, Counters counters, Exchange exchange) {
    Form<Step> form = forms.of(step);
    long[] words = form.words(step);
    for (int i = 0; i < form.fields().size(); i++) {
      Field<Step> field = form.fields().get(i);
      int place = form.place(i);
      if (field.sort() == Sort.REGISTER && counters.numbers(words[place])) {
        words[place + 1] = exchange.of(words[place + 1]);
      } else if (field.sort() == Sort.EVENT) {
        int counter = counters.events().indexOf(words[place]);
        words[place] =
            counter < 0 ? words[place] : counters.events().get((int) exchange.of(counter));
      } else {
        int bits = bits(field, place);
        lanes(counters, field, words, place)
            .ifPresent(
                lanes ->
                    words[bits] = lanes.exchanged(words[bits], exchange.one(), exchange.other()));
      }
    }
    return form.make(words);
  }

  /** The step without the bits of counters the machine lacks, and without what it cannot load. */
  Step cut(Step step, Machine machine) {
    Form<Step> form = forms.of(step);
    long[] words = form.words(step);
    for (int i = 0; i < form.fields().size(); i++) {
      Field<Step> field = form.fields().get(i);
      int place = form.place(i);
      for (Counters counters : forms.counters()) {
        int bits = bits(field, place);
        int count = (int) count(counters, machine);
        lanes(counters, field, words, place)
            .ifPresent(lanes -> words[bits] = lanes.cut(words[bits], count));
      }
      if (field.sort() == Sort.OPTIONAL_BITS && machine.refusal(form.make(words)).isPresent()) {
        words[place] = 0;
      }
    }
    return form.make(words);
  }

  /** The place of the word that has the bits of the field at this place. */
  private static int bits(Field<Step> field, int place) {
    return field.sort() == Sort.OPTIONAL_BITS ? place + 1 : place;
  }

  private static Optional<Lanes> lanes(
      Counters counters, Field<Step> field, long[] words, int place) {
    return field.sort() == Sort.VALUE
        ? counters.ofValue(words[place - 2])
        : Optional.ofNullable(counters.fields().get(field.name()));
  }
}
