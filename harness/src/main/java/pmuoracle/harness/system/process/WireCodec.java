package pmuoracle.harness.system.process;

import java.util.List;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Field;
import pmuoracle.spec.form.Forms;

/**
 * One architecture's machines and steps as the process protocol has them: the words of their forms.
 * {@code pmu_oracle.h} has the same, which is tested.
 */
public final class WireCodec {
  private final Forms forms;
  private final List<String> fields;
  private final List<String> verbs;

  public WireCodec(Forms forms) {
    this.forms = forms;
    fields = forms.machine().fields().stream().<String>map(Field::name).toList();
    verbs = forms.verbs();
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

  /** A machine's fields, each a word. */
  long[] words(Machine machine) {
    return forms.of(machine).words(machine);
  }

  /** Adds a machine's fields. */
  void put(Machine machine, WireBytes into) {
    forms.of(machine).putBody(machine, into);
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
