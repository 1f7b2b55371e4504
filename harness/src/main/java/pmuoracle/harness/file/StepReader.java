package pmuoracle.harness.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Forms;

/** Reads the steps of one file, in order, with what is expected of each. */
final class StepReader {
  private static final String EXPECT = "expect";

  private final Forms forms;
  private final Machine machine;
  private final Model model;
  private final List<String> keys;
  private final List<Step> steps = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private boolean anyExpected;
  private Optional<BadInput> firstUnexpected = Optional.empty();

  StepReader(Forms forms, Machine machine, Model model) {
    this.forms = forms;
    this.machine = machine;
    this.model = model;
    keys = new ArrayList<>(forms.verbs());
    keys.add(EXPECT);
  }

  /** Reads the next step. */
  void read(Value element) {
    Value value = element.called("step " + (steps.size() + 1));
    Entries entries = value.entries(keys);
    List<String> verbs = entries.keys().stream().filter(k -> !k.equals(EXPECT)).toList();
    if (verbs.size() != 1) {
      throw value.refusal(
          (verbs.isEmpty() ? "no step" : "found " + String.join(" and ", verbs))
              + "; expected exactly one of "
              + String.join(", ", forms.verbs()));
    }
    String verb = verbs.get(0);
    Value body = entries.required(verb, "a mapping").called(at(verb));
    Step step = FormReader.step(forms, verb, body, machine, model);
    Optional<String> refusal = machine.refusal(step);
    if (refusal.isPresent()) {
      throw body.refusal(refusal.get());
    }
    List<Observation> observations = machine.observations(step);
    Optional<Value> expect = entries.optional(EXPECT);
    if (expect.isPresent()) {
      anyExpected = true;
      outcomes.add(Expectation.read(expect.get().called(at(verb) + ", " + EXPECT), observations));
    } else {
      outcomes.add(new Outcome(List.of()));
      if (!observations.isEmpty() && firstUnexpected.isEmpty()) {
        firstUnexpected = Optional.of(unexpected(value.called(at(verb)), observations));
      }
    }
    steps.add(step);
  }

  private String at(String verb) {
    return "step " + (steps.size() + 1) + ", " + verb;
  }

  private static BadInput unexpected(Value value, List<Observation> observations) {
    return value.refusal(
        "no key 'expect' although other steps have it; expected it with "
            + String.join(", ", Expectation.keys(observations)));
  }

  List<Step> steps() {
    return steps;
  }

  /** One outcome per step, or empty if no step says what is expected. */
  Optional<List<Outcome>> expected() {
    if (anyExpected && firstUnexpected.isPresent()) {
      throw firstUnexpected.get();
    }
    return anyExpected ? Optional.of(outcomes) : Optional.empty();
  }
}
