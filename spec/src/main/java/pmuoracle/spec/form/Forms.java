package pmuoracle.spec.form;

import java.util.List;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;

/**
 * The forms of one architecture.
 *
 * @param steps each at the place of its kind
 * @param counters the sorts of counter it has
 * @param events where events stand
 */
public record Forms(
    Architecture architecture,
    Form<? extends Machine> machine,
    List<Form<? extends Step>> steps,
    List<Counters> counters,
    EventWords events) {
  public Forms {
    steps = List.copyOf(steps);
    counters = List.copyOf(counters);
  }

  /** The names of the steps, each at the place of its kind. */
  public List<String> verbs() {
    return steps.stream().<String>map(Form::name).toList();
  }

  /** The form of the machine, which must be of this architecture. */
  @SuppressWarnings("unchecked")
  public Form<Machine> of(Machine any) {
    return (Form<Machine>) machine;
  }

  /** The form of the step, which must be of this architecture. */
  @SuppressWarnings("unchecked")
  public Form<Step> of(Step step) {
    return (Form<Step>) steps.get(number(step));
  }

  /** The place of the step's kind. */
  @SuppressWarnings("EnumOrdinal")
  public int number(Step step) {
    return step.kind().ordinal();
  }

  /** The place of the plainer kind of register for the kind at this place, or the place itself. */
  @SuppressWarnings("EnumOrdinal")
  public long plainer(long kind) {
    return counters.stream()
        .flatMap(sort -> sort.aliases().entrySet().stream())
        .filter(alias -> alias.getKey().ordinal() == kind)
        .mapToLong(alias -> alias.getValue().ordinal())
        .findFirst()
        .orElse(kind);
  }

  /** The step on another virtual CPU; itself if it is not one virtual CPU's. */
  public Step moved(Step step, int vcpu) {
    Form<Step> form = of(step);
    return form.fields().get(0).sort() == Sort.VCPU
        ? form.with(step, form.fields().get(0).name(), vcpu)
        : step;
  }
}
