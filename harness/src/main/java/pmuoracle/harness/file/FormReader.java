package pmuoracle.harness.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.form.Name;
import pmuoracle.spec.form.Sort;
import pmuoracle.spec.form.Type;

/**
 * Reads machines and steps by their forms; every mistake is a {@link pmuoracle.spec.BadInput} with
 * its place. An element {@code {value: 0x0, times: 291}} of a list of events stands for 291 equal
 * ones.
 */
public final class FormReader {
  /** Where a step happens; a machine happens nowhere. */
  private record Place(Machine machine, Model model) {}

  private final Optional<Place> place;

  private FormReader(Optional<Place> place) {
    this.place = place;
  }

  /** The machine this mapping describes. */
  static Machine machine(Forms forms, Value mapping) {
    try {
      return new FormReader(Optional.empty()).read(forms.machine(), mapping);
    } catch (IllegalArgumentException e) {
      throw mapping.refusal(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The step this mapping describes; that the machine accepts it is checked by the caller.
   *
   * @param verb one of the forms' verbs
   */
  public static Step step(Forms forms, String verb, Value mapping, Machine machine, Model model) {
    return new FormReader(Optional.of(new Place(machine, model)))
        .read(forms.steps().get(forms.verbs().indexOf(verb)), mapping);
  }

  private <R> R read(Form<R> form, Value mapping) {
    Entries entries = mapping.entries(keys(form));
    long[] words = new long[form.width()];
    for (Field<R> field : inTurn(form)) {
      int at = form.place(field.name());
      Optional<Value> value =
          field.presence().isRequired()
              ? Optional.of(entries.required(field.name(), field.presence().expected()))
              : entries.optional(field.name());
      if (value.isEmpty()) {
        words[at] = form.usual(field, words);
      } else {
        long[] read = words(field.type(), value.get(), most(form, field, words));
        words = Arrays.copyOf(words, Math.max(words.length, at + read.length));
        System.arraycopy(read, 0, words, at, read.length);
      }
    }
    return form.make(words);
  }

  /** The keys as messages name them, the virtual CPU last. */
  private static <R> List<String> keys(Form<R> form) {
    return form.written().stream()
        .sorted(Comparator.comparing(field -> field.sort() == Sort.VCPU))
        .map(Field::name)
        .toList();
  }

  /** The fields on which others depend before those. */
  private static <R> List<Field<R>> inTurn(Form<R> form) {
    return form.fields().stream()
        .sorted(Comparator.comparing(field -> !field.presence().by().isEmpty()))
        .toList();
  }

  private <R> long most(Form<R> form, Field<R> field, long[] words) {
    if (field.sort() == Sort.VCPU) {
      return place.orElseThrow().machine().vcpus() - 1L;
    }
    long most = form.most(field, words);
    return Long.compareUnsigned(most, field.type().most()) < 0 ? most : field.type().most();
  }

  private long[] words(Type type, Value value, long most) {
    return switch (type.sort()) {
      case FLAG -> new long[] {value.truth() ? 1 : 0};
      case VCPU, BITS, VALUE, COUNT, QUANTITY, SETTING, EVENT, EXTENT ->
          new long[] {value.number(type.least(), most)};
      case OPTIONAL_BITS -> new long[] {1, value.number(most)};
      case VARIANT, CHOICE, RANK ->
          new long[] {value.constant("", type.names().constants(), Name::text).word()};
      case NAMED_BITS -> new long[] {value.isNumber() ? value.number(most) : bits(type, value)};
      case REGISTER -> {
        List<Name> registers = type.names().registers().apply(place.orElseThrow().machine());
        Name name = value.constant(type.names().what(), registers, Name::text);
        yield new long[] {name.word(), name.index()};
      }
      case EVENTS -> events(value, (int) most);
    };
  }

  private long bits(Type type, Value value) {
    String what =
        "a number of %d bits or %s".formatted(Long.bitCount(type.most()), type.names().what());
    List<Name> names = type.names().bits().apply(place.orElseThrow().model());
    return value.constant(what, names, Name::text).word();
  }

  private static long[] events(Value list, int most) {
    List<Long> events = new ArrayList<>();
    for (Value element : list.elements(most)) {
      Value value = element;
      int times = 1;
      if (element.isMapping()) {
        Entries run = element.entries(List.of("value", "times"));
        value = run.required("value", "an event");
        times = run.required("times", "how many equal events").integer(1, most);
      }
      if (events.size() + times > most) {
        throw list.refusal("found more than " + most + " events; expected at most that");
      }
      long event = value.number(-1L);
      LongStream.generate(() -> event).limit(times).forEach(events::add);
    }
    return LongStream.concat(
            LongStream.of(events.size()), events.stream().mapToLong(Long::longValue))
        .toArray();
  }
}
