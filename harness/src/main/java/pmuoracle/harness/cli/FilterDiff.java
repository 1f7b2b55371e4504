package pmuoracle.harness.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Count;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.report.FilterReport;
import pmuoracle.harness.sweep.FilterDifference;
import pmuoracle.harness.sweep.FilterFile;
import pmuoracle.harness.sweep.FilterPair;
import pmuoracle.harness.sweep.TwoSides;
import pmuoracle.spec.Model;

/** Whether two filters differ under a model. */
record FilterDiff(Judging verb, Model model) {
  void run(Path first, Path second) {
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    verb.tell("model", model.id());
    List<Map<String, Object>> rows = verb.tellEach("machines");
    List<FilterPair.OnMachine> machines;
    try {
      machines = new FilterPair(kit, model, FilterFile.of(first), FilterFile.of(second)).machines();
    } catch (TwoSides.Divergence divergence) {
      throw new AssertionError("the two definitions of " + model.id() + " differ", divergence);
    }
    boolean text = !verb.output().isJson();
    if (text) {
      verb.output().out().println("%s and %s under %s".formatted(first, second, model.id()));
    }
    FilterReport report = new FilterReport(kit);
    Account account = Account.NOTHING;
    for (FilterPair.OnMachine machine : machines) {
      rows.add(report.json(machine));
      if (text) {
        verb.output().out().print(report.text(machine));
      }
      account = account.plus(account(machine));
    }
    verb.ended(account, new LinkedHashMap<>());
  }

  private static Account account(FilterPair.OnMachine machine) {
    if (machine instanceof FilterPair.Refused refused) {
      return Account.of(Count.REFUSED, 1).plus(Count.DIFFERENT, refused.isDifference() ? 1 : 0);
    }
    FilterDifference difference = ((FilterPair.Compared) machine).difference();
    return Account.of(Count.COMPARED, difference.asked())
        .plus(Count.DIFFERENT, difference.isNone() ? 0 : 1);
  }
}
