package pmuoracle.harness.cli;

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
import pmuoracle.harness.architecture.ArchitectureKits;
import pmuoracle.harness.architecture.Systems;
import pmuoracle.harness.file.ProgramFile;
import pmuoracle.harness.file.Replay;
import pmuoracle.harness.file.Replayed;
import pmuoracle.harness.report.Lines;
import pmuoracle.harness.report.SideBySide;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Model;
import pmuoracle.spec.Trace;

/** Counterexample files against the engines they name, or one program against one system. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Runs counterexample files on the oracle and on the systems they name, and says whether each does as expected."
          + " Commands and kernel trees that a file names are skipped unless they are allowed.",
      "With --model or --system: predicted and observed side by side, whatever the file expects."
    },
    footer = {
      "",
      "Examples:",
      "  pmu-oracle replay counterexamples/",
      "  pmu-oracle replay --system defect:X17 FILE"
    })
final class ReplayCommand implements Callable<Integer> {
  @Mixin private Output output;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "default: the file's own, or the one that the system is found to behave as")
  private String modelId = "";

  @Option(names = "--system", paramLabel = "SYSTEM", description = "default: those the file names")
  private String system = "";

  @Option(
      names = Systems.PERMISSION,
      description =
          "also runs the process: and kernel: systems that files name; each is a command or a tree that whoever wrote"
              + " the file chose, and runs as you")
  private boolean runNamed;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "program files, or folders of them")
  private List<Path> paths;

  @Override
  public Integer call() {
    List<Path> files = ProgramFiles.below(paths);
    boolean named = system.isEmpty() && modelId.isEmpty();
    boolean met = true;
    List<Map<String, Object>> rows = new ArrayList<>();
    String id = system.isEmpty() ? Systems.IMPERATIVE : system;
    ModelChoice choice = new ModelChoice(modelId, id);
    for (Path path : files) {
      met &= named ? asNamed(path, rows) : sideBySide(path, id, choice, rows);
    }
    if (output.isJson()) {
      output.json(rows);
    } else if (named) {
      long skipped = rows.stream().filter(r -> (boolean) r.get("skipped")).count();
      long bad = rows.stream().filter(r -> !(boolean) r.get("met")).count() - skipped;
      output
          .out()
          .printf(
              "%d files, %d replays, %d not as expected%s%n",
              files.size(),
              rows.size() - skipped,
              bad,
              skipped == 0 ? "" : "; " + skipped + " skipped");
    }
    return met ? ExitCode.AGREEMENT : ExitCode.DIVERGENCE;
  }

  private boolean asNamed(Path path, List<Map<String, Object>> rows) {
    boolean met = true;
    ProgramFile file = ProgramFiles.read(path);
    if (file.expected().isEmpty()) {
      throw new BadInput(
          path + ": no step says what is expected; expected an 'expect', or --model or --system");
    }
    for (Replayed replayed :
        new Replay(runNamed ? Systems.permitted() : new Systems()).replay(file)) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("file", path.toString());
      row.put("engine", replayed.engine());
      row.put("met", replayed.isMet());
      row.put("skipped", replayed.isSkipped());
      row.put("what", replayed.show(path.toString()));
      rows.add(row);
      if (!output.isJson() && !replayed.isMet()) {
        output.out().println(replayed.show(path.toString()));
      }
      met &= replayed.isMet() || replayed.isSkipped();
    }
    return met;
  }

  private boolean sideBySide(
      Path path, String id, ModelChoice choice, List<Map<String, Object>> rows) {
    ProgramFile file = ProgramFiles.read(path);
    ModelChoice.Chosen chosen = choice.of(file, path);
    Model model = chosen.model();
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    Trace predicted = new Trace();
    Trace observed = new Trace();
    try (Oracle oracle = kit.oracle(model);
        SystemUnderTest under = ProgramFiles.system(id, model, file, path)) {
      oracle.predict(file.program(), predicted, new RuleSet());
      under.run(file.program(), observed);
    }
    SideBySide both = new SideBySide(file.program(), predicted, observed);
    if (output.isJson()) {
      Map<String, Object> row = both.json(path.toString(), model, id);
      chosen.why().ifPresent(why -> row.put("chosen", why));
      rows.add(row);
    } else {
      chosen.why().ifPresent(why -> output.out().println(id + ": " + why));
      output.out().print(both.text(path.toString(), new Lines(kit), model, id));
    }
    return !both.differs();
  }
}
