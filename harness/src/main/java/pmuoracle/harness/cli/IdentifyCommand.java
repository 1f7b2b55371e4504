package pmuoracle.harness.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.architecture.Identities;
import pmuoracle.harness.campaign.Identity;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.report.IdentityReport;
import pmuoracle.harness.report.Lines;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemUnavailable;

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
final class IdentifyCommand implements Callable<Integer> {
  @Mixin private Output output;

  @Option(
      names = "--system",
      paramLabel = "SYSTEM",
      required = true,
      description = "see pmu-oracle systems")
  private String system;

  @Mixin private ArchitectureOption architecture;

  @Override
  public Integer call() {
    int code = ExitCode.AGREEMENT;
    List<Map<String, Object>> rows = new ArrayList<>();
    for (ArchitectureKit kit : architecture.of(system)) {
      Identity identity = identity(kit);
      IdentityReport report = new IdentityReport(new Lines(kit), kit.architecture(), system);
      if (output.isJson()) {
        rows.add(report.json(identity));
      } else {
        output.out().print(report.text(identity));
        output.out().flush();
      }
      code = Math.max(code, code(identity));
    }
    if (output.isJson()) {
      output.json(rows);
    }
    return code;
  }

  private Identity identity(ArchitectureKit kit) {
    try {
      return Identities.of(kit, system);
    } catch (Judge.NoOutcome failure) {
      throw new SystemUnavailable(
          system + " gave no outcome: " + SystemFailed.told(failure.getCause()));
    }
  }

  private static int code(Identity identity) {
    if (!identity.isAsked()) {
      return ExitCode.INCONCLUSIVE;
    }
    return identity.agreeing().isEmpty() ? ExitCode.DIVERGENCE : ExitCode.AGREEMENT;
  }
}
