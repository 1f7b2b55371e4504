package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.lang3.ArrayUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two filters compared; the numbers follow from what the entries and ranges cover. */
final class FilterDiffTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A mask of 0 covers every unit mask of the select; a raw entry one.
        "x86/7.3 | {action: allow, flags: masked, events: [0xd0]}"
            + " | {action: allow, events: [0x00d0]} | the first is more permissive | 255 | 0",
        "x86/7.3 | {action: allow, flags: masked, events: [0x7c000000000000d0]}"
            + " | {action: allow, flags: masked, events: [0x7c000000000000d0, 0xff800000000083d0]}"
            + " | the first is more permissive | 1 | 0",
        // Nothing is denied, nothing is allowed: 65,536 events and 16 fixed counters.
        "x86/5.3 | {action: allow} | {action: deny} | the first is less permissive | 0 | 65552",
        "x86/5.3 | {action: allow, events: [0xc0]} | {action: allow, events: [0x3c, 0x13c]}"
            + " | incomparable | 1 | 2",
        "x86/6.4 | {action: deny, bitmap: 0x1} | {action: allow, bitmap: 0x1}"
            + " | incomparable | 65551 | 1",
        // The last request counts, the others are replaced.
        "x86/7.3 | [{action: deny}, {action: allow}] | {action: allow} | equivalent | 0 | 0",
        // All but event 8, and software increment and chain, which count whatever it says.
        "arm64/7.3 | {base: 8, nevents: 1, action: deny} | {base: 8, nevents: 1, action: allow}"
            + " | incomparable | 65533 | 1",
        // The first call decides the default, a later one its range.
        "arm64/7.3 | [{base: 0, nevents: 1, action: deny}, {base: 0, nevents: 16, action: allow}]"
            + " | [{base: 8, nevents: 0, action: deny}] | equivalent | 0 | 0",
        "arm64/6.1 | [{base: 0, nevents: 0, action: allow}, {base: 0, nevents: 16, action: allow}]"
            + " | {base: 0, nevents: 8, action: allow} | the first is more permissive | 8 | 0",
        // Counters that the guest owns heed it.
        "arm64/direct-v8 | {base: 0x1e, nevents: 1, action: deny}"
            + " | {base: 1, nevents: 0, action: deny} | the first is less permissive | 0 | 1",
      })
  void tellsExactlyWhatDiffers(
      String model, String one, String other, String relation, int first, int second)
      throws IOException {
    Invocation made = diff(model, one, other, "--format", "json");
    assertEquals(
        relation.equals("equivalent") ? ExitCode.AGREEMENT : ExitCode.DIVERGENCE,
        made.code(),
        made::toString);
    JsonNode machine = new ObjectMapper().readTree(made.out()).get("machines").get(0);
    assertEquals(relation, machine.get("relation").asText());
    assertEquals(first, machine.get("first-only").asInt());
    assertEquals(second, machine.get("second-only").asInt());
  }

  /** Software increment and chain always count; a filter only hides them. */
  @Test
  void whatOnlyPmceidShowsIsNoDifferenceInWhatCounts() throws IOException {
    String hidden = "[{base: 0, nevents: 1, action: deny}, {base: 0x1e, nevents: 1, action: deny}]";
    Invocation made = diff("arm64/7.3", hidden, "{base: 1, nevents: 0, action: deny}");
    assertEquals(ExitCode.DIVERGENCE, made.code(), made::toString);
    assertTrue(
        made.out().contains("equivalent in what counts, different in what the guest is told of"),
        made::out);
    assertTrue(
        made.out().contains("shown in PMCEID by the second only: 2, the first event 0x0000"),
        made::out);
    assertFalse(made.out().contains("allowed by"), made::out);
  }

  @Test
  void namesAnEventForEachDirection() throws IOException {
    Invocation made =
        diff("x86/7.3", "{action: allow, events: [0x1c0]}", "{action: allow, events: [0x3c]}");
    assertTrue(
        made.out()
            .contains("allowed by the first only: 1, the first event select 0x0c0, unit mask 0x01"),
        made::out);
    assertTrue(
        made.out()
            .contains(
                "allowed by the second only: 1, the first event select 0x03c, unit mask 0x00"),
        made::out);
  }

  /** A select of twelve bits is AMD's: on Intel its entry has a reserved bit. */
  @Test
  void aRefusalOnOneVendorIsToldWithEntryRuleAndErrno() throws IOException {
    String twelve = "{action: deny, flags: masked, events: [0xc0, 0x1000000c0]}";
    Invocation itself = diff("x86/7.3", twelve, twelve);
    assertEquals(ExitCode.AGREEMENT, itself.code(), itself::toString);
    assertTrue(
        itself
            .out()
            .contains(
                "one.yaml: request 1 is refused with EINVAL under x86/7.3 [X86-SET-MASKED-RESERVED: "),
        itself::out);
    assertTrue(
        itself.out().contains("entry 2, 0x00000001000000c0, has a reserved bit"), itself::out);
    assertTrue(itself.out().contains("neither has a meaning here"), itself::out);

    Invocation other = diff("x86/7.3", twelve, "{action: deny, events: [0xc0]}");
    assertEquals(ExitCode.DIVERGENCE, other.code(), other::toString);
    assertTrue(other.out().contains("different: only the second has a meaning here"), other::out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x86/7.3 | {action: 2} | one.yaml: request 1 is refused with EINVAL under x86/7.3",
        "x86/7.3 | {action: allow, colour: 1} | one.yaml:1:",
        "arm64/7.3 | {base: 0xffff, nevents: 2, action: deny} | is refused with EINVAL",
        "x86/9.9 | {action: allow} | unknown model",
      })
  void refusesWhatIsNoFilter(String model, String one, String message) throws IOException {
    Invocation made = diff(model, one, one);
    assertEquals(ExitCode.BAD_INPUT, made.code(), made::toString);
    assertTrue(made.err().contains(message), made::err);
  }

  private Invocation diff(String model, String one, String other, String... more)
      throws IOException {
    Path first = Files.writeString(folder.resolve("one.yaml"), one + "\n");
    Path second = Files.writeString(folder.resolve("other.yaml"), other + "\n");
    String[] arguments = {"diff", "--model", model, first.toString(), second.toString()};
    return Invocation.of(ArrayUtils.addAll(arguments, more));
  }
}
