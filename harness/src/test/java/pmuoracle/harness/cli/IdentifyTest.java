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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.lang3.ArrayUtils;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.system.process.Commands;
import pmuoracle.spec.Model;

/** The verb identify, and the model that other verbs choose by it. */
final class IdentifyTest {
  /** Models that cannot be told apart on the machines of which the first speaks. */
  private static final Map<String, List<String>> ALIKE =
      Map.of(
          "x86/6.4", List.of("x86/6.4", "x86/6.5"),
          "x86/6.9", List.of("x86/6.9", "x86/7.0", "x86/7.3"),
          "arm64/6.8", List.of("arm64/6.8", "arm64/6.12"),
          "arm64/6.12", List.of("arm64/6.8", "arm64/6.12"),
          "arm64/architecture", List.of("arm64/architecture", "arm64/remap"),
          "arm64/remap", List.of("arm64/architecture", "arm64/remap"));

  @TempDir private Path folder;

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static JsonNode identity(int code, String... arguments) throws JsonProcessingException {
    Invocation made =
        Invocation.of(ArrayUtils.insert(0, arguments, "identify", "--format", "json", "--system"));
    assertEquals(code, made.code(), made::toString);
    JsonNode all = new ObjectMapper().readTree(made.out()).get("identities");
    assertEquals(1, all.size(), made::out);
    return all.get(0);
  }

  /** Everything that is not an answer is ruled out by a program or says nothing of a machine. */
  @TestFactory
  Stream<DynamicTest> everyModelIsFoundToBeItself() {
    return ArchitectureKits.models().stream()
        .map(
            model ->
                DynamicTest.dynamicTest(
                    model.id(),
                    () -> {
                      JsonNode identity = identity(0, "model:" + model.id());
                      assertEquals(
                          ALIKE.getOrDefault(model.id(), List.of(model.id())),
                          texts(identity.get("models")));
                      int answers = identity.get("models").size() + identity.get("partly").size();
                      assertEquals(
                          models(model) - answers, identity.get("ruledOut").size(), model::id);
                      assertEquals(0, identity.get("unasked").size());
                    }));
  }

  private static long models(Model model) {
    return ArchitectureKits.of(model.architecture()).models().size();
  }

  @ParameterizedTest
  @CsvSource({"x86, exclude-ignored", "arm64, range-inclusive"})
  void theSampleInCIsTheNewestModelUnlessItHasAFault(String architecture, String fault)
      throws JsonProcessingException {
    String system = "process:'" + Commands.builtSample(folder) + "' " + architecture;
    JsonNode identity = identity(0, system, "--arch", architecture);
    assertEquals(List.of(architecture + "/7.3"), texts(identity.get("models")));
    assertEquals("one", identity.get("result").asText());
    JsonNode faulty = identity(1, system + " --fault " + fault, "--arch", architecture);
    assertEquals("none", faulty.get("result").asText());
  }

  /** A mistake of one generation is another's semantics or nobody's. */
  @ParameterizedTest
  @ValueSource(strings = {"defect:X17", "defect:A25"})
  void aSeededDefectIsNone(String defect) throws JsonProcessingException {
    JsonNode identity = identity(1, defect);
    assertEquals("none", identity.get("result").asText());
    assertEquals(List.of(), texts(identity.get("models")));
    assertEquals(List.of(), texts(identity.get("partly")));
    Map<String, JsonNode> out = new LinkedHashMap<>();
    identity.get("ruledOut").forEach(row -> out.put(row.get("model").asText(), row));
    String architecture = identity.get("architecture").asText();
    List<String> all =
        ArchitectureKits.models().stream()
            .map(Model::id)
            .filter(id -> id.startsWith(architecture))
            .toList();
    assertEquals(all, List.copyOf(out.keySet()));
    for (JsonNode row : out.values()) {
      assertFalse(row.get("steps").isEmpty());
      assertFalse(row.get("predicted").equals(row.get("observed")), row::toString);
    }
    Invocation made = Invocation.of("identify", "--system", defect);
    assertEquals(1, made.code());
    String expected = "%s on %s behaves as none of the models\n".formatted(defect, architecture);
    assertTrue(made.out().startsWith(expected), made::out);
  }

  /** It shows errno only: of models that accept the same requests it may be any. */
  @Test
  void whatShowsAcceptanceOnlyIsSeveral() throws JsonProcessingException {
    JsonNode identity = identity(0, "process:" + Commands.sample());
    assertEquals("several", identity.get("result").asText());
    assertEquals(List.of("x86/7.0", "x86/7.3"), texts(identity.get("models")));
    assertEquals(
        List.of("x86/6.3", "x86/6.4", "x86/6.5", "x86/6.8", "x86/6.9"),
        texts(identity.get("partly")));
    assertEquals(List.of("errno"), texts(identity.get("shown")));
    JsonNode alike = identity.get("alike").get(0);
    assertEquals(List.of("x86/7.0", "x86/7.3"), texts(alike.get("models")));
    assertEquals("observation", alike.get("obstacle").asText());
    assertEquals("value", alike.get("observation").asText());
  }

  @Test
  void whatCannotBeAskedIsInconclusive() throws JsonProcessingException {
    JsonNode identity = identity(3, "process:" + Commands.misbehaving("observes-nothing"));
    assertEquals("unasked", identity.get("result").asText());
    Invocation failing =
        Invocation.of("identify", "--system", "process:" + Commands.misbehaving("signal"));
    assertEquals(3, failing.code(), failing::toString);
    assertTrue(failing.err().contains("gave no outcome: process:python3 "), failing::err);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--system defect:X17 --arch arm64 | defect:X17 is of x86; expected arm64",
        "--system imperative --arch riscv | unknown architecture 'riscv'; expected one of x86, arm64",
        "--system model:x86/9.9           | unknown model 'x86/9.9'",
      })
  void badUsage(String arguments, String message) {
    Invocation made = Invocation.of(("identify " + arguments).split(" "));
    assertEquals(2, made.code(), made::toString);
    assertTrue(made.err().contains(message), made::err);
  }

  /** Without a model the one the system behaves as is taken, and the report says so. */
  @Test
  void otherVerbsTakeTheModelItBehavesAs() throws IOException {
    String system = "process:" + Commands.sample();
    String why =
        "the model was chosen by asking it; by what it shows it could also be x86/6.3, x86/6.4,"
            + " x86/6.5, x86/6.8, x86/6.9, x86/7.0\n";
    Invocation fuzzed =
        Invocation.of("fuzz", "--seed", "1", "--programs", "200", "--system", system);
    assertEquals(0, fuzzed.code(), fuzzed::toString);
    assertTrue(fuzzed.out().contains("against x86/7.3: no divergence\n"), fuzzed::out);
    assertTrue(fuzzed.out().contains("  " + why), fuzzed::out);

    Path program =
        Files.writeString(
            folder.resolve("masked.yaml"),
            """
            title: Masked entries came with 6.3
            model: x86/6.2
            machine: {vendor: intel, general-purpose: 1, fixed: 0, vcpus: 1}
            steps:
              - set-filter: {action: allow, flags: masked, events: []}
            """);
    Invocation replayed = Invocation.of("replay", "--system", system, program.toString());
    assertEquals(0, replayed.code(), replayed::toString);
    assertTrue(replayed.out().startsWith(system + ": " + why), replayed::out);
    assertTrue(replayed.out().contains(" against x86/7.3\n"), replayed::out);
    Invocation shrunk = Invocation.of("shrink", "--system", system, program.toString());
    assertEquals(0, shrunk.code(), shrunk::toString);
    assertTrue(shrunk.out().startsWith(system + ": " + why), shrunk::out);
    Invocation asked =
        Invocation.of("replay", "--model", "x86/6.2", "--system", system, program.toString());
    assertEquals(1, asked.code(), asked::toString);
  }
}
