package pmuoracle.harness.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Conclusion;
import pmuoracle.harness.corpus.NotStored;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.spec.BadInput;

/**
 * What a thrown thing means to whoever started the process. Every one has a conclusion.
 *
 * @param message in the user's words, if it is not a defect of ours
 */
record Failure(Conclusion conclusion, String message, Throwable thrown) {
  static Failure of(Throwable carrier) {
    Throwable thrown = unwrapped(carrier);
    Optional<LinkageError> unlinked =
        ExceptionUtils.getThrowableList(thrown).stream()
            .filter(LinkageError.class::isInstance)
            .map(LinkageError.class::cast)
            .findFirst();
    if (thrown instanceof BadInput) {
      return new Failure(Conclusion.BAD_INPUT, String.valueOf(thrown.getMessage()), thrown);
    } else if (thrown instanceof SystemUnavailable
        || thrown instanceof SystemFailed
        || thrown instanceof NotStored) {
      return new Failure(Conclusion.INCONCLUSIVE, String.valueOf(thrown.getMessage()), thrown);
    } else if (unlinked.isPresent()) {
      return new Failure(Conclusion.BAD_INPUT, library(unlinked.get()), thrown);
    }
    return new Failure(Conclusion.INTERNAL, thrown.toString(), thrown);
  }

  /** What another thread threw, not that it did. */
  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown.getCause();
    boolean carries = thrown instanceof ExecutionException || thrown instanceof CompletionException;
    return carries && cause != null ? unwrapped(cause) : thrown;
  }

  /** The classes are all in one folder; what cannot be linked is a library of machine code. */
  private static String library(LinkageError failure) {
    return ("a native library, such as the solver's, cannot be loaded from the temporary folder %s: %s;"
            + " set TMPDIR to a folder with 100 MB that can be written and is not mounted noexec")
        .formatted(
            System.getProperty("java.io.tmpdir"), ExceptionUtils.getRootCauseMessage(failure));
  }

  /** Tells it; the exit code. */
  static int code(Throwable thrown, PrintWriter err) {
    try {
      Failure failure = of(thrown);
      failure.tell(err);
      return failure.conclusion().exitCode();
    } catch (OutOfMemoryError | StackOverflowError again) {
      // Telling takes memory, too.
      return Conclusion.INTERNAL.exitCode();
    }
  }

  void tell(PrintWriter err) {
    switch (conclusion) {
      case INCONCLUSIVE -> err.println("pmu-oracle: inconclusive: " + message);
      case INTERNAL -> {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        err.println(
            "pmu-oracle: internal error, a defect of this program and not of what it judged:");
        err.print(trace);
      }
      case AGREEMENT, DIVERGENCE, BAD_INPUT -> err.println("pmu-oracle: " + message);
    }
    err.flush();
  }

  /** What JSON says of every verb, however it ends. */
  static Map<String, Object> json(
      String verb, Conclusion conclusion, List<String> reasons, String error, Account account) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("verb", verb);
    json.put("exit", conclusion.exitCode());
    json.put("conclusion", conclusion.words());
    json.put("reasons", reasons);
    json.put("error", error);
    json.put("account", account.json());
    return json;
  }
}
