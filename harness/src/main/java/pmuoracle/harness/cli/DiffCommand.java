package pmuoracle.harness.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.commons.lang3.LongRange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Count;
import pmuoracle.harness.difference.Differences;
import pmuoracle.harness.difference.ModelComparison;
import pmuoracle.harness.file.Nearest;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.report.DifferenceReport;
import pmuoracle.harness.report.Lines;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;

/** Whether two models differ, or two filters. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Proves two models equivalent, or finds the smallest program that tells them apart, in what"
          + " both can show. Without models: each x86 generation with the next, and each arm64"
          + " model with the architecture, a line each.",
      "With --model: two filters in YAML files, each what set-filter has in a program or a list of"
          + " those, asked about every event and every fixed counter.",
      "Smallest: fewest steps, then fewest list entries or filter calls, then fewest set bits.",
      "Exit code: 0 equivalent, 1 different, 3 inconclusive, 4 a program the solver found does not"
          + " replay."
    },
    footer = {
      "",
      "Examples:",
      "  pmu-oracle diff x86/6.3 x86/6.4",
      "  pmu-oracle diff --model x86/7.3 old.yaml new.yaml"
    })
final class DiffCommand extends Judging {
  private static final int USUAL_LONGEST = 8;
  private static final int MOST_LONGEST = 1000;

  /** What models predict. */
  private static final Set<Observation.Kind> KINDS =
      EnumSet.complementOf(EnumSet.of(Observation.Kind.FACT));

  @Parameters(
      paramLabel = "MODEL|FILTER",
      arity = "0..*",
      description = "two models, or none; with --model two files")
  private List<String> models = new ArrayList<>();

  @Option(names = "--model", paramLabel = "MODEL", description = "compare filters under this model")
  private String under = "";

  @Option(names = "--all", description = "the table that no models at all give")
  private boolean all;

  @Option(
      names = "--observe",
      paramLabel = "KIND",
      split = ",",
      description =
          "compare only these: errno, fault, value, count, hardware (default: all of them)")
  private List<String> kinds = new ArrayList<>();

  @Option(
      names = "--longest",
      paramLabel = "N",
      description = "the longest program to search for, 1 to 1000 steps (default: 8)")
  private int longest = USUAL_LONGEST;

  @Override
  void judge() {
    Quantity.require("--longest", longest, LongRange.of(1, MOST_LONGEST));
    if (!under.isEmpty()) {
      filters();
      return;
    }
    List<Map<String, Object>> rows = tellEach("differences");
    if (models.isEmpty()) {
      table(rows);
    } else if (models.size() != 2 || all) {
      throw new BadInput(
          "diff: found "
              + String.join(", ", models)
              + "; expected two models, or none for the table of all");
    } else {
      pair(ArchitectureKits.model(models.get(0)), ArchitectureKits.model(models.get(1)), rows);
    }
  }

  private void pair(Model one, Model other, List<Map<String, Object>> rows) {
    if (one.architecture() != other.architecture()) {
      throw new BadInput(
          "%s and %s are of different architectures; expected two of one"
              .formatted(one.id(), other.id()));
    }
    ArchitectureKit kit = ArchitectureKits.of(one.architecture());
    ModelComparison outcome = differences(kit).outcome(one, other);
    DifferenceReport report = new DifferenceReport(new Lines(kit));
    Map<String, Object> row = report.json(outcome);
    rows.add(row);
    if (!output().isJson()) {
      output().out().print(report.text(outcome));
    }
    ended(account(outcome), row);
  }

  private void filters() {
    if (models.size() != 2) {
      throw new BadInput("diff --model: found %d files; expected two".formatted(models.size()));
    }
    if (!kinds.isEmpty()) {
      throw new BadInput("--observe is about two models; two filters are asked what they allow");
    }
    new FilterDiff(this, ArchitectureKits.model(under))
        .run(Path.of(models.get(0)), Path.of(models.get(1)));
  }

  private void table(List<Map<String, Object>> rows) {
    AtomicBoolean stop = Interruption.flag();
    for (ArchitectureKit kit : ArchitectureKits.ALL) {
      Differences differences = differences(kit);
      DifferenceReport report = new DifferenceReport(new Lines(kit));
      for (List<Model> pair : kit.comparisons()) {
        Map<String, Object> row = new LinkedHashMap<>();
        rows.add(row);
        if (stop.get()) {
          row.put("one", pair.get(0).id());
          row.put("other", pair.get(1).id());
          ended(Account.of(Count.NOT_REACHED, 1), row);
          continue;
        }
        ModelComparison outcome = differences.outcome(pair.get(0), pair.get(1));
        row.putAll(report.json(outcome));
        if (!output().isJson()) {
          output().out().print(report.row(outcome));
          output().out().flush();
        }
        ended(account(outcome), row);
      }
    }
  }

  private Differences differences(ArchitectureKit kit) {
    Set<Observation.Kind> observed = observed();
    Set<Observation.Kind> shown = Differences.shown(kit);
    for (Observation.Kind kind : observed) {
      if (!kinds.isEmpty() && !shown.contains(kind)) {
        throw new BadInput(
            "--observe %s: nothing on %s shows it; expected one of %s"
                .formatted(
                    name(kind),
                    kit.architecture().id(),
                    shown.stream().map(DiffCommand::name).collect(Collectors.joining(", "))));
      }
    }
    return new Differences(kit, observed, longest);
  }

  private Set<Observation.Kind> observed() {
    Set<Observation.Kind> observed = EnumSet.noneOf(Observation.Kind.class);
    for (String kind : kinds) {
      observed.add(
          KINDS.stream()
              .filter(k -> name(k).equals(kind))
              .findFirst()
              .orElseThrow(() -> unknown(kind)));
    }
    return observed.isEmpty() ? EnumSet.copyOf(KINDS) : observed;
  }

  private static BadInput unknown(String kind) {
    List<String> names = KINDS.stream().map(DiffCommand::name).collect(Collectors.toList());
    return new BadInput(
        "--observe: unknown kind '" + kind + "'; " + Nearest.expectation(kind, "", names));
  }

  private static String name(Observation.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Account account(ModelComparison outcome) {
    if (outcome instanceof ModelComparison.Different) {
      return Account.of(Count.DIFFERENT, 1);
    }
    return Account.of(
        outcome instanceof ModelComparison.Equivalent ? Count.PROVED : Count.FAILED, 1);
  }
}
