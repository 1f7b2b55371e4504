package pmuoracle.harness.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.architecture.ArchitectureKits;
import pmuoracle.harness.report.FilterReport;
import pmuoracle.harness.sweep.FilterDifference;
import pmuoracle.harness.sweep.FilterFile;
import pmuoracle.harness.sweep.FilterPair;
import pmuoracle.harness.sweep.TwoSides;
import pmuoracle.spec.Model;

/** Whether two filters differ under a model. */
final class FilterDiff {
  private FilterDiff() {}

  static int run(Output output, Model model, Path first, Path second) {
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    List<FilterDifference> differences;
    try {
      differences =
          new FilterPair(kit, model, FilterFile.of(first), FilterFile.of(second)).differences();
    } catch (TwoSides.Divergence divergence) {
      throw new AssertionError("the two definitions of " + model.id() + " differ", divergence);
    }
    FilterReport report = new FilterReport(kit);
    if (output.isJson()) {
      Map<String, Object> json = new TreeMap<>();
      json.put("model", model.id());
      json.put("machines", differences.stream().map(report::json).toList());
      output.json(json);
    } else {
      output.out().println("%s and %s under %s".formatted(first, second, model.id()));
      differences.forEach(difference -> output.out().print(report.text(difference)));
    }
    boolean same =
        differences.stream().allMatch(d -> d.relation() == FilterDifference.Relation.EQUIVALENT);
    return same ? ExitCode.AGREEMENT : ExitCode.DIVERGENCE;
  }
}
