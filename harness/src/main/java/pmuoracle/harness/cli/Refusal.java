package pmuoracle.harness.cli;

import java.util.List;
import java.util.Objects;
import org.apache.commons.lang3.StringUtils;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import pmuoracle.harness.file.Nearest;

/** Bad usage as one line: what was found, what was expected, where to read on. */
final class Refusal {
  private Refusal() {}

  static String line(ParameterException failure) {
    CommandSpec command = failure.getCommandLine().getCommandSpec();
    return "pmu-oracle: "
        + sentence(failure, command)
        + "; see "
        + command.qualifiedName()
        + " --help";
  }

  private static String sentence(ParameterException failure, CommandSpec command) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched().get(0), command);
    }
    String whole = Objects.requireNonNull(failure.getMessage());
    String message = whole.replaceFirst("^Invalid value for [^']*'(-[^']*)'[^:]*: ", "$1: ");
    return message.equals(whole) ? StringUtils.uncapitalize(message) : message;
  }

  private static String unmatched(String found, CommandSpec command) {
    if (found.startsWith("-")) {
      List<String> options = command.options().stream().map(OptionSpec::longestName).toList();
      return "unknown option '" + found + "'; " + Nearest.expectation(found, "", options);
    } else if (command.subcommands().isEmpty()) {
      return "found the argument '" + found + "' as well; expected no more";
    }
    return "unknown verb '" + found + "'; " + Nearest.expectation(found, "", verbs(command));
  }

  /** No verb at all. */
  static ParameterException verbMissing(CommandLine commandLine) {
    return new ParameterException(
        commandLine,
        "missing a verb; expected one of "
            + String.join(", ", verbs(commandLine.getCommandSpec())));
  }

  private static List<String> verbs(CommandSpec command) {
    return List.copyOf(command.subcommands().keySet());
  }
}
