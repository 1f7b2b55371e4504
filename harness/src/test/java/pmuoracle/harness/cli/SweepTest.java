package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.x86.X86QuestionPrograms;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Match;
import pmuoracle.harness.match.Matches;
import pmuoracle.harness.sweep.RandomFilters;
import pmuoracle.harness.system.process.Commands;
import pmuoracle.spec.x86.X86Step;

final class SweepTest {
  @TempDir private Path folder;

  private Invocation sweep(Object... arguments) {
    List<String> all = new ArrayList<>(List.of("sweep", "--seed", "1", "--out", folder.toString()));
    Stream.of(arguments).map(Object::toString).forEach(all::add);
    return Invocation.of(all.toArray(String[]::new));
  }

  private static void assertSays(String part, String text) {
    assertTrue(text.contains(part), () -> "expected: " + part + "\nin: " + text);
  }

  @Test
  void theBuiltInImplementationIsAskedEverythingWhateverTheThreads() {
    Invocation one = sweep("--model", "arm64/7.3", "--filters", 20, "--threads", 1);
    assertEquals(ExitCode.AGREEMENT, one.code(), one::toString);
    assertSays("%,d questions answered alike".formatted(20 << 16), one.out());
    Invocation three = sweep("--model", "arm64/7.3", "--filters", 20, "--threads", 3);
    assertEquals(one.out(), three.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"X04", "X09", "A09", "A40"})
  void aDefectOfMatchingIsFoundAndItsProgramReplays(String defect) throws IOException {
    Invocation made = sweep("--system", "defect:" + defect);
    assertEquals(ExitCode.DIVERGENCE, made.code(), made::toString);
    Path stored = stored();
    assertEquals(
        "  replay   pmu-oracle replay --system defect:" + defect + " " + stored,
        made.out().lines().reduce((first, last) -> last).orElseThrow());
    assertSays("by: sweep, seed: 0x1", Files.readString(stored));
    Invocation again = Invocation.of("replay", "--system", "defect:" + defect, stored.toString());
    assertEquals(ExitCode.DIVERGENCE, again.code(), again::toString);
    assertEquals(
        "1 files, 3 replays, 0 not as expected\n",
        Invocation.of("replay", stored.toString()).out());
  }

  private Path stored() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), all::toString);
      return all.get(0);
    }
  }

  @Test
  void aFindingIsTheSameWhateverTheThreads() {
    Invocation one = sweep("--system", "defect:A40", "--threads", 1);
    Invocation three = sweep("--system", "defect:A40", "--threads", 3);
    assertEquals(ExitCode.DIVERGENCE, one.code(), one::toString);
    assertEquals(one.out(), three.out());
  }

  @ParameterizedTest
  @CsvSource({"x86/7.3, x86/6.2", "arm64/7.3, arm64/5.10"})
  void anotherModelDiffers(String model, String other) {
    Invocation made = sweep("--model", model, "--system", "model:" + other, "--filters", 5);
    assertEquals(ExitCode.DIVERGENCE, made.code(), made::toString);
    assertSays("model:" + other + " against " + model + ": diverged at program ", made.out());
  }

  @Test
  void ofASystemThatSeesNoCountsNothingIsClaimed() {
    Invocation made =
        sweep("--model", "x86/6.3", "--system", "process:" + Commands.sample(), "--filters", 2);
    assertEquals(ExitCode.AGREEMENT, made.code(), made::toString);
    Matcher numbers =
        Pattern.compile("compared ([0-9,]+) observations.*requests ([0-9,]+),", Pattern.DOTALL)
            .matcher(made.out());
    assertTrue(numbers.find(), made::toString);
    assertEquals(numbers.group(2), numbers.group(1), "requests, and nothing else");
  }

  @Test
  void aCrashIsInconclusiveAndItsProgramIsStored() throws IOException {
    String system = "process:" + Commands.misbehaving("signal");
    Invocation made =
        Invocation.of(
            "sweep",
            "--seed",
            Long.toString(seedOfALongList(system)),
            "--out",
            folder.toString(),
            "--model",
            "x86/7.3",
            "--filters",
            "1",
            "--system",
            system);
    assertEquals(ExitCode.INCONCLUSIVE, made.code(), made::toString);
    assertSays("the system gave no outcome at program 0", made.out());
    assertSays("by: sweep", Files.readString(stored()));
  }

  /** Of a first filter of more entries than the system survives. */
  private static long seedOfALongList(String system) {
    Match match =
        new Matches(List.of(Bias.SWEEP), ArchitectureKits.ALL)
            .of(List.of("x86/7.3"), List.of(system))
            .get(0);
    RandomFilters filters =
        new RandomFilters(match.contest().generator(), new X86QuestionPrograms());
    return LongStream.range(0, 10_000)
        .filter(
            seed ->
                filters.program(seed, 0).steps().get(0) instanceof X86Step.SetFilter set
                    && set.request().nevents() > 300)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void jsonHasWhatFuzzHasAndWhatWasSwept() throws JsonProcessingException {
    JsonNode fast = row("--model", "arm64/7.3", "--filters", 2);
    assertEquals("completed", fast.get("ending").asText());
    assertEquals(2 << 16, fast.get("questions").asLong());
    JsonNode row = row("--system", "defect:A09");
    assertEquals("diverged", row.get("ending").asText());
    assertEquals(1, row.get("coverage").get("programs").asLong());
    assertEquals("defect:A09", row.get("divergence").get("system").asText());
    assertTrue(Files.exists(Path.of(row.get("stored").asText())));
  }

  private JsonNode row(Object... arguments) throws JsonProcessingException {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--format", "json"));
    return new ObjectMapper().readTree(sweep(all.toArray()).out()).get("sweeps").get(0);
  }
}
