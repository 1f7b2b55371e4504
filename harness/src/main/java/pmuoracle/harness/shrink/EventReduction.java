package pmuoracle.harness.shrink;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.form.Sort;

/**
 * One event made simpler wherever it stands: in lists and ranges, in registers and where it
 * retires, because changed in one place it would no longer meet the others.
 */
final class EventReduction {
  private final Forms forms;
  private final boolean hasRanges;

  EventReduction(Forms forms) {
    this.forms = forms;
    hasRanges =
        forms.steps().stream()
            .flatMap(form -> form.fields().stream())
            .anyMatch(field -> field.sort() == Sort.EXTENT);
  }

  /** Whether events stand in ranges. */
  boolean hasRanges() {
    return hasRanges;
  }

  /**
   * One event for another.
   *
   * @param narrow whether a longer range with the event becomes a range of it alone; else only
   *     ranges that begin with it change
   */
  private record Replacement(long from, long to, long mask, boolean narrow) {
    long in(long word) {
      return (word & mask) == from ? (word & ~mask) | to : word;
    }

    void inRange(long[] words, int base) {
      if (narrow && words[base] <= from && from < words[base] + words[base + 1]) {
        words[base] = to;
        words[base + 1] = 1;
      } else if (words[base] == from) {
        words[base] = to;
      }
    }
  }

  Stream<Candidate> simplerEvents(GuestProgram program) {
    long mask = forms.events().mask().applyAsLong(program.machine());
    Set<Long> events = new TreeSet<>();
    for (Step step : program.steps()) {
      changed(
          step, word -> noted(events, word & mask), (words, base) -> noted(events, words[base]));
    }
    return Stream.concat(
        events.stream()
            .flatMap(event -> replacements(event, mask))
            .map(r -> Candidate.mapped(program, step -> changed(step, r::in, r::inRange))),
        forms.events().clearable().stream()
            .map(
                bits ->
                    Candidate.mapped(
                        program,
                        step -> changed(step, word -> word & ~bits, (words, base) -> {}))));
  }

  private static long noted(Set<Long> events, long event) {
    events.add(event);
    return event;
  }

  private Stream<Replacement> replacements(long event, long mask) {
    return LongStream.concat(LongStream.of(event), Numbers.lower(event))
        .filter(to -> (to & ~mask) == 0)
        .boxed()
        .flatMap(
            to ->
                Stream.of(true, false)
                    .filter(narrow -> narrow ? hasRanges : to != event)
                    .map(narrow -> new Replacement(event, to, mask, narrow)));
  }

  /** Changes a range whose first event is at this place and its length behind it. */
  private interface RangeChange {
    void change(long[] words, int base);
  }

  private Step changed(Step step, LongUnaryOperator word, RangeChange range) {
    Form<Step> form = forms.of(step);
    long[] words = form.words(step);
    for (int i = 0; i < form.fields().size(); i++) {
      int place = form.place(i);
      switch (form.fields().get(i).sort()) {
        case EXTENT -> range.change(words, place - 1);
        case EVENT -> {
          boolean begins =
              i + 1 < form.fields().size() && form.fields().get(i + 1).sort() == Sort.EXTENT;
          words[place] = begins ? words[place] : word.applyAsLong(words[place]);
        }
        case VALUE -> {
          if (forms.events().isIn(words[place - 2])) {
            words[place] = word.applyAsLong(words[place]);
          }
        }
        case EVENTS -> {
          for (int entry = place + 1; entry < words.length; entry++) {
            words[entry] = word.applyAsLong(words[entry]);
          }
        }
        case VCPU,
            FLAG,
            BITS,
            OPTIONAL_BITS,
            COUNT,
            QUANTITY,
            SETTING,
            VARIANT,
            CHOICE,
            RANK,
            NAMED_BITS,
            REGISTER -> {}
      }
    }
    return form.make(words);
  }
}
