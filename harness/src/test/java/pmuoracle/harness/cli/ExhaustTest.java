package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.apache.commons.lang3.ArrayUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExhaustTest {
  @TempDir Path found;

  @Test
  void whatWasExhaustedIsTheLastLine() {
    Invocation made = exhaust("arm64-levels");
    assertEquals(ExitCode.AGREEMENT, made.code(), made.err());
    String last = made.out().lines().reduce((one, next) -> next).orElseThrow();
    assertTrue(last.startsWith("EXHAUSTED  all 32 combinations of P, U, NSK, NSU"), last);
    assertTrue(last.endsWith("75,264 programs on 6 machines"), last);
  }

  @Test
  void aDivergenceIsShrunkAndNothingIsExhausted() {
    Invocation made = exhaust("x86-filters", "--system", "defect:X09");
    assertEquals(ExitCode.DIVERGENCE, made.code(), made.err());
    assertTrue(made.out().contains("shrunk   28 steps -> 4"), made.out());
    assertTrue(!made.out().contains("EXHAUSTED"), made.out());
  }

  @Test
  void whatEverySequenceOfCallsInstallsIsAskedAboutEveryEvent() {
    Invocation made = exhaust("arm64-calls");
    assertEquals(ExitCode.AGREEMENT, made.code(), made.err());
    String last = made.out().lines().reduce((one, next) -> next).orElseThrow();
    assertTrue(last.contains("by itself, about all 65,536 events: "), last);
    long sequences = 2 * (1 + 49 + 49 * 49 + 49 * 49 * 49);
    assertTrue(
        last.endsWith(
            "%,d programs on 2 machines, %,d questions".formatted(sequences, sequences << 16)),
        last);
  }

  private Invocation exhaust(String... arguments) {
    return Invocation.of(
        ArrayUtils.addAll(ArrayUtils.insert(0, arguments, "exhaust"), "--out", found.toString()));
  }
}
