package pmuoracle.harness.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.campaign.Budget;
import pmuoracle.harness.campaign.Identity;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Count;
import pmuoracle.harness.match.Identities;
import pmuoracle.harness.match.LeftOut;
import pmuoracle.harness.match.Systems;
import pmuoracle.harness.report.DivergenceReport;
import pmuoracle.harness.report.FlakyReport;
import pmuoracle.harness.report.IdentityReport;
import pmuoracle.harness.report.Lines;
import pmuoracle.harness.system.SystemFailed;

/** Which model a system behaves as. */
@Command(
    name = "identify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Finds which model a system behaves as: by the programs that tell models apart, then by a"
          + " fixed campaign of what the system can do.",
      "Answers one model, several that nothing it shows tells apart, or none; with each model that"
          + " is ruled out stands a program that does it.",
      "Exit code: 0 one or several, 1 none, 3 the system could not be asked."
    },
    footer = {
      "",
      "Examples:",
      "  pmu-oracle identify --system kvm",
      "  pmu-oracle identify --system 'process:./mine' --arch arm64"
    })
final class IdentifyCommand extends Judging {
  @Option(
      names = "--system",
      paramLabel = "SYSTEM",
      required = true,
      description = "see pmu-oracle systems")
  private String system;

  @Mixin private ArchitectureOption architecture;

  @Mixin private WithoutOption without;

  @Override
  void judge() {
    AtomicBoolean stop = Interruption.flag();
    List<Map<String, Object>> rows = tellEach("identities");
    LeftOut leftOut = without.of(architecture.of(system));
    for (ArchitectureKit kit : architecture.of(system)) {
      IdentityReport report = new IdentityReport(new Lines(kit), kit.architecture(), system);
      Map<String, Object> row = new LinkedHashMap<>();
      rows.add(row);
      try {
        Identity identity =
            Identities.of(kit, Systems.id(system), leftOut, new Budget(Long.MAX_VALUE), stop);
        row.putAll(report.json(identity));
        say(report.text(identity));
        ended(account(identity), row);
      } catch (Judge.Unsteady unsteady) {
        // Whatever the model, what was seen first was not seen again.
        FlakyReport told =
            new FlakyReport(new DivergenceReport(new Lines(kit), kit.newest(), system));
        row.put("flaky", told.json(unsteady.flaky()));
        say(told.text(unsteady.flaky()));
        ended(Account.of(Count.FLAKY, 1), row);
      } catch (Judge.NoOutcome failure) {
        String why = system + " gave no outcome: " + SystemFailed.told(failure.reason());
        row.put("failure", why);
        output().err().println("pmu-oracle: inconclusive: " + why);
        ended(Account.of(Count.FAILED, 1), row);
      }
    }
  }

  private void say(String lines) {
    if (!output().isJson()) {
      output().out().print(lines);
      output().out().flush();
    }
  }

  private static Account account(Identity identity) {
    return Account.of(Count.COMPARED, identity.comparisons())
        .plus(Count.DIFFERENT, identity.isAsked() && identity.agreeing().isEmpty() ? 1 : 0)
        .plus(Count.NOT_REACHED, identity.cutShort() ? 1 : 0);
  }
}
