package pmuoracle.harness.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import pmuoracle.harness.conclusion.Conclusion;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.spec.Model;
import pmuoracle.spec.Provenance;

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
      for (Model model : models) {
        output.out().printf("%-23s %s%n", model.id(), model.title());
        model.source().lines().forEach(line -> output.out().printf("%23s %s%n", "", line));
      }
    }
    return Conclusion.AGREEMENT.exitCode();
  }

  private static Map<String, String> json(Model model) {
    Provenance source = model.source();
    Map<String, String> json = new LinkedHashMap<>();
    json.put("id", model.id());
    json.put("title", model.title());
    json.put("claims", source.claims());
    json.put("read", source.read());
    json.put("known", source.known());
    json.put("not-read", source.notRead());
    return json;
  }
}
