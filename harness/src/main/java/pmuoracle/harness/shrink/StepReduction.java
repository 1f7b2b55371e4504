package pmuoracle.harness.shrink;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.form.Sort;
import pmuoracle.spec.form.Type;

/** One step changed: fields as usual, a number lowered, a lower virtual CPU. */
final class StepReduction {
  /** The largest word that is tried in the stead of a choice or of a number with names. */
  private static final long MOST_OTHERS = 2;

  /** A step is moved over so many others at once. */
  private static final int FARTHEST = 8;

  private final Forms forms;

  StepReduction(Forms forms) {
    this.forms = forms;
  }

  Stream<Candidate> simplerSteps(GuestProgram program) {
    return IntStream.range(0, program.steps().size())
        .boxed()
        .flatMap(
            place ->
                simpler(program.steps().get(place))
                    .map(step -> Candidate.with(program, place, step)));
  }

  /**
   * One step changed in what another change may have to be matched by: another privilege, action or
   * level, a bit of a register's value one place beside.
   */
  Stream<Candidate> beside(GuestProgram program) {
    return IntStream.range(0, program.steps().size())
        .boxed()
        .flatMap(
            place -> {
              Step step = program.steps().get(place);
              Form<Step> form = forms.of(step);
              long[] words = form.words(step);
              return fields(form, index -> beside(form, words, index))
                  .map(row -> Candidate.with(program, place, () -> form.possible(row)));
            });
  }

  private static Stream<long[]> beside(Form<Step> form, long[] words, int index) {
    Type type = form.fields().get(index).type();
    int place = form.place(index);
    long word = words[place];
    return switch (type.sort()) {
      case FLAG, CHOICE, RANK, NAMED_BITS ->
          LongStream.rangeClosed(0, Math.min(type.most(), MOST_OTHERS))
              .filter(other -> other != word)
              .mapToObj(other -> with(words, place, other));
      case VALUE -> Numbers.beside(word).mapToObj(other -> with(words, place, other));
      case VCPU,
          BITS,
          OPTIONAL_BITS,
          COUNT,
          QUANTITY,
          SETTING,
          VARIANT,
          REGISTER,
          EVENT,
          EXTENT,
          EVENTS ->
          Stream.empty();
    };
  }

  /** A step before others that were before it. */
  static Stream<Candidate> reordered(GuestProgram program) {
    return IntStream.range(1, program.steps().size())
        .boxed()
        .flatMap(
            from ->
                IntStream.range(Math.max(0, from - FARTHEST), from)
                    .mapToObj(to -> Candidate.moved(program, from, to)));
  }

  /** The last fields first. */
  private Stream<Candidate.Change> simpler(Step step) {
    Form<Step> form = forms.of(step);
    long[] words = form.words(step);
    return Stream.of(
            asUsual(form, words),
            fields(form, index -> plainer(form, words, index)),
            fields(form, index -> lower(form, words, index)))
        .flatMap(rows -> rows)
        .map(row -> () -> form.possible(row));
  }

  private static Stream<long[]> fields(Form<Step> form, IntFunction<Stream<long[]>> change) {
    int last = form.fields().size() - 1;
    return IntStream.rangeClosed(0, last).mapToObj(i -> change.apply(last - i)).flatMap(r -> r);
  }

  /** All fields that files can leave out as usual, with the shortest range and with this one. */
  private static Stream<long[]> asUsual(Form<Step> form, long[] words) {
    long[] usual = words.clone();
    long[] shortest = words.clone();
    for (int i = 0; i < form.fields().size(); i++) {
      Field<Step> field = form.fields().get(i);
      if (field.sort() == Sort.EXTENT) {
        shortest[form.place(i)] = field.type().plain();
      } else if (canBeLeftOut(field)) {
        usual[form.place(i)] = form.usual(field, words);
        shortest[form.place(i)] = form.usual(field, words);
      }
    }
    return Stream.of(shortest, usual);
  }

  private static boolean canBeLeftOut(Field<Step> field) {
    return !field.presence().isRequired()
        && field.sort() != Sort.VCPU
        && field.sort() != Sort.EVENTS;
  }

  /** The field as it costs less to read, whatever its value. */
  private Stream<long[]> plainer(Form<Step> form, long[] words, int index) {
    Field<Step> field = form.fields().get(index);
    int place = form.place(index);
    long word = words[place];
    return switch (field.sort()) {
      case VCPU, RANK -> LongStream.range(0, word).mapToObj(v -> with(words, place, v));
      case FLAG, CHOICE -> Stream.of(with(words, place, field.type().plain()));
      case OPTIONAL_BITS -> Stream.of(with(with(words, place, 0), place + 1, 0));
      case QUANTITY ->
          canBeLeftOut(field)
              ? Stream.of(with(words, place, form.usual(field, words)))
              : Stream.empty();
      case REGISTER -> Stream.of(with(words, place, forms.plainer(word)));
      case EXTENT -> ranges(words, place, form.fields().get(index - 1).type().most());
      case BITS, VALUE, NAMED_BITS, EVENT, EVENTS, COUNT, SETTING, VARIANT -> Stream.empty();
    };
  }

  /**
   * One event of the range, its halves, and shorter ones from either end; a first event beyond the
   * last one is cut.
   */
  private static Stream<long[]> ranges(long[] words, int place, long last) {
    long base = words[place - 1];
    long extent = words[place];
    return Stream.concat(
        Stream.of(with(words, place, 1)),
        Numbers.less(extent)
            .boxed()
            .flatMap(
                less ->
                    Stream.of(
                        with(words, place, less),
                        with(with(words, place, less), place - 1, (base + extent - less) & last))));
  }

  /** The field with a lower value. */
  private static Stream<long[]> lower(Form<Step> form, long[] words, int index) {
    Field<Step> field = form.fields().get(index);
    Type type = field.type();
    int place = form.place(index);
    long word = words[place];
    return switch (type.sort()) {
      case BITS, VALUE, NAMED_BITS, EVENT ->
          Numbers.lower(word ^ type.plain()).mapToObj(v -> with(words, place, v ^ type.plain()));
      case OPTIONAL_BITS ->
          word == 0
              ? Stream.empty()
              : Numbers.lower(words[place + 1]).mapToObj(v -> with(words, place + 1, v));
      case QUANTITY ->
          canBeLeftOut(field) && word == form.usual(field, words)
              ? Stream.empty()
              : Numbers.less(word).mapToObj(v -> with(words, place, v));
      case VCPU, FLAG, COUNT, SETTING, VARIANT, CHOICE, RANK, REGISTER, EXTENT, EVENTS ->
          Stream.empty();
    };
  }

  /** The words with another one at this place. */
  static long[] with(long[] words, int place, long word) {
    long[] changed = words.clone();
    changed[place] = word;
    return changed;
  }
}
