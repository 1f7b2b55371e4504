package pmuoracle.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Conclusion;

/** The executable: verbs, and what an exit code means. */
@Command(
    name = "pmu-oracle",
    mixinStandardHelpOptions = true,
    version = "pmu-oracle 0.1.0",
    sortOptions = false,
    description =
        "A formal model of the Linux KVM PMU event filter, and a harness that doubts implementations of it.",
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  agreement: something was compared or proved, and nothing is left in doubt; of a verb that",
      "     does not judge: all that was asked for was printed",
      "  1  divergence, difference, or a claim not as expected",
      "  2  bad usage or input; or TMPDIR is full or noexec",
      "  3  inconclusive: nothing was compared, a system that cannot be had or gave no outcome, a flaky",
      "     one, an observation that is announced and not made, something not reached or not written",
      "  4  internal error",
      "",
      "Start with: pmu-oracle fuzz"
    },
    subcommands = {
      FuzzCommand.class,
      IdentifyCommand.class,
      CompareCommand.class,
      ExhaustCommand.class,
      SweepCommand.class,
      AskCommand.class,
      ReplayCommand.class,
      ShrinkCommand.class,
      ProveCommand.class,
      DiffCommand.class,
      ModelsCommand.class,
      RulesCommand.class,
      InvariantsCommand.class,
      SystemsCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw Refusal.verbMissing(spec.commandLine());
  }

  /** The command line, writing to these; {@code execute} returns the exit code. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.registerConverter(Output.Format.class, new Quantity.Form());
    commandLine.registerConverter(Path.class, new Quantity.Place());
    commandLine.registerConverter(int.class, text -> (int) Quantity.whole(text, Integer.MAX_VALUE));
    commandLine.registerConverter(Long.class, text -> Quantity.whole(text, Long.MAX_VALUE));
    commandLine.setParameterExceptionHandler(
        (failure, words) -> {
          String line = Refusal.line(failure);
          err.println(line);
          if (Output.isJson(words)) {
            String verb = failure.getCommandLine().getCommandName();
            Output.json(out, refused(verb, Conclusion.BAD_INPUT, line));
          }
          return Conclusion.BAD_INPUT.exitCode();
        });
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          Failure told = Failure.of(failure);
          if (Output.isJson(parsed.originalArgs().toArray(String[]::new))) {
            Output.json(out, refused(command.getCommandName(), told.conclusion(), told.message()));
          }
          return Failure.code(failure, command.getErr());
        });
    commandLine.setExpandAtFiles(false);
    return commandLine;
  }

  private static Map<String, Object> refused(String verb, Conclusion conclusion, String why) {
    return Failure.json(verb, conclusion, List.of(), why, Account.NOTHING);
  }

  /**
   * Runs the command line as {@link #main} does, writing to these; the exit code.
   *
   * @param out for the result
   * @param err for messages and progress
   */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    int code;
    try {
      code = commandLine(out, err).execute(arguments);
    } catch (Throwable failure) {
      code = Failure.code(failure, err);
    }
    if (out.checkError()) {
      err.println(
          "pmu-oracle: the result could not be written to standard output; is the disk full?");
      code = code == 0 ? Conclusion.INCONCLUSIVE.exitCode() : code;
    }
    err.flush();
    return code;
  }

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // Numbers are written alike everywhere.
    Locale.setDefault(Locale.ROOT);
    PrintWriter out = writer(new StandardOutput(), false);
    PrintWriter err = writer(System.err, true);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> Runtime.getRuntime().halt(Failure.code(failure, err)));
    Interruption.expect(out);
    int code = run(out, err, arguments);
    Interruption.finished(code);
    System.exit(code);
  }

  private static PrintWriter writer(OutputStream out, boolean flushesLines) {
    return new PrintWriter(new PlainWriter(new OutputStreamWriter(out, UTF_8)), flushesLines);
  }
}
