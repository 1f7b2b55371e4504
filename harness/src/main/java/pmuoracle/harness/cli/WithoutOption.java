package pmuoracle.harness.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.match.LeftOut;

/** Which kinds of steps no program is to have. */
final class WithoutOption {
  @Option(
      names = "--without",
      paramLabel = "STEP",
      split = ",",
      description =
          "leave steps out of generated programs: kinds of steps by name, or chain for arm64's chain event; for example"
              + " host-write,chain")
  private List<String> words = new ArrayList<>();

  LeftOut of(List<ArchitectureKit> kits) {
    return LeftOut.of(words, kits);
  }
}
