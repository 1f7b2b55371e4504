package pmuoracle.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the process makes of its standard input and output, its signals and its temporary folder.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SurroundingsTest {
  private static final String PROGRAM =
      """
      title: t
      model: x86/7.3
      machine: {vendor: intel, general-purpose: 1, fixed: 0, vcpus: 1}
      steps:
        - set-filter: {action: deny, events: []}
          expect: {errno: 0}
      differs: ["process:touch marker"]
      """;

  @TempDir private Path folder;
  private OwnProcess own;

  @BeforeEach
  void writeProgram() throws IOException {
    own = new OwnProcess(folder);
    Files.writeString(folder.resolve("program.yaml"), PROGRAM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ask program.yaml",
        "replay program.yaml",
        "shrink --system defect:X17 program.yaml",
        "fuzz --programs 1 --system imperative",
        "prove X86-I4-ORDER-IRRELEVANT --model x86/7.3"
      })
  void withoutATemporaryFolderTheSolverIsMissingAndNothingDiverges(String words)
      throws IOException, InterruptedException {
    Path none = folder.resolve("none");
    Invocation made = own.temporary(none).ran(words.split(" "));
    assertEquals(ExitCode.BAD_INPUT, made.code(), made::toString);
    assertTrue(
        made.err()
            .startsWith(
                "pmu-oracle: a native library, such as the solver's, cannot be loaded from the temporary folder "
                    + none),
        made::err);
    assertEquals(1, made.err().lines().count(), made::err);
  }

  @ParameterizedTest
  @ValueSource(strings = {"models", "--help", "ask program.yaml", "models --format json"})
  void aResultThatIsLostIsNoSuccess(String words) throws IOException, InterruptedException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full, which is as a full disk is");
    Process process = own.builder(words.split(" ")).redirectOutput(full.toFile()).start();
    Invocation made = own.ended(process);
    assertEquals(ExitCode.INCONCLUSIVE, made.code(), made::toString);
    assertEquals(
        "pmu-oracle: the result could not be written to standard output; is the disk full?\n",
        made.err());
  }

  @Test
  void aReaderThatHasEnoughIsNoFailure() throws IOException, InterruptedException {
    // The whole is longer than a pipe holds, so that the process writes into the closed one.
    Process process = own.builder("rules", "--format", "json").start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      assertEquals("[ {", out.readLine());
    }
    assertTrue(process.waitFor(4, TimeUnit.MINUTES), "it does not end");
    assertEquals(ExitCode.AGREEMENT, process.exitValue());
    assertEquals("", Files.readString(folder.resolve("err")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ask -", "replay -", "shrink --system imperative -"})
  void aDashIsStandardInput(String words) throws IOException, InterruptedException {
    ProcessBuilder builder = own.builder(words.split(" "));
    builder.redirectInput(folder.resolve("program.yaml").toFile());
    Invocation made = own.ended(builder.start());
    assertEquals(ExitCode.AGREEMENT, made.code(), made::toString);
  }

  @Test
  void aFilterMayComeFromStandardInput() throws IOException, InterruptedException {
    Path filter = folder.resolve("filter.yaml");
    Files.writeString(filter, "{action: deny, events: [0xc0]}\n");
    ProcessBuilder builder = own.builder("diff", "--model", "x86/7.3", "-", filter.toString());
    builder.redirectInput(filter.toFile());
    Invocation made = own.ended(builder.start());
    assertEquals(ExitCode.AGREEMENT, made.code(), made::toString);
  }

  @Test
  void noControlCharacterReachesATerminal() throws IOException, InterruptedException {
    String name = "n\u001b[2j\u0085\u202e\u007f\u200b.yaml";
    String shown = "n\\u001b[2j\\u0085\\u202e\\u007f\\u200b.yaml";
    Invocation absent = own.ran("ask", name);
    assertEquals("pmu-oracle: " + shown + ": no such file\n", absent.err());
    Files.writeString(folder.resolve(name), PROGRAM);
    Invocation text = own.ran("replay", name);
    assertTrue(text.out().startsWith(shown + ", process:touch marker: skipped: "), text::out);
    Invocation json = own.ran("replay", "--format", "json", name);
    assertTrue(json.out().toLowerCase(Locale.ROOT).contains("\"" + shown + "\""), json::out);
    assertEquals(
        name, new ObjectMapper().readTree(json.out()).findValue("file").asText(), json::out);
  }

  @Test
  void aVerbThatIsStillReadingEndsAtOnce() throws IOException, InterruptedException {
    Process process = own.builder("replay", "program.yaml", "-").start();
    // More than a pipe holds: it is taken when the second file is read.
    process.getOutputStream().write("#\n".repeat(200_000).getBytes(UTF_8));
    process.getOutputStream().flush();
    OwnProcess.send("TERM", process);
    Invocation made = own.ended(process);
    assertEquals(128 + 15, made.code(), made::toString);
    assertEquals("", made.out());
  }
}
