package pmuoracle.harness.shrink;

import static pmuoracle.harness.shrink.StepReduction.with;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.form.Sort;
import pmuoracle.spec.form.Type;

/**
 * A simpler machine: fewer counters and virtual CPUs, plainer settings and features. Steps it
 * cannot have are dropped, moved to the first virtual CPU, or cut to the counters that are left.
 */
final class MachineReduction {
  private final Forms forms;
  private final CounterReduction counters;

  MachineReduction(Forms forms) {
    this.forms = forms;
    counters = new CounterReduction(forms);
  }

  Stream<Candidate> simplerMachines(GuestProgram program) {
    Form<Machine> form = forms.of(program.machine());
    long[] words = form.words(program.machine());
    return simpler(form, words)
        .filter(row -> !Arrays.equals(row, words))
        .flatMap(
            row ->
                Stream.<Way>of(
                        (step, machine) -> step,
                        this::onFew,
                        counters::cut,
                        (step, machine) -> counters.cut(onFew(step, machine), machine))
                    .map(
                        way ->
                            () ->
                                form.possible(row).stream()
                                    .map(simpler -> on(simpler, program, way))));
  }

  /** What becomes of a step on the simpler machine. */
  private interface Way {
    Step change(Step step, Machine machine);
  }

  private static GuestProgram on(Machine machine, GuestProgram program, Way way) {
    List<Step> left = new ArrayList<>();
    for (Step step : program.steps()) {
      Step changed = way.change(step, machine);
      if (machine.refusal(changed).isEmpty()) {
        left.add(changed);
      }
    }
    return new GuestProgram(machine, left);
  }

  private Step onFew(Step step, Machine machine) {
    return step.vcpu() < machine.vcpus() ? step : forms.moved(step, 0);
  }

  /** The virtual CPUs first, which stand last. */
  private static Stream<long[]> simpler(Form<Machine> form, long[] words) {
    int size = form.fields().size();
    return Stream.of(
            fields(size, i -> fewer(form, words, (i + size - 1) % size)),
            Stream.of(allPlain(form, words)),
            fields(size, i -> plainer(form, words, i)),
            Stream.of(allSet(form, words)),
            fields(size, i -> lower(form, words, i)),
            fields(size, i -> earlier(form, words, i)))
        .flatMap(rows -> rows);
  }

  private static Stream<long[]> fields(int size, IntFunction<Stream<long[]>> change) {
    return IntStream.range(0, size).mapToObj(change).flatMap(rows -> rows);
  }

  private static Stream<long[]> fewer(Form<Machine> form, long[] words, int index) {
    Type type = form.fields().get(index).type();
    return type.sort() == Sort.COUNT
        ? LongStream.range(type.least(), words[index]).mapToObj(v -> with(words, index, v))
        : Stream.empty();
  }

  /** All features plain at once. */
  private static long[] allPlain(Form<Machine> form, long[] words) {
    long[] plain = words.clone();
    for (int i = 0; i < plain.length; i++) {
      Type type = form.fields().get(i).type();
      plain[i] = isFeature(type) ? type.plain() : plain[i];
    }
    return withWhatIsNeeded(form, plain);
  }

  /** All settings at the first of their aims. */
  private static long[] allSet(Form<Machine> form, long[] words) {
    long[] set = words.clone();
    for (int i = 0; i < set.length; i++) {
      List<Long> aims = form.fields().get(i).type().aims();
      set[i] = aims.isEmpty() ? set[i] : aims.get(0);
    }
    return set;
  }

  private static Stream<long[]> plainer(Form<Machine> form, long[] words, int index) {
    Type type = form.fields().get(index).type();
    return isFeature(type)
        ? Stream.of(withWhatIsNeeded(form, with(words, index, type.plain())))
        : type.aims().stream().map(aim -> with(words, index, aim));
  }

  private static boolean isFeature(Type type) {
    return type.sort() == Sort.FLAG || type.sort() == Sort.CHOICE || type.sort() == Sort.BITS;
  }

  /** What needs a flag that is not set is plain too. */
  private static long[] withWhatIsNeeded(Form<Machine> form, long[] words) {
    for (int i = 0; i < words.length; i++) {
      String flag = form.fields().get(i).presence().needs();
      if (!flag.isEmpty() && words[form.place(flag)] == 0) {
        words[i] = form.fields().get(i).type().plain();
      }
    }
    return words;
  }

  /** Another of the names none of which is plainer. */
  private static Stream<long[]> earlier(Form<Machine> form, long[] words, int index) {
    return form.fields().get(index).sort() == Sort.VARIANT
        ? LongStream.range(0, words[index]).mapToObj(v -> with(words, index, v))
        : Stream.empty();
  }

  private static Stream<long[]> lower(Form<Machine> form, long[] words, int index) {
    Type type = form.fields().get(index).type();
    return type.sort() == Sort.BITS
        ? Numbers.lower(words[index] ^ type.plain())
            .mapToObj(bits -> with(words, index, bits ^ type.plain()))
        : Stream.empty();
  }
}
