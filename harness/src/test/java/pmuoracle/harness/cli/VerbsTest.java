package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What each verb writes when all is well, as text and as JSON, and its exit code. */
final class VerbsTest {
  private static final String PROGRAM =
      """
      title: A request with flags the kernel does not know is refused
      model: x86/7.3
      machine: {vendor: intel, general-purpose: 8, fixed: 3, vcpus: 1}
      steps:
        - set-filter: {action: deny, flags: 0x2, events: []}
          expect: {errno: EINVAL}
        - set-filter: {action: allow, events: [0xc0]}
          expect: {errno: 0}
      """;

  @TempDir private Path folder;
  private Path program;
  private Path wrong;

  @BeforeEach
  void files() throws IOException {
    program = Files.writeString(folder.resolve("program.yaml"), PROGRAM);
    wrong = Files.writeString(folder.resolve("wrong.yaml"), PROGRAM.replace("EINVAL", "E2BIG"));
  }

  private static Invocation invoked(int code, Object... arguments) {
    Invocation made =
        Invocation.of(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    assertEquals(code, made.code(), made::toString);
    return made;
  }

  private static JsonNode json(int code, Object... arguments) throws JsonProcessingException {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--format", "json"));
    return new ObjectMapper().readTree(invoked(code, all.toArray()).out());
  }

  private static List<String> fields(JsonNode node) {
    List<String> fields = new ArrayList<>();
    node.fieldNames().forEachRemaining(fields::add);
    return fields;
  }

  @Test
  void modelsNamesEachWithItsTitleAndSource() throws JsonProcessingException {
    JsonNode models = json(0, "models");
    String text = invoked(0, "models").out();
    assertTrue(models.size() > 10);
    for (JsonNode model : models) {
      assertEquals(List.of("id", "title", "claims", "read", "known", "not-read"), fields(model));
      model.forEach(value -> assertTrue(text.contains(value.asText()), value::toString));
    }
  }

  @Test
  void rulesSaysEachInASentenceWithItsSource() throws JsonProcessingException {
    JsonNode rules = json(0, "rules");
    String text = invoked(0, "rules").out();
    assertTrue(rules.size() > 100);
    for (JsonNode rule : rules) {
      assertEquals(List.of("id", "sentence", "source"), fields(rule));
      rule.forEach(value -> assertTrue(text.contains(value.asText()), value::toString));
    }
  }

  @Test
  void systemsSaysWhatCanBeJudgedAndWhatIsLeftOut() throws JsonProcessingException {
    JsonNode all = json(0, "systems");
    String text = invoked(0, "systems").out();
    assertEquals(2, all.size());
    for (String list : List.of("systems", "left-out")) {
      for (JsonNode row : all.get(list)) {
        assertEquals(List.of("id", "sentence"), fields(row));
        row.forEach(value -> assertTrue(text.contains(value.asText()), value::toString));
      }
    }
    assertEquals("imperative", all.get("systems").get(0).get("id").asText());
  }

  @Test
  void askAnswersEachStepWithTheRules() throws JsonProcessingException {
    JsonNode answer = json(0, "ask", program);
    assertEquals(List.of("model", "machine", "steps"), fields(answer));
    JsonNode outcome = answer.get("steps").get(0).get("outcome").get(0);
    assertEquals(List.of("observation", "value", "rules", "because"), fields(outcome));
    assertEquals("EINVAL", outcome.get("value").asText());
    String text = invoked(0, "ask", program).out();
    assertTrue(text.startsWith("A request with flags the kernel does not know is refused"), text);
    assertTrue(text.contains("EINVAL"), text);
    assertTrue(text.contains("X86-SET-FLAGS-UNKNOWN"), text);
  }

  @Test
  void askTakesAnotherModel() throws JsonProcessingException {
    assertEquals("x86/6.3", json(0, "ask", "--model", "x86/6.3", program).get("model").asText());
  }

  @Test
  void replaySaysWhetherFilesAreMet() throws JsonProcessingException {
    assertEquals("1 files, 2 replays, 0 not as expected\n", invoked(0, "replay", program).out());
    assertTrue(
        invoked(1, "replay", folder).out().endsWith("2 files, 4 replays, 2 not as expected\n"));
    JsonNode rows = json(1, "replay", wrong).get("replays");
    assertEquals(2, rows.size());
    for (JsonNode row : rows) {
      assertEquals(List.of("file", "engine", "met", "skipped", "compared", "what"), fields(row));
      assertEquals(wrong.toString(), row.get("file").asText());
      assertEquals(false, row.get("met").asBoolean());
    }
  }

  @Test
  void replayFollowsALinkToAFolder() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Files.copy(program, real.resolve("program.yaml"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    assertEquals("1 files, 2 replays, 0 not as expected\n", invoked(0, "replay", link).out());
  }

  @Test
  void replayOnASystemShowsBothSides() throws JsonProcessingException {
    String text = invoked(0, "replay", "--system", "imperative", wrong).out();
    assertTrue(text.startsWith(wrong + ": imperative against x86/7.3\n"), text);
    assertTrue(text.contains("they agree in the "), text);
    JsonNode both = json(0, "replay", "--model", "x86/6.3", program).get("replays").get(0);
    assertEquals(List.of("file", "system", "model", "met", "steps"), fields(both));
    assertEquals("x86/6.3", both.get("model").asText());
    assertEquals(
        List.of("step", "predicted", "observed", "differs"), fields(both.get("steps").get(0)));
  }

  @Test
  void shrinkOfAnAgreementSaysSo() throws JsonProcessingException {
    assertEquals(
        "imperative agrees with x86/7.3 on " + program + "; there is nothing to shrink\n",
        invoked(0, "shrink", "--system", "imperative", program).out());
    JsonNode agreement = json(0, "shrink", "--system", "imperative", program).get("shrunk");
    assertEquals(
        List.of("file", "system", "model", "agrees", "conclusion", "account"), fields(agreement));
  }

  @TestFactory
  Stream<DynamicTest> fuzzWritesTheSameWithAnyNumberOfThreads() {
    return Stream.of("x86/7.3", "arm64/7.3")
        .map(
            model ->
                DynamicTest.dynamicTest(
                    model,
                    () -> {
                      String one = agreement(model, 1);
                      assertEquals(one, agreement(model, 2));
                      assertEquals(one, agreement(model, 4));
                    }));
  }

  private String agreement(String model, int threads) {
    Path out = folder.resolve("found");
    String text =
        invoked(
                0,
                "fuzz",
                "--programs",
                3000,
                "--seed",
                1,
                "--model",
                model,
                "--threads",
                threads,
                "--out",
                out)
            .out();
    assertTrue(Files.notExists(out), "nothing was found");
    return text;
  }

  @Test
  void fuzzStoresAFindingThatReplaysWhateverTheThreads() throws IOException {
    String one = found(1);
    assertEquals(one, found(2));
    assertEquals(one, found(4));
  }

  /** The output, in which the folder has one name, and the text of the file it names. */
  private String found(int threads) throws IOException {
    Path out = folder.resolve("found-" + threads);
    Invocation made =
        invoked(
            1,
            "fuzz",
            "--programs",
            3000,
            "--seed",
            1,
            "--system",
            "defect:X17",
            "--threads",
            threads,
            "--out",
            out);
    Path stored;
    try (Stream<Path> files = Files.list(out)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), all::toString);
      stored = all.get(0);
    }
    assertEquals(
        "  replay   pmu-oracle replay --system defect:X17 " + stored,
        made.out().lines().reduce((first, last) -> last).orElseThrow());
    assertEquals("1 files, 3 replays, 0 not as expected\n", invoked(0, "replay", stored).out());
    String text = invoked(1, "replay", "--system", "defect:X17", stored).out();
    assertTrue(text.endsWith("they differ\n"), text);
    return made.out().replace(out.toString(), "OUT") + Files.readString(stored);
  }

  @Test
  void shrinkLeavesWhatFuzzHasShrunk() throws IOException {
    Path out = folder.resolve("found");
    JsonNode campaign =
        json(1, "fuzz", "--programs", 3000, "--seed", 1, "--system", "defect:X17", "--out", out);
    assertEquals(
        List.of(
            "verb",
            "exit",
            "conclusion",
            "reasons",
            "error",
            "account",
            "seed",
            "campaigns",
            "skipped"),
        fields(campaign));
    JsonNode row = campaign.get("campaigns").get(0);
    assertEquals(
        List.of(
            "model",
            "system",
            "ending",
            "coverage",
            "divergence",
            "stored",
            "conclusion",
            "account"),
        fields(row));
    assertEquals("diverged", row.get("ending").asText());
    Path stored = Path.of(row.get("stored").asText());
    assertEquals(
        row.get("divergence"),
        json(1, "shrink", "--system", "defect:X17", stored).get("shrunk").get("divergence"));
    String text = invoked(1, "shrink", "--system", "defect:X17", stored).out();
    assertTrue(text.startsWith("divergence at step "), text);
  }

  /** As the machine is: the running kernel agrees, or there is none and a sentence says why. */
  @Test
  void fuzzOnTheRunningKernelAgreesOrSaysWhyItCannotBeHad() {
    Invocation made = Invocation.of("fuzz", "--programs", "2000", "--seed", "1", "--system", "kvm");
    if (made.code() == ExitCode.INCONCLUSIVE) {
      assertEquals("", made.out());
      assertTrue(made.err().matches("pmu-oracle: inconclusive: kvm: [^\n]+\n"), made.err());
      abort(made.err().strip());
    }
    assertEquals(0, made.code(), made::toString);
    assertTrue(made.out().contains(": no divergence\n"), made.out());
  }
}
