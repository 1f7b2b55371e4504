package pmuoracle.harness.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Rule;

/** Reads program files; every mistake is a {@link BadInput} with its place. */
public final class ProgramReader {
  private static final List<String> KEYS =
      List.of(
          "title",
          "model",
          "rules",
          "flags",
          "explanation",
          "machine",
          "steps",
          "differs",
          "agrees",
          "origin");

  /** The most names a list of names may have; a limit of the project. */
  private static final int MAX_NAMES = 100;

  private final List<Vocabulary> vocabularies;

  public ProgramReader(List<Vocabulary> vocabularies) {
    this.vocabularies = List.copyOf(vocabularies);
  }

  /** The program in the file. */
  public ProgramFile read(Path file) {
    return read(YamlDocument.read(file));
  }

  /**
   * The program in the text.
   *
   * @param name what messages call the text
   */
  public ProgramFile read(String name, String text) {
    return read(YamlDocument.parse(name, text));
  }

  private ProgramFile read(Value top) {
    Entries entries = top.entries(KEYS);
    String title = entries.required("title", "a sentence").line();
    Model model = model(entries.required("model", "a model's id"));
    Vocabulary vocabulary = vocabulary(model);
    Value machineValue = entries.required("machine", "a mapping");
    Machine machine = FormReader.machine(vocabulary.forms(), machineValue);
    Optional<String> refusal = model.refusal(machine);
    if (refusal.isPresent()) {
      throw machineValue.refusal(refusal.get());
    }
    StepReader steps = new StepReader(vocabulary.forms(), machine, model);
    for (Value step : entries.required("steps", "a list").elements(GuestProgram.MAX_STEPS)) {
      steps.read(step);
    }
    return new ProgramFile(
        title,
        model,
        names(entries, "rules", rule(vocabulary.rules())),
        names(entries, "flags", ProgramReader::flag),
        entries.optional("explanation").map(Value::text),
        new GuestProgram(machine, steps.steps()),
        steps.expected(),
        names(entries, "differs", SystemName::read),
        names(entries, "agrees", SystemName::read),
        entries.optional("origin").map(ProgramReader::origin));
  }

  private Model model(Value value) {
    List<Model> models = vocabularies.stream().flatMap(v -> v.models().stream()).toList();
    return value.constant("a model", models, Model::id);
  }

  private Vocabulary vocabulary(Model model) {
    return vocabularies.stream()
        .filter(v -> v.forms().architecture() == model.architecture())
        .findFirst()
        .orElseThrow();
  }

  private static Function<Value, Rule> rule(List<Rule> rules) {
    return value -> value.constant("a rule", rules, Rule::id);
  }

  private static Flag flag(Value value) {
    return value.constant("a flag", List.of(Flag.values()), Flag::id);
  }

  private static <T> List<T> names(Entries entries, String key, Function<Value, T> form) {
    Set<T> names = new LinkedHashSet<>();
    for (Value value : entries.optional(key).stream().flatMap(ProgramReader::names).toList()) {
      if (!names.add(form.apply(value))) {
        throw value.refusal("found " + Value.quoted(value.line()) + " again; expected it once");
      }
    }
    return new ArrayList<>(names);
  }

  private static Stream<Value> names(Value list) {
    return list.elements(MAX_NAMES).stream();
  }

  private static Origin origin(Value value) {
    Entries entries = value.entries(List.of("by", "seed", "index", "shrunk"));
    return new Origin(
        entries.required("by", "what made the file").line(),
        number(entries, "seed"),
        number(entries, "index"),
        entries.optional("shrunk").map(Value::line));
  }

  private static OptionalLong number(Entries entries, String key) {
    return entries
        .optional(key)
        .map(v -> OptionalLong.of(v.number(-1L)))
        .orElse(OptionalLong.empty());
  }
}
