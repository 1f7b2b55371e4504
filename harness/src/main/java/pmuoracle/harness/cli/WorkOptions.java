package pmuoracle.harness.cli;

import java.nio.file.Path;
import org.apache.commons.lang3.LongRange;
import picocli.CommandLine.Option;
import pmuoracle.harness.campaign.CampaignPlan;
import pmuoracle.harness.corpus.Corpus;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Systems;

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
  private int retries = CampaignPlan.USUAL_RETRIES;

  void requireUsable() {
    Quantity.require("--retries", retries, LongRange.of(0, 1000));
    requireThreads(threads);
  }

  static void requireThreads(int threads) {
    Quantity.require("--threads", threads, LongRange.of(1, 1024));
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
