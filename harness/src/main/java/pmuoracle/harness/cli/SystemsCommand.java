package pmuoracle.harness.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.architecture.ArchitectureKits;
import pmuoracle.harness.architecture.Systems;
import pmuoracle.harness.conclusion.Conclusion;
import pmuoracle.harness.defect.Defect;

/** What can be judged. */
@Command(
    name = "systems",
    mixinStandardHelpOptions = true,
    description =
        "The systems under test, and the known defects that are not seeded, each with the reason.",
    footer = {"", "Example: pmu-oracle fuzz --system defect:X09"})
final class SystemsCommand implements Callable<Integer> {
  @Mixin private Output output;

  @Override
  public Integer call() {
    List<Map<String, String>> rows = new ArrayList<>();
    rows.add(row(Systems.IMPERATIVE, "the built-in fast implementation of the model"));
    rows.add(
        row(
            Systems.CANARY,
            "the same, wrong on one program in a thousand: shows that a campaign reports"));
    rows.add(
        row(Systems.KVM, "the running kernel through /dev/kvm: accepts or refuses requests; x86"));
    rows.add(
        row(
            Systems.KERNEL + "TREE",
            "the PMU code of a Linux source tree, built by the tree's own build system; x86, arm64;"
                + " TREE,OBJECT links further objects of it"));
    rows.add(
        row(
            Systems.PROCESS + "COMMAND",
            "a program of yours that speaks the protocol of harness/src/main/process/PROTOCOL.md"));
    rows.add(
        row(
            Systems.MODEL + "ID",
            "the built-in implementation of that model, for another model to judge; pmu-oracle models lists them"));
    for (ArchitectureKit kit : ArchitectureKits.ALL) {
      for (Defect defect : kit.defects()) {
        String silent = defect.silent() ? " (equivalent: no campaign may accuse it)" : "";
        rows.add(row(Systems.DEFECT + defect.id(), defect.sentence() + silent));
      }
    }
    List<Map<String, String>> leftOut = new ArrayList<>();
    for (ArchitectureKit kit : ArchitectureKits.ALL) {
      kit.leftOut().forEach(l -> leftOut.add(row(l.id(), l.why())));
    }
    if (output.isJson()) {
      output.json(Map.of("systems", rows, "left-out", leftOut));
    } else {
      rows.forEach(this::print);
      output.out().println("\nnot seeded:");
      leftOut.forEach(this::print);
    }
    return Conclusion.AGREEMENT.exitCode();
  }

  private void print(Map<String, String> row) {
    output.out().printf("%-15s %s%n", row.get("id"), row.get("sentence"));
  }

  private static Map<String, String> row(String id, String sentence) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("id", id);
    row.put("sentence", sentence);
    return row;
  }
}
