package pmuoracle.harness.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.conclusion.Conclusion;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;
import pmuoracle.spec.Standing;

/** What is claimed. */
@Command(
    name = "invariants",
    mixinStandardHelpOptions = true,
    description = {
      "The claims about models, one sentence each: where they are expected to hold and where they are known to fail.",
      "A model that a claim does not name lacks what the claim is about."
    },
    footer = {"", "Example: pmu-oracle invariants"})
final class InvariantsCommand implements Callable<Integer> {
  @Mixin private Output output;

  @Override
  public Integer call() {
    for (ArchitectureKit kit : ArchitectureKits.ALL) {
      if (!output.isJson()) {
        kit.catalogue().invariants().forEach(i -> print(i, kit.models()));
      }
    }
    if (output.isJson()) {
      output.json(
          ArchitectureKits.ALL.stream()
              .flatMap(k -> k.catalogue().invariants().stream().map(i -> json(i, k.models())))
              .toList());
    }
    return Conclusion.AGREEMENT.exitCode();
  }

  private void print(Invariant invariant, List<Model> models) {
    output.out().printf("%s%n    %s%n", invariant.id(), invariant.sentence());
    output.out().printf("    %s%n", invariant.source());
    for (Standing standing : List.of(Standing.HOLDS, Standing.FAILS)) {
      List<String> ids = ids(invariant, models, standing);
      if (!ids.isEmpty()) {
        output.out().printf("    %s: %s%n", standing.word(), String.join(", ", ids));
      }
    }
  }

  private static List<String> ids(Invariant invariant, List<Model> models, Standing standing) {
    return models.stream()
        .filter(m -> invariant.standing(m) == standing)
        .map(Model::id)
        .collect(Collectors.toList());
  }

  private static Map<String, Object> json(Invariant invariant, List<Model> models) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", invariant.id());
    json.put("sentence", invariant.sentence());
    json.put("source", invariant.source());
    json.put("holds", ids(invariant, models, Standing.HOLDS));
    json.put("fails", ids(invariant, models, Standing.FAILS));
    return json;
  }
}
