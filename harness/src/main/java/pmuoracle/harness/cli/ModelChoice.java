package pmuoracle.harness.cli;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import pmuoracle.harness.campaign.Budget;
import pmuoracle.harness.file.ProgramFile;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Choice;
import pmuoracle.harness.system.SystemId;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Model;

/**
 * The model that a file is judged by: the one asked for; else, of a system that only asking can
 * tell, the one it behaves as; else the file's own.
 */
final class ModelChoice {
  private final String asked;
  private final SystemId system;
  private final Map<Architecture, Choice> choices = new EnumMap<>(Architecture.class);

  /**
   * For files on a system.
   *
   * @param asked a model's id, or empty
   */
  ModelChoice(String asked, SystemId system) {
    this.asked = asked;
    this.system = system;
  }

  /**
   * The model, and what should be said of the choice; a {@link pmuoracle.spec.BadInput} if the
   * model says nothing of the file's machine.
   */
  Chosen of(ProgramFile file, Path path) {
    if (!asked.isEmpty() || !system.isOpaque()) {
      return new Chosen(ProgramFiles.model(file, asked, path), Optional.empty());
    }
    Choice choice =
        choices.computeIfAbsent(
            file.model().architecture(),
            architecture ->
                Choice.of(
                    ArchitectureKits.of(architecture),
                    system,
                    new Budget(Long.MAX_VALUE),
                    new AtomicBoolean()));
    return choice
        .model()
        .filter(model -> model.refusal(file.program().machine()).isEmpty())
        .map(model -> new Chosen(model, Optional.of(choice.why())))
        .orElseGet(() -> own(file, path, choice));
  }

  private static Chosen own(ProgramFile file, Path path, Choice choice) {
    String why =
        choice
            .model()
            .map(model -> "it behaves as " + model.id() + ", which says nothing of the machine")
            .orElse(choice.why());
    return new Chosen(
        ProgramFiles.model(file, "", path), Optional.of(why + "; the model is the file's own"));
  }

  /** A model and why it. */
  record Chosen(Model model, Optional<String> why) {}
}
