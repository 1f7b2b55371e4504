package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verb prove: exit codes and what is refused. */
final class ProveTest {
  @Test
  void whatIsExpectedIsAgreement() {
    Invocation made =
        Invocation.of("prove", "ARM-I8", "--model", "arm64/7.3", "--model", "arm64/5.10");
    assertEquals(ExitCode.AGREEMENT, made.code(), made::toString);
    assertTrue(made.out().endsWith("2 claims: 2 proved; all as expected\n"), made::out);
  }

  @Test
  void aLimitThatIsReachedIsInconclusive() {
    Invocation made = Invocation.of("prove", "ARM-P6", "--model", "arm64/7.3", "--z3-steps", "1");
    assertEquals(ExitCode.INCONCLUSIVE, made.code(), made::toString);
    assertTrue(made.out().contains("verdict  unknown, NOT as expected"), made::out);
  }

  @Test
  void theSecondSolverHasALimitOfItsOwn() {
    Invocation made =
        Invocation.of("prove", "ARM-P6", "--model", "arm64/7.3", "--bitwuzla-steps", "1");
    assertEquals(ExitCode.AGREEMENT, made.code(), made::toString);
    assertTrue(
        made.out().contains("by z3; bitwuzla gave up on errors: it reached its limit of 1 steps"),
        made::out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prove X86-I4 X86-I99 --model x86/7.3 | no claim 'X86-I99' about what was asked",
        "prove ARM-I8 --model x86/7.3 | no claim 'ARM-I8' about what was asked",
        "prove --model x86/9.9 | unknown model 'x86/9.9'",
        "prove --threads 0 | --threads 0",
        "prove --z3-steps 4294967296 | from 0 to 2147483647",
      })
  void badUsageIsRefused(String command, String message) {
    Invocation made = Invocation.of(command.split(" "));
    assertEquals(ExitCode.BAD_INPUT, made.code(), made::toString);
    assertTrue(made.err().contains(message), made::err);
  }
}
