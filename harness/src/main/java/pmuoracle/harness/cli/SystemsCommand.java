package pmuoracle.harness.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.conclusion.Conclusion;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.system.SystemId;
import pmuoracle.harness.system.SystemId.Sort;
import pmuoracle.harness.system.defect.Defect;

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
    rows.add(row(Sort.IMPERATIVE, "", "the built-in fast implementation of the model"));
    rows.add(
        row(
            Sort.CANARY,
            "",
            "the same, wrong on one program in a thousand: shows that a campaign reports"));
    rows.add(
        row(Sort.KVM, "", "the running kernel through /dev/kvm: accepts or refuses requests; x86"));
    rows.add(
        row(
            Sort.KERNEL,
            "TREE",
            "the PMU code of a Linux source tree, built by the tree's own build system; x86, arm64;"
                + " TREE,OBJECT links further objects of it"));
    rows.add(
        row(
            Sort.PROCESS,
            "COMMAND",
            "a program of yours that speaks the protocol of harness/src/main/process/PROTOCOL.md"));
    rows.add(
        row(
            Sort.MODEL,
            "ID",
            "the built-in implementation of that model, for another model to judge; pmu-oracle models lists them"));
    for (ArchitectureKit kit : ArchitectureKits.ALL) {
      for (Defect defect : kit.defects()) {
        String silent = defect.silent() ? " (equivalent: no campaign may accuse it)" : "";
        rows.add(row(Sort.DEFECT, defect.id(), defect.sentence() + silent));
      }
    }
    List<Map<String, String>> leftOut = new ArrayList<>();
    for (ArchitectureKit kit : ArchitectureKits.ALL) {
      kit.leftOut().forEach(l -> leftOut.add(row(l.id(), l.why())));
    }
    if (output.isJson()) {
      // In this order, which a map of two has only by chance.
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("systems", rows);
      json.put("left-out", leftOut);
      output.json(json);
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

  private static Map<String, String> row(Sort sort, String rest, String sentence) {
    return row(new SystemId(sort, rest).toString(), sentence);
  }

  private static Map<String, String> row(String id, String sentence) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("id", id);
    row.put("sentence", sentence);
    return row;
  }
}
