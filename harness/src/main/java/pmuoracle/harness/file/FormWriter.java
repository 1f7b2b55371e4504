package pmuoracle.harness.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;
import pmuoracle.spec.form.Name;
import pmuoracle.spec.form.Sort;
import pmuoracle.spec.form.Type;

/** Writes machines and steps by their forms, so that {@link FormReader} reads them back equal. */
public final class FormWriter {
  /** Runs of equal events at least this long are written with their length. */
  private static final int RUN = 4;

  private final Machine machine;
  private final Optional<Model> model;

  private FormWriter(Machine machine, Optional<Model> model) {
    this.machine = machine;
    this.model = model;
  }

  public static FlowMap machine(Forms forms, Machine machine) {
    return new FormWriter(machine, Optional.empty()).write(forms.of(machine), machine);
  }

  public static FlowMap step(Forms forms, Step step, Machine machine, Model model) {
    return new FormWriter(machine, Optional.of(model)).write(forms.of(step), step);
  }

  private <R> FlowMap write(Form<R> form, R record) {
    long[] words = form.words(record);
    FlowMap map = new FlowMap();
    for (Field<R> field : form.written()) {
      int place = form.place(field.name());
      if (isStated(form, field, words)) {
        map.put(field.name(), text(field.type(), words, place));
      }
    }
    return map;
  }

  /** The virtual CPU is stated where there are several, and where nothing else need be. */
  private <R> boolean isStated(Form<R> form, Field<R> field, long[] words) {
    if (field.sort() == Sort.VCPU) {
      return machine.vcpus() > 1
          || form.fields().stream().noneMatch(other -> other.presence().isRequired());
    }
    return field.presence().stated() || words[form.place(field.name())] != form.usual(field, words);
  }

  private String text(Type type, long[] words, int place) {
    long word = words[place];
    return switch (type.sort()) {
      case FLAG -> Boolean.toString(word != 0);
      case VCPU, BITS, VALUE, COUNT, QUANTITY, SETTING, EXTENT -> number(type, word);
      case OPTIONAL_BITS -> number(type, words[place + 1]);
      case VARIANT, CHOICE, RANK -> name(type.names().constants(), word, 0, "");
      case NAMED_BITS ->
          name(type.names().bits().apply(model.orElseThrow()), word, 0, number(type, word));
      case REGISTER -> name(type.names().registers().apply(machine), word, words[place + 1], "");
      case EVENT -> event(word);
      case EVENTS -> FlowMap.list(events(words, place + 1));
    };
  }

  private static String number(Type type, long word) {
    return type.digits() == 0 ? Long.toUnsignedString(word) : FlowMap.hex(type.digits(), word);
  }

  private static String name(List<Name> names, long word, long index, String otherwise) {
    return names.stream()
        .filter(name -> name.word() == word && name.index() == index)
        .map(Name::text)
        .findFirst()
        .orElse(otherwise);
  }

  private static List<String> events(long[] words, int from) {
    List<String> events = new ArrayList<>();
    int start = from;
    while (start < words.length) {
      int end = start + 1;
      while (end < words.length && words[end] == words[start]) {
        end++;
      }
      String event = event(words[start]);
      if (end - start >= RUN) {
        events.add(new FlowMap().put("value", event).put("times", end - start).toString());
      } else {
        events.addAll(Stream.generate(() -> event).limit(end - start).toList());
      }
      start = end;
    }
    return events;
  }

  /** An event with the width of what it uses: the usual 16 bits, or the whole word. */
  private static String event(long event) {
    return FlowMap.hex(event >>> 16 == 0 ? 4 : 16, event);
  }
}
