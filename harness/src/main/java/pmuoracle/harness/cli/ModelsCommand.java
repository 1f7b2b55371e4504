package pmuoracle.harness.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import pmuoracle.harness.conclusion.Conclusion;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.spec.Model;

/** What models there are. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "The models: each one documented semantics of one generation of the filter.",
    footer = {"", "Example: pmu-oracle models"})
final class ModelsCommand implements Callable<Integer> {
  @Mixin private Output output;

  @Override
  public Integer call() {
    List<Model> models = ArchitectureKits.models();
    if (output.isJson()) {
      output.json(models.stream().map(ModelsCommand::json).toList());
    } else {
      models.forEach(
          m -> output.out().printf("%-23s %s%n%23s %s%n", m.id(), m.title(), "", m.source()));
    }
    return Conclusion.AGREEMENT.exitCode();
  }

  private static Map<String, String> json(Model model) {
    return new java.util.TreeMap<>(
        Map.of("id", model.id(), "title", model.title(), "source", model.source()));
  }
}
