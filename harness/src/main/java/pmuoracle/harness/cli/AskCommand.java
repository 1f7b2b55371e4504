package pmuoracle.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.conclusion.Conclusion;
import pmuoracle.harness.file.ProgramFile;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.report.Lines;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Rule;

/** What a model predicts for a program. */
@Command(
    name = "ask",
    mixinStandardHelpOptions = true,
    description =
        "What a model predicts for a program, step by step, and the rules behind each answer.",
    footer = {"", "Example: pmu-oracle ask --model x86/6.2 counterexamples/x86/basic/NAME.yaml"})
final class AskCommand implements Callable<Integer> {
  @Mixin private Output output;

  @Option(names = "--model", paramLabel = "MODEL", description = "default: the file's own")
  private String modelId = "";

  @Parameters(paramLabel = "PROGRAM", description = "a program file")
  private Path path;

  @Override
  public Integer call() {
    ProgramFile file = ProgramFiles.read(path);
    Model model = ProgramFiles.model(file, modelId, path);
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    try (Oracle oracle = kit.of(model).oracle()) {
      List<List<Decision>> decisions = oracle.explain(file.program());
      if (output.isJson()) {
        output.json(json(file.program(), model, kit, decisions));
      } else {
        text(file, model, kit, decisions);
      }
    }
    return Conclusion.AGREEMENT.exitCode();
  }

  private void text(
      ProgramFile file, Model model, ArchitectureKit kit, List<List<Decision>> decisions) {
    PrintWriter out = output.out();
    Lines lines = new Lines(kit);
    out.println(file.title());
    out.println("  model    " + model.id() + ": " + model.title());
    out.println("  machine  " + lines.machine(file.program()));
    for (int i = 0; i < decisions.size(); i++) {
      out.printf("%4d  %s%n", i + 1, lines.step(file.program(), i, model));
      for (Decision decision : decisions.get(i)) {
        out.printf("        %-14s %s%n", Lines.answer(decision), Lines.rules(decision.rules()));
        if (!decision.because().isEmpty()) {
          out.printf("        %-14s %s%n", "", decision.because());
        }
      }
    }
  }

  private static Map<String, Object> json(
      GuestProgram program, Model model, ArchitectureKit kit, List<List<Decision>> decisions) {
    Lines lines = new Lines(kit);
    List<Map<String, Object>> steps = new ArrayList<>();
    for (int i = 0; i < decisions.size(); i++) {
      Map<String, Object> step = new LinkedHashMap<>();
      step.put("step", lines.step(program, i, model));
      step.put("outcome", decisions.get(i).stream().map(AskCommand::json).toList());
      steps.add(step);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", model.id());
    json.put("machine", lines.machine(program));
    json.put("steps", steps);
    return json;
  }

  private static Map<String, Object> json(Decision decision) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("observation", decision.what().name());
    json.put("value", Lines.value(decision));
    json.put("rules", decision.rules().stream().map(Rule::id).toList());
    json.put("because", decision.because());
    return json;
  }
}
