package pmuoracle.harness.jqwik;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.form.Name;
import pmuoracle.spec.form.Sort;
import pmuoracle.spec.form.Type;

/** The steps one machine can have, by their forms; what is likely is said by whoever extends it. */
public abstract class StepArbitraries {
  private final Forms forms;
  private final Machine machine;

  protected StepArbitraries(Forms forms, Machine machine) {
    this.forms = forms;
    this.machine = machine;
  }

  /** Events as they retire and stand in lists. */
  protected abstract Arbitrary<Long> events();

  /** What is written to the register. */
  protected abstract Arbitrary<Long> values(Name register);

  /** The numbers of a field; any, if nothing is more likely. */
  protected Arbitrary<Long> numbers(Field<? extends Step> field) {
    return numbers(field.type());
  }

  /** The registers of a field; any, if none is more likely. */
  protected Arbitrary<Name> registers(List<Name> all) {
    return Arbitraries.of(all);
  }

  /**
   * Steps of the kinds, as often as they weigh; those with a weight of 0 never. Shrinking makes any
   * step one of the heaviest kind if it can.
   */
  protected final <K extends Enum<K>> Arbitrary<Step> steps(K[] kinds, ToIntFunction<K> weight) {
    List<Tuple2<Integer, Arbitrary<Step>>> weighed = new ArrayList<>();
    for (int i = 0; i < kinds.length; i++) {
      Form<? extends Step> form = forms.steps().get(i);
      if (weight.applyAsInt(kinds[i]) > 0 && hasRegisters(form)) {
        weighed.add(Tuple.of(weight.applyAsInt(kinds[i]), step(form)));
      }
    }
    weighed.sort(Comparator.comparing(kind -> -kind.get1()));
    return Arbitraries.frequencyOf(weighed);
  }

  private boolean hasRegisters(Form<? extends Step> form) {
    return form.fields().stream()
        .filter(field -> field.sort() == Sort.REGISTER)
        .noneMatch(field -> registersOf(field.type()).isEmpty());
  }

  private List<Name> registersOf(Type type) {
    return type.names().registers().apply(machine);
  }

  /** Steps of this form that the machine does not refuse. */
  protected Arbitrary<Step> step(Form<? extends Step> form) {
    return Combinators.combine(form.fields().stream().map(field -> words(form, field)).toList())
        .as(rows -> rows.stream().flatMapToLong(Arrays::stream).toArray())
        .<Step>map(form::make)
        .filter(step -> machine.refusal(step).isEmpty());
  }

  /** The words of a field, of a register together with its value. */
  private Arbitrary<long[]> words(Form<? extends Step> form, Field<? extends Step> field) {
    Type type = field.type();
    return switch (type.sort()) {
      case VCPU -> longs(0, machine.vcpus() - 1L).map(StepArbitraries::row);
      case FLAG -> Arbitraries.of(type.plain(), 1 - type.plain()).map(StepArbitraries::row);
      case BITS, NAMED_BITS, COUNT, QUANTITY, EXTENT -> numbers(field).map(StepArbitraries::row);
      case SETTING -> Arbitraries.of(type.values()).map(StepArbitraries::row);
      case VARIANT, CHOICE, RANK -> longs(0, type.most()).map(StepArbitraries::row);
      case OPTIONAL_BITS ->
          Arbitraries.oneOf(Arbitraries.just(row(0, 0)), numbers(field).map(bits -> row(1, bits)));
      case REGISTER -> registers(form, registersOf(type));
      case VALUE -> Arbitraries.just(row());
      case EVENT -> events().map(StepArbitraries::row);
      case EVENTS ->
          events()
              .list()
              .ofMaxSize((int) type.most())
              .map(
                  list ->
                      LongStream.concat(
                              LongStream.of(list.size()), list.stream().mapToLong(Long::longValue))
                          .toArray());
    };
  }

  private Arbitrary<long[]> registers(Form<? extends Step> form, List<Name> all) {
    boolean written = form.fields().stream().anyMatch(field -> field.sort() == Sort.VALUE);
    return registers(all)
        .flatMap(
            register ->
                written
                    ? values(register).map(value -> row(register.word(), register.index(), value))
                    : Arbitraries.just(row(register.word(), register.index())));
  }

  private static Arbitrary<Long> numbers(Type type) {
    return type.most() < 0 ? Arbitraries.longs() : longs(type.least(), type.most());
  }

  private static Arbitrary<Long> longs(long least, long most) {
    return Arbitraries.longs().between(least, most);
  }

  private static long[] row(long... words) {
    return words;
  }
}
