package pmuoracle.harness.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import pmuoracle.harness.conclusion.Conclusion;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.spec.Rule;

/** The law book. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "The law book: every rule of the semantics, one sentence each, with its source.",
    footer = {"", "Example: pmu-oracle rules --format json"})
final class RulesCommand implements Callable<Integer> {
  @Mixin private Output output;

  @Override
  public Integer call() {
    List<Rule> rules = ArchitectureKits.ALL.stream().flatMap(k -> k.rules().stream()).toList();
    if (output.isJson()) {
      output.json(rules.stream().map(RulesCommand::json).toList());
    } else {
      rules.forEach(
          r -> output.out().printf("%s%n    %s%n    %s%n", r.id(), r.sentence(), r.source()));
    }
    return Conclusion.AGREEMENT.exitCode();
  }

  private static Map<String, String> json(Rule rule) {
    return new java.util.TreeMap<>(
        Map.of("id", rule.id(), "sentence", rule.sentence(), "source", rule.source()));
  }
}
