package pmuoracle.harness.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import pmuoracle.harness.corpus.NotStored;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.spec.BadInput;

/** What a thrown thing means to whoever started the process. Every one has an exit code. */
final class Failure {
  private Failure() {}

  /** Tells it; the exit code. */
  static int code(Throwable thrown, PrintWriter err) {
    try {
      return told(unwrapped(thrown), err);
    } catch (OutOfMemoryError | StackOverflowError again) {
      // Telling takes memory, too.
      return ExitCode.INTERNAL;
    }
  }

  /** What another thread threw, not that it did. */
  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown.getCause();
    boolean carries = thrown instanceof ExecutionException || thrown instanceof CompletionException;
    return carries && cause != null ? unwrapped(cause) : thrown;
  }

  private static int told(Throwable failure, PrintWriter err) {
    Optional<LinkageError> unlinked =
        ExceptionUtils.getThrowableList(failure).stream()
            .filter(LinkageError.class::isInstance)
            .map(LinkageError.class::cast)
            .findFirst();
    if (failure instanceof BadInput || failure instanceof NotStored) {
      return line(failure.getMessage(), ExitCode.BAD_INPUT, err);
    } else if (failure instanceof SystemUnavailable || failure instanceof SystemFailed) {
      return line("inconclusive: " + failure.getMessage(), ExitCode.INCONCLUSIVE, err);
    } else if (unlinked.isPresent()) {
      return line(library(unlinked.get()), ExitCode.BAD_INPUT, err);
    }
    return internal(failure, err);
  }

  private static int line(String message, int code, PrintWriter err) {
    err.println("pmu-oracle: " + message);
    err.flush();
    return code;
  }

  /** The classes are all in one folder; what cannot be linked is a library of machine code. */
  private static String library(LinkageError failure) {
    return ("a native library, such as the solver's, cannot be loaded from the temporary folder %s: %s;"
            + " set TMPDIR to a folder with 100 MB that can be written and is not mounted noexec")
        .formatted(
            System.getProperty("java.io.tmpdir"), ExceptionUtils.getRootCauseMessage(failure));
  }

  private static int internal(Throwable failure, PrintWriter err) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    err.println("pmu-oracle: internal error, a defect of this program and not of what it judged:");
    err.print(trace);
    err.flush();
    return ExitCode.INTERNAL;
  }
}
