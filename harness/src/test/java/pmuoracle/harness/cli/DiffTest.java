package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verb diff: what it says of pairs whose difference is known from the law, and exit codes. */
final class DiffTest {
  @ParameterizedTest
  @CsvSource({
    "x86/6.4, x86/6.4",
    "x86/6.9, x86/7.0",
    "arm64/6.8, arm64/6.12",
    "arm64/remap, arm64/architecture",
  })
  void equivalentModelsAreProvedToBe(String one, String other) {
    Invocation made = Invocation.of("diff", one, other);
    assertEquals(ExitCode.AGREEMENT, made.code(), made::toString);
    String expected = one + " and " + other + " are equivalent";
    assertTrue(made.out().startsWith(expected), made::out);
  }

  /** Each by the sentence of the law that makes it the shortest difference there can be. */
  @ParameterizedTest
  @CsvSource({
    // A rejected fixed counter faults when enabled, or is silent: a filter and a write.
    "x86/review-2019, x86/review-2019-silent, reading, 2, 0, fault, gp, none",
    // Reprogrammed within the write, or at the next entry: a write and an event.
    "x86/6.0, x86/6.2, timing, 2, 0, gp0, 1, 0",
    // Bit 0 of the flags is unknown, or asks for masked entries.
    "x86/6.2, x86/6.3, acceptance, 1, 0, errno, EINVAL, 0",
    // Global control starts at 0, or with the bits of general-purpose counters.
    "x86/6.4, x86/6.9, reading, 1, 0, value, 0x0, 0x1",
    // Host-Only and Guest-Only are dropped, or kept: a write and a read.
    "x86/7.0, x86/7.3, reading, 2, 0, value, 0x0, 0x10000000000",
    // A PMU cannot be selected, or can.
    "arm64/5.10, arm64/6.1, acceptance, 1, 0, errno, ENXIO, 0",
  })
  void differentModelsAreToldApartByTheSmallestProgram(
      String one,
      String other,
      String nature,
      int steps,
      int parts,
      String observation,
      String first,
      String second)
      throws JsonProcessingException {
    Invocation made = Invocation.of("diff", one, other, "--format", "json");
    assertEquals(ExitCode.DIVERGENCE, made.code(), made::toString);
    JsonNode json = new ObjectMapper().readTree(made.out()).get("differences").get(0);
    assertEquals("different", json.get("result").asText());
    assertEquals(nature, json.get("nature").asText());
    assertEquals(steps, json.get("size").get("steps").asInt());
    assertEquals(steps, json.get("step").asInt());
    assertEquals(parts, json.get("size").get("parts").asInt());
    assertEquals(observation, json.get("observation").asText());
    assertEquals(first, json.get("answers").get(0).get("value").asText());
    assertEquals(second, json.get("answers").get(1).get("value").asText());
    assertTrue(json.get("minimal").asBoolean(), made::out);
  }

  /**
   * 6.2 refuses a request for masked entries and goes on counting, 6.3 accepts it: but for errno
   * that shows after a write, an entry and an event.
   */
  @Test
  void onlyWhatIsObservedIsCompared() throws JsonProcessingException {
    Invocation made =
        Invocation.of("diff", "x86/6.2", "x86/6.3", "--observe", "count", "--format", "json");
    assertEquals(ExitCode.DIVERGENCE, made.code(), made::toString);
    JsonNode json = new ObjectMapper().readTree(made.out()).get("differences").get(0);
    assertEquals("verdict", json.get("nature").asText());
    assertEquals(4, json.get("size").get("steps").asInt());
    assertEquals(0, json.get("size").get("parts").asInt());
  }

  @Test
  void withoutProofAndWithoutAProgramItIsInconclusive() {
    Invocation made = Invocation.of("diff", "x86/6.3", "x86/6.4", "--longest", "1");
    assertEquals(ExitCode.INCONCLUSIVE, made.code(), made::toString);
    assertTrue(made.out().contains("no difference within 1 step ("), made::out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x86/6.33 x86/6.4      | unknown model 'x86/6.33'",
        "x86/6.3               | expected two models, or none",
        "x86/6.3 arm64/6.8     | are of different architectures",
        "x86/6.3 x86/6.4 --observe counts | --observe: unknown kind 'counts'",
        "x86/6.3 x86/6.4 x86/6.9 | expected two models, or none",
      })
  void whatCannotBeComparedIsBadInput(String arguments, String message) {
    Invocation made = Invocation.of(("diff " + arguments).split(" "));
    assertEquals(ExitCode.BAD_INPUT, made.code(), made::toString);
    assertTrue(made.err().contains(message), made::err);
  }
}
