package pmuoracle.harness.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import pmuoracle.harness.campaign.Plan;
import pmuoracle.harness.corpus.Corpus;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Systems;
import pmuoracle.spec.BadInput;

/** On how many threads, and where findings go. */
final class WorkOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "1 to 1024 (default: the processors)")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where a shrunk program is stored (default: found)")
  private Path folder = Path.of("found");

  @Option(
      names = "--retries",
      paramLabel = "N",
      description =
          "how often a program that differs is run again; if it does not differ each time it is flaky (default: 3)")
  private int retries = Plan.USUAL_RETRIES;

  void requireUsable() {
    if (retries < 0 || retries > 1000) {
      throw new BadInput("--retries " + retries + "; expected 0 to 1000");
    }
    requireThreads(threads);
  }

  static void requireThreads(int threads) {
    if (threads < 1 || threads > 1024) {
      throw new BadInput("--threads " + threads + "; expected 1 to 1024");
    }
  }

  int threads() {
    return threads;
  }

  /** How often a program that differs is run again. */
  int retries() {
    return retries;
  }

  Corpus corpus() {
    return new Corpus(folder, Systems.ofUser(), ArchitectureKits.vocabularies());
  }
}
