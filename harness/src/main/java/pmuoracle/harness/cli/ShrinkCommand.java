package pmuoracle.harness.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.architecture.ArchitectureKits;
import pmuoracle.harness.architecture.Systems;
import pmuoracle.harness.campaign.Divergence;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.file.ProgramFile;
import pmuoracle.harness.report.DivergenceReport;
import pmuoracle.harness.report.Lines;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.harness.system.SystemUnavailable;
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

  @Option(names = "--model", paramLabel = "MODEL", description = "default: the file's own")
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
    Model model = ProgramFiles.model(file, modelId, path);
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    try (Judge judge = new Judge(kit.oracle(model), new Systems().system(system, model))) {
      Optional<Divergence> found = judge.divergence(file.program());
      if (found.isEmpty()) {
        output
            .out()
            .println(
                system
                    + " agrees with "
                    + model.id()
                    + " on "
                    + path
                    + "; there is nothing to shrink");
        return ExitCode.AGREEMENT;
      }
      GuestProgram least =
          new Shrinker(kit.reduction()).shrink(file.program(), judge.diverges(found.get().kind()));
      report(
          judge.divergence(least).orElseThrow(),
          new DivergenceReport(new Lines(kit), model, system));
      return ExitCode.DIVERGENCE;
    } catch (Judge.NoOutcome failure) {
      throw new SystemUnavailable(system + " gave no outcome: " + failure.getCause());
    }
  }

  private void report(Divergence divergence, DivergenceReport report) {
    if (output.isJson()) {
      output.json(report.json(divergence));
    } else {
      output.out().print(report.text(divergence));
    }
  }
}
