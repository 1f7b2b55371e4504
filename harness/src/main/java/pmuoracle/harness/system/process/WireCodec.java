package pmuoracle.harness.system.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.Words;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;

/**
 * One architecture's machines and steps as a version of the process protocol has them: the words of
 * their forms. {@code pmu_oracle.h} has the same as the newest, which is tested.
 */
public final class WireCodec {
  /** The newest version of the protocol. */
  static final int NEWEST = 2;

  private final Forms forms;
  private final int version;
  private final List<WireCodec> earlier = new ArrayList<>();
  private final List<String> fields;
  private final List<String> verbs;

  public WireCodec(Forms forms) {
    this(forms, NEWEST);
    for (int before = 1; before < NEWEST; before++) {
      earlier.add(new WireCodec(forms, before));
    }
  }

  private WireCodec(Forms forms, int version) {
    this.forms = forms;
    this.version = version;
    fields =
        forms.machine().fields().stream()
            .filter(field -> field.added().version() <= version)
            .<String>map(Field::name)
            .toList();
    verbs =
        forms.steps().stream()
            .filter(form -> form.version() <= version)
            .<String>map(Form::name)
            .toList();
  }

  /** The same as this version has it, whose fields and steps are the first ones. */
  WireCodec ofVersion(int wanted) {
    return wanted == version ? this : earlier.get(wanted - 1);
  }

  public Architecture architecture() {
    return forms.architecture();
  }

  /** The architecture's number in the hello: its place, counted from 1. */
  @SuppressWarnings("EnumOrdinal")
  int number() {
    return forms.architecture().ordinal() + 1;
  }

  /** The names of a machine's fields, in their order. */
  List<String> fields() {
    return fields;
  }

  /** The names of the steps; a step's place is its kind. */
  List<String> verbs() {
    return verbs;
  }

  /** A machine's fields, each a word, those of every version. */
  long[] words(Machine machine) {
    return forms.of(machine).words(machine);
  }

  /** Adds a machine's fields. */
  void put(Machine machine, WireBytes into) {
    long[] words = words(machine);
    for (int i = 0; i < fields.size(); i++) {
      into.put(words[i]);
    }
  }

  /**
   * Limits of these fields as limits of all: what a later version added has the value that machines
   * had before it.
   */
  Words completed(Words limits) {
    long[] all = Arrays.copyOf(limits.toArray(), forms.machine().fields().size());
    for (int i = limits.size(); i < all.length; i++) {
      all[i] = forms.machine().fields().get(i).added().before();
    }
    return Words.of(all);
  }

  /** The names of a machine's fields, those of every version. */
  List<String> names() {
    return forms.machine().fields().stream().<String>map(Field::name).toList();
  }

  /** The step's kind. */
  int kind(Step step) {
    return forms.number(step);
  }

  /** Adds the words of the step's body. */
  void putBody(Step step, WireBytes into) {
    forms.of(step).putBody(step, into);
  }
}
