package pmuoracle.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pmuoracle.harness.campaign.SystemFailure;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.corpus.Corpus;
import pmuoracle.harness.report.FailureReport;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemId;
import pmuoracle.spec.Model;

/** Tells that a system gave no outcome; the program that does it is kept, if it is known. */
record FailedProgram(Output output, Corpus corpus, String verb) {
  /**
   * Tells it on standard error, and in the row; what of it could not be stored.
   *
   * @param systems those that may have failed
   */
  Account tell(
      SystemFailure failure,
      Model model,
      List<SystemId> systems,
      long seed,
      Map<String, Object> row) {
    PrintWriter err = output.err();
    err.print(FailureReport.text(failure));
    row.put("failure", SystemFailed.told(failure.cause()));
    if (!failure.isNarrowed()) {
      return Account.NOTHING;
    }
    return new Storing(output)
        .store(
            () ->
                corpus.keep(
                    failure,
                    model,
                    systems.stream().map(SystemId::toString).collect(Collectors.joining(" or ")),
                    verb,
                    seed),
            row,
            kept -> {
              err.println("  stored   " + kept);
              systems.forEach(system -> err.println(replay(model, system, kept)));
            });
  }

  /** How to run a stored program again. */
  static String replay(Model model, SystemId system, Path kept) {
    // Of an opaque system the model would be found by asking it, and may be another.
    String option = system.isOpaque() ? "--model " + model.id() + " " : "";
    return "  replay   pmu-oracle replay %s--system %s %s"
        .formatted(option, ShellWord.of(system.toString()), ShellWord.of(kept.toString()));
  }
}
