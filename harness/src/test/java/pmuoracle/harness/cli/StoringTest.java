package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verbs store stays. */
final class StoringTest {
  @TempDir private Path folder;

  private List<Path> afterFuzz(String seed, String model) throws IOException {
    Invocation made =
        Invocation.of(
            "fuzz",
            "--system",
            "canary",
            "--model",
            model,
            "--seed",
            seed,
            "--programs",
            "4000",
            "--threads",
            "1",
            "--out",
            folder.toString());
    assertEquals(ExitCode.DIVERGENCE, made.code(), made::toString);
    try (Stream<Path> stored = Files.list(folder)) {
      return stored.sorted().toList();
    }
  }

  @Test
  void theSameCommandStoresTheSameFile() throws IOException {
    List<Path> once = afterFuzz("1", "x86/7.3");
    assertEquals(1, once.size());
    String name = once.get(0).getFileName().toString();
    assertTrue(name.matches("canary-.*-x86-7-3-[0-9]+-[0-9a-f]{8}\\.yaml"), name);
    assertEquals(once, afterFuzz("1", "x86/7.3"));
  }

  @Test
  void anotherSeedOrModelStoresAnother() throws IOException {
    afterFuzz("1", "x86/7.3");
    assertEquals(2, afterFuzz("2", "x86/7.3").size());
    assertEquals(3, afterFuzz("1", "x86/6.9").size());
  }

  @Test
  void whatSomebodyEditedIsNotLost() throws IOException {
    Path first = afterFuzz("1", "x86/7.3").get(0);
    Files.writeString(first, "edited");
    assertEquals(2, afterFuzz("1", "x86/7.3").size());
    assertEquals("edited", Files.readString(first));
  }

  /** A folder that turns out not to be one when the finding is stored. */
  private Invocation unstorable(String... more) throws IOException {
    Path nowhere = folder.resolve("nowhere");
    Files.createSymbolicLink(nowhere, folder.resolve("absent").resolve("deeper"));
    List<String> words =
        new ArrayList<>(List.of("fuzz", "--system", "canary", "--model", "x86/7.3", "--seed", "1"));
    words.addAll(List.of("--programs", "4000", "--out", nowhere.toString()));
    words.addAll(List.of(more));
    return Invocation.of(words.toArray(String[]::new));
  }

  @Test
  void whatCannotBeStoredIsToldWithItsWholeProgram() throws IOException {
    Invocation made = unstorable();
    assertEquals(ExitCode.DIVERGENCE, made.code(), made::toString);
    String out = made.out();
    assertTrue(out.contains("divergence at step "), out);
    assertTrue(out.indexOf("divergence at step ") < out.indexOf("  not      stored"), out);
    assertTrue(out.contains("    title: ") && out.contains("    steps:"), out);
    assertTrue(made.err().contains("not stored: "), made::err);
  }

  @Test
  void whatCannotBeStoredIsCountedInJsonWithItsWholeProgram() throws IOException {
    Invocation made = unstorable("--format", "json");
    assertEquals(ExitCode.DIVERGENCE, made.code(), made::toString);
    JsonNode json = new ObjectMapper().readTree(made.out());
    assertEquals(1, json.get("account").get("not-written").asInt(), json::toString);
    JsonNode campaign = json.get("campaigns").get(0);
    assertTrue(campaign.get("program").asText().startsWith("title: "), json::toString);
    assertTrue(campaign.get("notStored").asText().contains("nowhere"), json::toString);
  }
}
