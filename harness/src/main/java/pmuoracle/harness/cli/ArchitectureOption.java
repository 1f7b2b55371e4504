package pmuoracle.harness.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.file.Nearest;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Systems;
import pmuoracle.spec.BadInput;

/** Which architecture of systems that can be of several. */
final class ArchitectureOption {
  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      description = "x86 or arm64 (default: each that the system can be of)")
  private String id = "";

  /** Those of the systems' common architectures that are asked for; at least one. */
  List<ArchitectureKit> of(String... systems) {
    List<String> known = ids(ArchitectureKits.ALL);
    if (!id.isEmpty() && !known.contains(id)) {
      throw new BadInput(
          "unknown architecture '" + id + "'; " + Nearest.expectation(id, "", known));
    }
    List<ArchitectureKit> kits =
        ArchitectureKits.ALL.stream()
            .filter(kit -> id.isEmpty() || kit.architecture().id().equals(id))
            .toList();
    for (String system : systems) {
      List<ArchitectureKit> its = Systems.architectures(Systems.id(system));
      if (kits.stream().noneMatch(its::contains)) {
        throw new BadInput(
            "%s is of %s; expected %s"
                .formatted(system, String.join(", ", ids(its)), String.join(" or ", ids(kits))));
      }
      kits = kits.stream().filter(its::contains).toList();
    }
    return kits;
  }

  private static List<String> ids(List<ArchitectureKit> kits) {
    return kits.stream().map(kit -> kit.architecture().id()).collect(Collectors.toList());
  }
}
