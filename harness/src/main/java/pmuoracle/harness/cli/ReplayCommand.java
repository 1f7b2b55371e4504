package pmuoracle.harness.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Count;
import pmuoracle.harness.file.ProgramFile;
import pmuoracle.harness.file.Replay;
import pmuoracle.harness.file.Replayed;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Systems;
import pmuoracle.harness.report.Lines;
import pmuoracle.harness.report.SideBySide;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemId;
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
final class ReplayCommand extends Judging {
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

  @Option(
      names = "--require-all",
      description = "inconclusive (exit code 3) if a system is skipped")
  private boolean requireAll;

  @Override
  void judge() {
    List<Map<String, Object>> told = tellEach("files");
    List<Map<String, Object>> rows = tellEach("replays");
    List<Path> files = ProgramFiles.below(paths);
    boolean named = system.isEmpty() && modelId.isEmpty();
    List<ProgramFile> programs = files.stream().map(ProgramFiles::read).toList();
    SystemId id = system.isEmpty() ? SystemId.IMPERATIVE : Systems.id(system);
    ModelChoice choice = new ModelChoice(modelId, id);
    AtomicBoolean stop = Interruption.flag();
    int replayed = 0;
    for (Path path : files) {
      if (stop.get()) {
        ended(Account.of(Count.NOT_REACHED, (long) files.size() - replayed), new LinkedHashMap<>());
        break;
      }
      ProgramFile file = programs.get(replayed++);
      Account account =
          named ? asNamed(file, path, rows) : sideBySide(file, path, id, choice, rows);
      Account part = requireAll ? account.doubting(Count.SKIPPED) : account;
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("file", path.toString());
      told.add(row);
      ended(part, row);
      if (!output().isJson() && !doubts(part).isEmpty()) {
        output().out().println(path + ": " + doubts(part));
      }
    }
    if (!output().isJson() && (named || files.size() > 1)) {
      output().out().println(summary(files.size(), replayed, rows));
    }
  }

  private String summary(int files, int replayed, List<Map<String, Object>> rows) {
    Account all = account();
    StringBuilder summary = new StringBuilder("%d files".formatted(files));
    if (replayed < files) {
      summary.append(", stopped after %d".formatted(replayed));
    }
    long skipped = all.get(Count.SKIPPED) + all.get(Count.REFUSED);
    summary.append(
        ", %d replays, %d not as expected"
            .formatted(rows.size() - skipped, all.get(Count.DIFFERENT)));
    for (Count count : List.of(Count.SKIPPED, Count.REFUSED, Count.FLAKY, Count.FAILED)) {
      if (all.get(count) > 0) {
        summary.append("; %d %s".formatted(all.get(count), count.words()));
      }
    }
    return summary.toString();
  }

  private Account asNamed(ProgramFile file, Path path, List<Map<String, Object>> rows) {
    if (file.expected().isEmpty()) {
      throw new BadInput(
          path + ": no step says what is expected; expected an 'expect', or --model or --system");
    }
    Account account = Account.NOTHING;
    for (Replayed replayed :
        new Replay(runNamed ? Systems.permitted() : new Systems()).replay(file)) {
      account = account.plus(replayed.account());
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("file", path.toString());
      row.put("engine", replayed.engine());
      row.put("met", replayed.isMet());
      row.put("skipped", replayed.isSkipped());
      row.put("compared", replayed.compared());
      row.put("what", replayed.show(path.toString()));
      rows.add(row);
      if (!output().isJson() && !replayed.isMet()) {
        output().out().println(replayed.show(path.toString()));
      }
    }
    return account;
  }

  private Account sideBySide(
      ProgramFile file,
      Path path,
      SystemId id,
      ModelChoice choice,
      List<Map<String, Object>> rows) {
    Map<String, Object> row = new LinkedHashMap<>();
    rows.add(row);
    row.put("file", path.toString());
    row.put("system", id.toString());
    ModelChoice.Chosen chosen = choice.of(file, path);
    Model model = chosen.model();
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    Trace predicted = new Trace();
    Trace observed = new Trace();
    try (Oracle oracle = kit.of(model).oracle();
        SystemUnderTest under = Systems.ofUser().system(id, model)) {
      Optional<String> refusal = under.refusal(file.program().machine());
      if (refusal.isPresent()) {
        return none(Count.REFUSED, path + ": machine: " + refusal.get(), row);
      }
      oracle.predict(file.program(), predicted, new RuleSet());
      under.run(file.program(), observed);
    } catch (SystemFailed failure) {
      return none(Count.FAILED, failure.getMessage(), row);
    }
    SideBySide both = new SideBySide(file.program(), predicted, observed);
    row.putAll(both.json(path.toString(), model, id.toString()));
    chosen.why().ifPresent(why -> row.put("chosen", why));
    if (!output().isJson()) {
      chosen.why().ifPresent(why -> output().out().println(id + ": " + why));
      output().out().print(both.text(path.toString(), new Lines(kit), model, id.toString()));
    }
    return Account.of(Count.COMPARED, both.compared())
        .plus(Count.DIFFERENT, both.differs() ? 1 : 0);
  }

  private Account none(Count what, String why, Map<String, Object> row) {
    row.put("met", false);
    row.put("what", what.words() + ": " + why);
    output().err().println("pmu-oracle: inconclusive: " + why);
    return Account.of(what, 1);
  }
}
