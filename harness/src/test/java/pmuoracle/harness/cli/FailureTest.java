package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.harness.corpus.NotStored;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.spec.BadInput;

final class FailureTest {
  private static final int INTERNAL = ExitCode.INTERNAL;

  static Stream<Arguments> thrown() {
    Error unlinked = new UnsatisfiedLinkError("libz3java.so: failed to map");
    return Map.ofEntries(
            Map.entry(new BadInput("bad"), ExitCode.BAD_INPUT),
            Map.entry(new NotStored("full", "program"), ExitCode.INCONCLUSIVE),
            Map.entry(new SystemUnavailable("none"), ExitCode.INCONCLUSIVE),
            Map.entry(new SystemFailed("died"), ExitCode.INCONCLUSIVE),
            Map.entry(unlinked, ExitCode.BAD_INPUT),
            Map.entry(new ExceptionInInitializerError(unlinked), ExitCode.BAD_INPUT),
            Map.entry(new NoClassDefFoundError("Native"), ExitCode.BAD_INPUT),
            Map.entry(new AssertionError("a worker died", unlinked), ExitCode.BAD_INPUT),
            Map.entry(new ExecutionException(new BadInput("bad")), ExitCode.BAD_INPUT),
            Map.entry(new CompletionException(new SystemFailed("died")), ExitCode.INCONCLUSIVE),
            Map.entry(new CompletionException(null), INTERNAL),
            Map.entry(new IllegalStateException(new BadInput("wrapped")), INTERNAL),
            Map.entry(new AssertionError("ours"), INTERNAL),
            Map.entry(new OutOfMemoryError("heap"), INTERNAL),
            Map.entry(new StackOverflowError(), INTERNAL),
            Map.entry(new ThreadDeath(), INTERNAL))
        .entrySet()
        .stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void everythingThrownHasItsExitCodeAndOnlyOurOwnADefectATrace(Throwable thrown, int code) {
    StringWriter err = new StringWriter();
    assertEquals(code, Failure.code(thrown, new PrintWriter(err)));
    String text = err.toString();
    assertTrue(text.startsWith("pmu-oracle: "), text);
    assertEquals(code == INTERNAL, text.contains("internal error"), text);
    assertEquals(code != INTERNAL, text.lines().count() == 1, text);
  }
}
