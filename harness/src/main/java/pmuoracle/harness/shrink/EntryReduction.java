package pmuoracle.harness.shrink;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.form.Sort;

/** Fewer entries in lists of events: runs first, then one by one. */
final class EntryReduction {
  private final Forms forms;

  EntryReduction(Forms forms) {
    this.forms = forms;
  }

  /** Runs of entries left out, with what becomes of the numbers that go with the length. */
  Stream<Candidate> shorterLists(GuestProgram program) {
    return changed(
        program,
        (form, words, list) ->
            runs(words.length - list)
                .flatMap(
                    run ->
                        WAYS.stream()
                            .map(
                                way -> () -> form.possible(without(form, words, list, run, way)))));
  }

  /** Runs of entries that become 0, so that long lists whose length matters are done quickly. */
  Stream<Candidate> emptierEntries(GuestProgram program) {
    return changed(
        program,
        (form, words, list) ->
            runs(words.length - list).map(run -> () -> form.possible(withZeros(words, list, run))));
  }

  /** One entry with a bit less, or a bit lower. */
  Stream<Candidate> simplerEntries(GuestProgram program) {
    return changed(
        program,
        (form, words, list) ->
            IntStream.range(list, words.length)
                .boxed()
                .flatMap(
                    place ->
                        Numbers.lower(words[place])
                            .mapToObj(
                                v -> () -> form.possible(StepReduction.with(words, place, v)))));
  }

  /** What becomes of a step whose list begins at this place. */
  private interface ListChange {
    Stream<Candidate.Change> changes(Form<Step> form, long[] words, int list);
  }

  private Stream<Candidate> changed(GuestProgram program, ListChange change) {
    return IntStream.range(0, program.steps().size())
        .boxed()
        .filter(place -> hasList(forms.of(program.steps().get(place))))
        .flatMap(
            place -> {
              Step step = program.steps().get(place);
              Form<Step> form = forms.of(step);
              return change
                  .changes(form, form.words(step), form.width())
                  .map(changed -> Candidate.with(program, place, changed));
            });
  }

  private static boolean hasList(Form<Step> form) {
    return form.fields().stream().anyMatch(field -> field.sort() == Sort.EVENTS);
  }

  private static long[] withZeros(long[] words, int list, Run run) {
    long[] changed = words.clone();
    Arrays.fill(changed, list + run.start(), list + run.end(), 0);
    return changed;
  }

  /** Places in a list, the end not included. */
  private record Run(int start, int end) {}

  /** The whole list, its halves, and so on down to every single entry. */
  private static Stream<Run> runs(int size) {
    return IntStream.iterate(size, length -> length > 0, length -> length / 2)
        .boxed()
        .flatMap(
            length ->
                IntStream.iterate(0, start -> start < size, start -> start + length)
                    .mapToObj(start -> new Run(start, Math.min(size, start + length))));
  }

  /**
   * Which of the fields that go with the length become less: the claimed length; none; all. What is
   * without a limit stays so.
   */
  private static final List<Predicate<Field<Step>>> WAYS =
      List.of(field -> !field.presence().by().isEmpty(), field -> false, field -> true);

  private static long[] without(
      Form<Step> form, long[] words, int list, Run run, Predicate<Field<Step>> less) {
    int removed = run.end() - run.start();
    long[] fewer = Arrays.copyOf(words, words.length - removed);
    System.arraycopy(
        words, list + run.end(), fewer, list + run.start(), words.length - list - run.end());
    fewer[list - 1] -= removed;
    for (int i = 0; i < form.fields().size(); i++) {
      Field<Step> field = form.fields().get(i);
      int place = form.place(i);
      boolean unlimited =
          field.presence().by().isEmpty() && words[place] == form.usual(field, words);
      if (less.test(field) && !unlimited) {
        fewer[place] = Math.max(0, words[place] - (long) removed * field.presence().perEntry());
      }
    }
    return fewer;
  }
}
