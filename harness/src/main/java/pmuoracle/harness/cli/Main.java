package pmuoracle.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.spec.BadInput;

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
      "  2  bad usage or input",
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
        (failure, command, parsed) -> failed(failure, command));
    return commandLine;
  }

  private static int failed(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    if (failure instanceof BadInput) {
      err.println("pmu-oracle: " + failure.getMessage());
      return ExitCode.BAD_INPUT;
    } else if (failure instanceof SystemUnavailable || failure instanceof SystemFailed) {
      err.println("pmu-oracle: inconclusive: " + failure.getMessage());
      return ExitCode.INCONCLUSIVE;
    }
    return internal(failure, err);
  }

  private static int internal(Throwable failure, PrintWriter err) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    err.println("pmu-oracle: internal error, a defect of this program and not of what it judged:");
    err.print(trace);
    err.flush();
    return ExitCode.INTERNAL;
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
    } catch (AssertionError | StackOverflowError | OutOfMemoryError failure) {
      code = internal(failure, err);
    }
    out.flush();
    err.flush();
    return code;
  }

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // Numbers are written alike everywhere.
    Locale.setDefault(Locale.ROOT);
    Interruption.expect();
    PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, UTF_8), false);
    PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, UTF_8), true);
    int code = run(out, err, arguments);
    Interruption.finished(code);
    System.exit(code);
  }
}
