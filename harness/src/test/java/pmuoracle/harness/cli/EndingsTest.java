package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import pmuoracle.harness.conclusion.Conclusion;
import pmuoracle.harness.conclusion.Count;

/** Every verb that judges, in every way it can end: what its exit code says is in its JSON. */
final class EndingsTest {
  @TempDir private static Path folder;

  /** The verb and the exit code of a row. */
  private static final Pattern ENDING = Pattern.compile("(\\w+)[^|]*\\| (\\d)");

  private static final String PROGRAM =
      """
      title: t
      model: x86/7.3
      machine: {vendor: intel, general-purpose: 1, fixed: 0, vcpus: 1}
      steps:
        - set-filter: {action: deny, events: []}
      """;

  @BeforeAll
  static void files() throws IOException {
    Files.writeString(folder.resolve("plain.yaml"), PROGRAM);
    Files.writeString(folder.resolve("met.yaml"), PROGRAM + "    expect: {errno: 0}\n");
    Files.writeString(folder.resolve("unmet.yaml"), PROGRAM + "    expect: {errno: EINVAL}\n");
    Files.writeString(folder.resolve("open.yaml"), PROGRAM + "    expect: {errno: unknown}\n");
    Files.writeString(
        folder.resolve("skipping.yaml"),
        PROGRAM + "    expect: {errno: 0}\nagrees: ['process:/absent']\n");
    Files.writeString(
        folder.resolve("late.yaml"),
        """
        title: a filter that is installed while a counter runs
        model: x86/7.3
        machine: {vendor: amd, general-purpose: 1, fixed: 0, vcpus: 1}
        steps:
          - write: {msr: PERF_CTL0, value: 0x4200c0}
          - enter: {vcpu: 0}
          - set-filter: {action: allow, events: []}
          - enter: {vcpu: 0}
          - retire: {event: 0xc0, times: 3, privilege: kernel}
        """);
    Files.writeString(folder.resolve("filter.yaml"), "{action: deny, events: [0xc0]}\n");
    Files.writeString(folder.resolve("masked.yaml"), "{action: deny, flags: masked}\n");
    // Masked entries of AMD may have selects of twelve bits; Intel refuses them.
    Files.writeString(
        folder.resolve("amd.yaml"),
        "{action: deny, flags: masked, events: [0x00000001000000c0]}\n");
  }

  /** What each ends with, and which count of the account says why. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fuzz --model x86/6.3 --system imperative --programs 50    | 0 | COMPARED",
        "fuzz --system defect:X17 --seed 2 --programs 500          | 1 | DIFFERENT",
        "fuzz --model x86/6.9 --system model:x86/6.2 --survey --programs 300 --seed 1 | 1 | DIFFERENT",
        "fuzz --arch x86 --bias short --programs 50                | 0 | SKIPPED",
        "fuzz --system kvm --arch arm64                            | 2 |",
        "fuzz --model x86/6.3 --arch arm64                         | 2 |",
        "fuzz --system model:x86/6.3 --arch arm64                  | 2 |",
        "fuzz --retries -1                                         | 2 |",
        "fuzz --for 1ms --system imperative                        | 3 |",
        "fuzz --system process:/absent --arch x86 --programs 5     | 3 |",
        "fuzz --model x86/6.3 --system process:false --programs 5  | 3 |",
        "compare imperative model:x86/6.3 --model x86/6.3 --programs 50 | 0 | COMPARED",
        "compare model:x86/6.2 model:x86/6.9 --programs 500 --seed 1    | 1 | DIFFERENT",
        "compare imperative defect:A01 --arch x86                  | 2 |",
        "compare imperative process:/absent --arch x86             | 3 |",
        "exhaust arm64-levels                                      | 0 | COMPARED",
        "exhaust x86-filters --system defect:X09                   | 1 | DIFFERENT",
        "exhaust nothing                                           | 2 |",
        "exhaust arm64-levels --system process:/absent             | 3 |",
        "sweep --model x86/6.3 --filters 2                         | 0 | COMPARED",
        "sweep --model x86/6.3 --system defect:X09 --filters 6 --seed 1 | 1 | DIFFERENT",
        "sweep --filters 0                                         | 2 |",
        "sweep --system kvm --arch arm64                           | 2 |",
        "sweep --model x86/6.3 --system process:/absent            | 3 |",
        "replay {}/met.yaml                                        | 0 | COMPARED",
        "replay --system imperative {}/plain.yaml                  | 0 | COMPARED",
        "replay {}/skipping.yaml                                   | 0 | SKIPPED",
        "replay {}/unmet.yaml                                      | 1 | DIFFERENT",
        "replay {}/absent.yaml                                     | 2 |",
        "replay {}/plain.yaml                                      | 2 |",
        "replay {}/open.yaml                                       | 3 |",
        "replay --require-all {}/skipping.yaml                     | 3 | SKIPPED",
        "replay {}/met.yaml {}/open.yaml                           | 3 | COMPARED",
        "replay {}/open.yaml {}/unmet.yaml                         | 1 | DIFFERENT",
        "shrink --system imperative {}/met.yaml                    | 0 | COMPARED",
        "shrink --system defect:X17 {}/late.yaml                   | 1 | DIFFERENT",
        "shrink --system nobody {}/met.yaml                        | 2 |",
        "shrink --model x86/7.3 --system process:/absent {}/met.yaml | 3 |",
        "identify --system defect:X17                              | 1 | DIFFERENT",
        "identify --system nobody                                  | 2 |",
        "identify --system process:/absent                         | 3 |",
        "prove X86-I4 --model x86/7.3                              | 0 | PROVED",
        "prove NOTHING                                             | 2 |",
        "prove ARM-P6 --model arm64/7.3 --z3-steps 1               | 3 | FAILED",
        "diff x86/6.3 x86/6.3                                      | 0 | PROVED",
        "diff x86/6.2 x86/6.3                                      | 1 | DIFFERENT",
        "diff --model x86/7.3 {}/filter.yaml {}/filter.yaml        | 0 | COMPARED",
        "diff --model x86/7.3 {}/amd.yaml {}/amd.yaml              | 0 | REFUSED",
        "diff --model x86/7.3 {}/amd.yaml {}/filter.yaml           | 1 | REFUSED",
        "diff x86/6.3 x86/6.4 --observe hardware                   | 2 |",
        "diff --model x86/7.3 {}/absent.yaml {}/filter.yaml        | 2 |",
        "diff x86/6.3 x86/6.4 --longest 1                          | 3 | FAILED",
      })
  void theExitCodeIsWhatTheAccountSays(String words, int exit, Count because)
      throws JsonProcessingException {
    JsonNode json = told(words, exit);
    long evidence = count(json, Count.COMPARED) + count(json, Count.PROVED);
    switch (exit) {
      case 0 -> {
        assertTrue(evidence > 0, json::toString);
        assertEquals(0, count(json, Count.DIFFERENT), json::toString);
        assertEquals(0, json.get("reasons").size(), json::toString);
        assertEquals("", json.get("error").asText(), json::toString);
      }
      case 1 -> assertTrue(count(json, Count.DIFFERENT) > 0, json::toString);
      case 2 -> {
        assertTrue(json.get("error").asText().length() > 10, json::toString);
        assertEquals(0, evidence, json::toString);
      }
      default ->
          assertTrue(
              json.get("reasons").size() > 0 || json.get("error").asText().length() > 10,
              json::toString);
    }
    if (because != null) {
      assertTrue(count(json, because) > 0, json::toString);
    }
  }

  private static long count(JsonNode json, Count count) {
    return json.get("account").get(count.id()).asLong();
  }

  /** The JSON of a command, which is whole whatever it ends with. */
  private static JsonNode told(String words, int exit) throws JsonProcessingException {
    List<String> arguments =
        new ArrayList<>(List.of(words.replace("{}", folder.toString()).split(" +")));
    arguments.addAll(List.of("--format", "json"));
    if (Set.of("fuzz", "compare", "exhaust", "sweep").contains(arguments.get(0))) {
      arguments.addAll(List.of("--out", folder.resolve("found").toString()));
    }
    Invocation made = Invocation.of(arguments.toArray(String[]::new));
    assertEquals(exit, made.code(), made::toString);
    JsonNode json = new ObjectMapper().readTree(made.out());
    assertEquals(arguments.get(0), json.get("verb").asText(), made::toString);
    assertEquals(exit, json.get("exit").asInt(), made::toString);
    assertEquals(
        exit,
        Stream.of(Conclusion.values())
            .filter(c -> c.words().equals(json.get("conclusion").asText()))
            .findFirst()
            .orElseThrow()
            .exitCode());
    Set<String> counts = new TreeSet<>();
    json.get("account").fieldNames().forEachRemaining(counts::add);
    assertEquals(
        new TreeSet<>(Stream.of(Count.values()).map(Count::id).toList()), counts, made::toString);
    return json;
  }

  /** A verb that is added is judged here too. */
  @Test
  void everyVerbThatJudgesIsInTheTable() throws NoSuchMethodException {
    Set<String> tried = new LinkedHashSet<>();
    for (String row :
        EndingsTest.class
            .getDeclaredMethod(
                "theExitCodeIsWhatTheAccountSays", String.class, int.class, Count.class)
            .getAnnotation(CsvSource.class)
            .value()) {
      Matcher ending = ENDING.matcher(row);
      assertTrue(ending.lookingAt(), row);
      tried.add(ending.group(1) + " " + ending.group(2));
    }
    Map<String, CommandLine> verbs =
        Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()))
            .getSubcommands();
    // Every claim comes out as expected; that a system is identified is asked in IdentifyTest.
    Set<String> notHere = Set.of("prove 1", "identify 0");
    verbs.forEach(
        (verb, line) -> {
          if (line.getCommand() instanceof Judging) {
            for (int exit = 0; exit < 4; exit++) {
              String ending = verb + " " + exit;
              assertTrue(tried.contains(ending) || notHere.contains(ending), ending);
            }
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"models --bogus", "ask /absent.yaml", "rules one", "systems --no"})
  void otherVerbsSayInJsonWhyTheyAreRefused(String words) throws JsonProcessingException {
    assertTrue(told(words, 2).get("error").asText().length() > 10);
  }
}
