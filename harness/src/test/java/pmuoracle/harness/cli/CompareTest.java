package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.lang3.ArrayUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.harness.system.process.Commands;

/** The verb compare. */
final class CompareTest {
  @TempDir private Path folder;

  private Invocation compare(int code, String... arguments) {
    Invocation made =
        Invocation.of(
            ArrayUtils.insert(
                0, arguments, "compare", "--seed", "1", "--out", folder.resolve("out").toString()));
    assertEquals(code, made.code(), made::toString);
    return made;
  }

  private JsonNode json(int code, String... arguments) throws JsonProcessingException {
    String out = compare(code, ArrayUtils.insert(0, arguments, "--format", "json")).out();
    JsonNode json = new ObjectMapper().readTree(out);
    assertEquals(1, json.get("comparisons").size());
    return json.get("comparisons").get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "imperative, imperative, x86",
    "imperative, imperative, arm64",
    // The solver proves these equivalent.
    "model:arm64/architecture, model:arm64/remap, arm64",
    "model:x86/6.9, model:x86/7.0, x86",
  })
  void equalSystemsDoNotDiffer(String one, String other, String architecture)
      throws JsonProcessingException {
    JsonNode row = json(0, one, other, "--arch", architecture, "--programs", "2000");
    assertEquals("completed", row.get("ending").asText());
    JsonNode coverage = row.get("coverage");
    assertEquals(2000, coverage.get("programs").asInt());
    assertTrue(coverage.get("compared").asLong() > 20_000, coverage::toString);
    assertTrue(coverage.get("counting").asDouble() > 0.2, coverage::toString);
    assertTrue(coverage.get("errnos").size() >= 4, coverage::toString);
    assertFalse(row.has("difference"));
    assertTrue(Files.notExists(folder.resolve("out")));
  }

  /** As small as the solver proves the smallest to be; see {@link DiffTest}. */
  @ParameterizedTest
  @CsvSource({
    "x86/6.2, x86/6.9, 1",
    "x86/5.18, x86/6.2, 1",
    "arm64/5.10, arm64/6.1, 1",
    "arm64/6.1, arm64/6.12, 3",
  })
  void theSmallestDifferenceIsTheSameOnAnyNumberOfThreads(String one, String other, int steps)
      throws IOException {
    String[] systems = {"model:" + one, "model:" + other};
    String told = "";
    for (String threads : List.of("1", "2", "4")) {
      Invocation made =
          compare(1, systems[0], systems[1], "--programs", "3000", "--threads", threads);
      assertTrue(told.isEmpty() || told.equals(made.out()), made::out);
      told = made.out();
    }
    assertTrue(told.contains("  smallest %d step".formatted(steps)), told);
    Path stored = only();
    assertTrue(told.endsWith("  replay   pmu-oracle replay " + stored + "\n"), told);
    Invocation replayed = Invocation.of("replay", stored.toString());
    assertEquals(0, replayed.code(), replayed::toString);
    String file = Files.readString(stored);
    assertTrue(file.contains("model:" + one) && file.contains("model:" + other), file);
    List<String> outcomes = new ArrayList<>();
    for (String system : systems) {
      String text = Invocation.of("replay", "--system", system, stored.toString()).out();
      outcomes.add(text.replace(system, "").replaceAll("predicted .*", ""));
    }
    assertFalse(outcomes.get(0).equals(outcomes.get(1)), outcomes::toString);
  }

  private Path only() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), all::toString);
      return all.get(0);
    }
  }

  /** Whichever stands first, the model is as the one that does right. */
  @Test
  void aModelIsAskedWhatItSays() throws JsonProcessingException {
    for (String[] systems :
        new String[][] {{"imperative", "defect:X17"}, {"defect:X17", "imperative"}}) {
      JsonNode difference = json(1, systems[0], systems[1], "--programs", "3000").get("difference");
      assertEquals("x86/7.3", difference.get("model").asText());
      assertEquals("imperative", difference.get("agreeing").get(0).asText());
      assertEquals("defect:X17", difference.get("contradicting").get(0).asText());
      int right = systems[0].equals("imperative") ? 0 : 1;
      assertEquals(difference.get("said"), difference.get("shown").get(right));
      assertFalse(difference.get("said").equals(difference.get("shown").get(1 - right)));
      assertFalse(difference.get("rules").isEmpty());
    }
  }

  @Test
  void anotherModelMayBeAsked() throws JsonProcessingException {
    JsonNode difference =
        json(1, "model:x86/6.2", "model:x86/6.9", "--model", "x86/6.3", "--programs", "3000")
            .get("difference");
    assertEquals("x86/6.3", difference.get("model").asText());
  }

  /** What only one shows is left out, and counted on its side. */
  @Test
  void processesAreComparedInWhatBothShow() throws JsonProcessingException {
    String sample = "process:" + Commands.sample();
    JsonNode second = json(0, "imperative", sample, "--programs", "500").get("coverage");
    assertEquals(0, second.get("unsettled").asLong());
    assertTrue(second.get("unobserved").asLong() > 1000, second::toString);
    JsonNode first = json(0, sample, "imperative", "--programs", "500").get("coverage");
    assertEquals(0, first.get("unsettled").asLong());
    assertEquals(second.get("unobserved"), first.get("unobserved"));
    assertEquals(second.get("compared"), first.get("compared"));
    assertTrue(
        compare(0, sample, "imperative", "--programs", "100").out().contains("it says it is"));
  }

  @Test
  void aSystemThatFailsOnEitherSideIsInconclusive() {
    String failing = "process:" + Commands.misbehaving("signal");
    for (String[] systems : new String[][] {{"imperative", failing}, {failing, "imperative"}}) {
      Invocation made =
          compare(
              3,
              systems[0],
              systems[1],
              "--programs",
              "500",
              "--threads",
              "1",
              "--bias",
              "requests");
      assertTrue(made.err().contains("ended with signal 11 (SIGSEGV)"), made::err);
      assertFalse(made.out().contains("difference at"), made::out);
    }
  }

  @Test
  void nothingComparedIsInconclusive() {
    Invocation made =
        compare(
            3,
            "imperative",
            "process:" + Commands.misbehaving("observes-nothing"),
            "--programs",
            "50");
    assertTrue(made.out().contains("inconclusive: nothing was compared"), made::out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "defect:X17 model:arm64/7.3          | model:arm64/7.3 is of arm64; expected x86",
        "imperative imperative --arch mips   | unknown architecture 'mips'",
        "defect:X17 imperative --model arm64/7.3 | --model arm64/7.3: ",
        "imperative nobody                   | unknown system 'nobody'",
        "imperative                          | missing required parameter",
        "imperative canary --programs 0      | --programs 0; expected at least 1",
      })
  void badUsage(String arguments, String message) {
    Invocation made = Invocation.of(("compare " + arguments).split(" "));
    assertEquals(2, made.code(), made::toString);
    assertTrue(made.err().toLowerCase(java.util.Locale.ROOT).contains(message), made::err);
  }
}
