package pmuoracle.harness.generate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import pmuoracle.harness.system.MachineLimits;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Sort;

/**
 * Makes of a machine that was drawn for a model one that a system can be too. Nothing is drawn
 * again: from a machine that both can be, each field takes the drawn value, or the nearest within
 * its limits, if the machine still is one that both can be.
 */
public final class MachineFit {
  /** A field may need one behind it. */
  private static final int ROUNDS = 2;

  private final Form<Machine> form;
  private final Model model;

  @SuppressWarnings("unchecked")
  public MachineFit(Form<? extends Machine> form, Model model) {
    this.form = (Form<Machine>) form;
    this.model = model;
  }

  /** The machine if there is nothing against it; a {@link SystemUnavailable} if there is none. */
  @SuppressWarnings("unchecked")
  public <M extends Machine> M of(M drawn, MachineLimits limits) {
    if (limits.refusal().apply(drawn).isEmpty()) {
      return drawn;
    }
    long[] wanted = nearest(form.words(drawn), limits);
    long[] words =
        starts(wanted, limits)
            .filter(start -> possible(start, limits).isPresent())
            .findFirst()
            .orElseThrow(() -> none(drawn, limits));
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < words.length; i++) {
        long[] changed = words.clone();
        changed[i] = wanted[i];
        words = possible(changed, limits).isPresent() ? changed : words;
      }
    }
    return (M) possible(words, limits).orElseThrow();
  }

  private static SystemUnavailable none(Machine drawn, MachineLimits limits) {
    return new SystemUnavailable(
        "the system can be no machine of the model (%s); expected wider limits"
            .formatted(limits.refusal().apply(drawn).orElseThrow()));
  }

  private Optional<Machine> possible(long[] words, MachineLimits limits) {
    return form.possible(words)
        .filter(machine -> model.refusal(machine).isEmpty())
        .filter(machine -> limits.refusal().apply(machine).isEmpty());
  }

  /** Machines to begin with, of each variant: plain, with the least and with the most of all. */
  private Stream<long[]> starts(long[] wanted, MachineLimits limits) {
    List<Function<Field<Machine>, Long>> kinds =
        List.of(f -> f.type().plain(), f -> f.type().least(), f -> f.type().most());
    return variants().stream()
        .flatMap(
            variant ->
                Stream.concat(Stream.of(wanted), kinds.stream().map(this::all))
                    .map(words -> nearest(with(words, variant), limits)));
  }

  private long[] all(Function<Field<Machine>, Long> value) {
    return form.fields().stream().mapToLong(value::apply).toArray();
  }

  private List<Long> variants() {
    List<Long> variants =
        form.fields().stream()
            .filter(field -> field.sort() == Sort.VARIANT)
            .flatMap(field -> LongStream.rangeClosed(0, field.type().most()).boxed())
            .toList();
    return variants.isEmpty() ? List.of(0L) : variants;
  }

  /** The words with this choice where there is one between variants. */
  private long[] with(long[] words, long variant) {
    long[] changed = words.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = form.fields().get(i).sort() == Sort.VARIANT ? variant : changed[i];
    }
    return changed;
  }

  private static long[] nearest(long[] words, MachineLimits limits) {
    long[] nearest = words.clone();
    Arrays.setAll(nearest, i -> limits.nearest(i, words[i]));
    return nearest;
  }
}
