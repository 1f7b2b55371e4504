package pmuoracle.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
      "  0  agreement, or everything proved or refuted as expected",
      "  1  divergence, difference, or a claim not as expected",
      "  2  bad usage or input; or no work is possible here: TMPDIR is full or",
      "     noexec, or the result cannot be written (a closed pipe is no error)",
      "  3  inconclusive: a system that cannot be had or gave no outcome",
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
        (failure, parsed) -> {
          err.println(Refusal.line(failure));
          return ExitCode.BAD_INPUT;
        });
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> Failure.code(failure, command.getErr()));
    commandLine.setExpandAtFiles(false);
    return commandLine;
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
    if (out.checkError() && code != ExitCode.INTERNAL) {
      err.println(
          "pmu-oracle: the result could not be written to standard output; is the disk full?");
      code = ExitCode.BAD_INPUT;
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
