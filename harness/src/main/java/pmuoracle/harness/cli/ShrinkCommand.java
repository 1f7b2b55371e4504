package pmuoracle.harness.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.architecture.ArchitectureKits;
import pmuoracle.harness.campaign.Divergence;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.file.ProgramFile;
import pmuoracle.harness.report.DivergenceReport;
import pmuoracle.harness.report.Lines;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;

/** The smallest program with the same divergence. */
@Command(
    name = "shrink",
    mixinStandardHelpOptions = true,
    description = "The smallest program with the same divergence between a model and a system.",
    footer = {"", "Example: pmu-oracle shrink --system defect:X17 FILE"})
final class ShrinkCommand implements Callable<Integer> {
  @Mixin private Output output;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "default: the file's own, or the one that the system is found to behave as")
  private String modelId = "";

  @Option(
      names = "--system",
      paramLabel = "SYSTEM",
      required = true,
      description = "as pmu-oracle systems lists them")
  private String system;

  @Parameters(paramLabel = "PROGRAM", description = "a program file")
  private Path path;

  @Override
  public Integer call() {
    ProgramFile file = ProgramFiles.read(path);
    ModelChoice.Chosen chosen = new ModelChoice(modelId, system).of(file, path);
    Model model = chosen.model();
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    SystemUnderTest under = ProgramFiles.system(system, model, file, path);
    try (Judge judge = new Judge(kit.oracle(model), under)) {
      Optional<Divergence> found = judge.divergence(file.program());
      if (found.isEmpty()) {
        agreement(chosen);
        return ExitCode.AGREEMENT;
      }
      GuestProgram least =
          new Shrinker(kit.reduction()).shrink(file.program(), judge.diverges(found.get().kind()));
      report(
          judge.divergence(least).orElseThrow(),
          new DivergenceReport(new Lines(kit), model, system),
          chosen.why());
      return ExitCode.DIVERGENCE;
    } catch (Judge.NoOutcome failure) {
      throw new SystemUnavailable(
          system + " gave no outcome: " + SystemFailed.told(failure.getCause()));
    }
  }

  private void agreement(ModelChoice.Chosen chosen) {
    Model model = chosen.model();
    if (output.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("model", model.id());
      json.put("system", system);
      json.put("file", path.toString());
      json.put("agrees", true);
      chosen.why().ifPresent(why -> json.put("chosen", why));
      output.json(json);
    } else {
      chosen.why().ifPresent(why -> output.out().println(system + ": " + why));
      String agreement = "%s agrees with %s on %s; there is nothing to shrink";
      output.out().println(agreement.formatted(system, model.id(), path));
    }
  }

  private void report(Divergence divergence, DivergenceReport report, Optional<String> chosen) {
    if (output.isJson()) {
      Map<String, Object> json = report.json(divergence);
      chosen.ifPresent(why -> json.put("chosen", why));
      output.json(json);
    } else {
      chosen.ifPresent(why -> output.out().println(system + ": " + why));
      output.out().print(report.text(divergence));
    }
  }
}
