package pmuoracle.harness.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Count;
import pmuoracle.harness.file.Nearest;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.prove.DecisionFile;
import pmuoracle.harness.prove.ImperativeEngine;
import pmuoracle.harness.prove.ModelInvariant;
import pmuoracle.harness.prove.ProgramHunter;
import pmuoracle.harness.prove.Proofs;
import pmuoracle.harness.prove.Row;
import pmuoracle.harness.prove.ScriptFolder;
import pmuoracle.harness.report.ProofReport;
import pmuoracle.oracle.prove.ClaimResult;
import pmuoracle.oracle.prove.Ledger;
import pmuoracle.oracle.prove.Limits;
import pmuoracle.oracle.prove.Prover;
import pmuoracle.oracle.prove.Script;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;

/** The prover. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows that an invariant holds for every filter and every program of a model, or hands over a program that shows"
          + " otherwise.",
      "Without arguments: the whole catalogue for all models, as a table. One invariant under one model: its story."
    },
    footer = {
      "",
      "Examples:",
      "  pmu-oracle prove",
      "  pmu-oracle prove X86-I4 --model x86/7.3",
      "  pmu-oracle prove --model arm64/direct-v5 --smt2 obligations"
    })
final class ProveCommand extends Judging {
  /** Of the file in which decisions are kept; the launcher sets it. */
  private static final String DECISIONS = "pmuoracle.decisions";

  @Parameters(
      arity = "0..*",
      paramLabel = "INVARIANT",
      description = "ids or their beginnings; see pmu-oracle invariants. Default: all")
  private List<String> invariants = new ArrayList<>();

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "may be repeated; default: every model")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--z3-steps",
      paramLabel = "N",
      description =
          "how many of its resource units (rlimit) Z3 may use for one obligation, 1 to 2147483647 (default:"
              + " 2000000000)")
  private int z3Steps = Math.toIntExact(Limits.DEFAULT.first());

  @Option(
      names = "--bitwuzla-steps",
      paramLabel = "N",
      description =
          "how many times Bitwuzla, the second solver, may call its terminator callback for one obligation, 1 to"
              + " 2147483647 (default: 200000)")
  private int bitwuzlaSteps = Math.toIntExact(Limits.DEFAULT.second());

  @Option(
      names = "--smt2",
      paramLabel = "DIR",
      description = "writes every obligation there as SMT-LIB; unsatisfiable means that it holds")
  private @Nullable Path scripts;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "1 to 1024 (default: the processors)")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--no-cache",
      description =
          "decides everything anew. Otherwise what both solvers said before is taken from a file in XDG_CACHE_HOME or"
              + " ~/.cache, and said to be; witnesses are found and replayed anyway")
  private boolean noCache;

  private @Nullable Invariant last;

  @Override
  void judge() {
    WorkOptions.requireThreads(threads);
    Quantity.require("--z3-steps", z3Steps, Quantity.POSITIVE);
    Quantity.require("--bitwuzla-steps", bitwuzlaSteps, Quantity.POSITIVE);
    AtomicBoolean stop = Interruption.flag();
    List<Map<String, Object>> told = tellEach("claims");
    List<ModelInvariant> questions = questions();
    Optional<DecisionFile> earlier =
        Optional.ofNullable(noCache ? null : System.getProperty(DECISIONS))
            .map(file -> new DecisionFile(Path.of(file), this::note));
    Prover prover =
        new Prover(
            new ImperativeEngine(),
            ProgramHunter.USUAL,
            new Limits(z3Steps, bitwuzlaSteps),
            earlier.<Ledger>map(file -> file).orElse(Ledger.NONE));
    Function<ModelInvariant, Script> written = q -> Script.NONE;
    boolean single = questions.size() == 1;
    List<Row> rows =
        new Proofs(prover, scripts == null ? written : new ScriptFolder(scripts), threads, stop)
            .rows(
                questions,
                row -> {
                  told.add(ProofReport.json(row));
                  print(row, single);
                });
    Account account = account(rows, questions.size());
    if (!output().isJson() && single && !rows.isEmpty()) {
      output().out().print(ProofReport.story(rows.get(0)));
    } else if (!output().isJson()) {
      output().out().println(ProofReport.summary(rows, questions.size()));
    }
    earlier.ifPresent(file -> tell(file, single));
    ended(account, new LinkedHashMap<>());
    requireSound(rows);
  }

  /** How much was not decided now; then it is kept for the next time. */
  private void tell(DecisionFile file, boolean single) {
    tell("decisions", file.asked());
    tell("decisions-from-file", file.taken());
    if (!output().isJson() && file.taken() > 0) {
      output()
          .out()
          .printf(
              "%s%,d of %,d decisions taken from %s%n",
              single ? "  earlier  " : "",
              file.taken(),
              file.asked(),
              System.getProperty(DECISIONS));
    }
    file.write(this::note);
  }

  private void note(String note) {
    output().err().println("pmu-oracle: " + note);
  }

  /** What is broken is a defect of ours. */
  private static void requireSound(List<Row> rows) {
    for (Row row : rows) {
      if (row.outcome() instanceof ClaimResult.Broken broken) {
        throw new AssertionError(
            row.invariant().id() + " under " + row.model().id() + ": " + broken.reason());
      }
    }
  }

  /** A row of the table, under its claim. */
  private void print(Row row, boolean single) {
    if (output().isJson() || single) {
      return;
    }
    if (!row.invariant().equals(last)) {
      last = row.invariant();
      output().out().println(ProofReport.headline(last));
    }
    output().out().println(ProofReport.line(row));
    output().out().flush();
  }

  private List<ModelInvariant> questions() {
    List<Model> asked = models.stream().map(ArchitectureKits::model).toList();
    List<ModelInvariant> chosen =
        ModelInvariant.all().stream()
            .filter(q -> asked.isEmpty() || asked.contains(q.model()))
            .filter(q -> invariants.isEmpty() || invariants.stream().anyMatch(i -> names(i, q)))
            .toList();
    for (String beginning : invariants) {
      if (chosen.stream().noneMatch(q -> names(beginning, q))) {
        throw new BadInput(
            "no claim '%s' about what was asked; %s"
                .formatted(
                    beginning,
                    Nearest.expectation(
                        beginning,
                        "",
                        ModelInvariant.all().stream()
                            .map(q -> q.invariant().id())
                            .distinct()
                            .toList())));
      }
    }
    return chosen;
  }

  private static boolean names(String beginning, ModelInvariant question) {
    Invariant invariant = question.invariant();
    return invariant.id().equals(beginning) || invariant.id().startsWith(beginning + "-");
  }

  private static Account account(List<Row> rows, int asked) {
    Account account = Account.of(Count.NOT_REACHED, (long) asked - rows.size());
    for (Row row : rows) {
      boolean open =
          row.outcome() instanceof ClaimResult.Inconclusive
              || row.outcome() instanceof ClaimResult.Broken;
      account =
          account.plus(row.asExpected() ? Count.PROVED : open ? Count.FAILED : Count.DIFFERENT, 1);
    }
    return account;
  }
}
