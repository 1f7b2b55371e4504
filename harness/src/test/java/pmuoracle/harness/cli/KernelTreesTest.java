package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The PMU code of Debian's kernel trees, where {@code PMU_ORACLE_TREES} is a folder with them; see
 * {@code .ci/trees}.
 */
final class KernelTreesTest {
  @TempDir private Path folder;
  private Path trees = Path.of("");
  private Path edited = Path.of("");

  @BeforeEach
  void requireTrees() {
    String found = System.getenv("PMU_ORACLE_TREES");
    assumeTrue(found != null, "no PMU_ORACLE_TREES, the folder of the trees");
    trees = Path.of(found);
    edited = trees.resolve("edited-" + ProcessHandle.current().pid());
  }

  @AfterEach
  void removeCopy() throws IOException, InterruptedException {
    if (Files.exists(edited)) {
      command("rm", "-rf", edited.toString());
    }
  }

  private static void command(String... words) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder(words).inheritIO().start().waitFor());
  }

  private void requireTree(String tree) {
    assumeTrue(Files.isDirectory(trees.resolve(tree)), () -> "no " + tree + " in " + trees);
  }

  private Invocation fuzz(String model, String tree, String programs) {
    return Invocation.of(
        "fuzz",
        "--model",
        model,
        "--system",
        "kernel:" + tree,
        "--seed",
        "1",
        "--programs",
        programs,
        "--out",
        folder.resolve("found").toString());
  }

  /** Ten million steps each; by which model, {@code identify} says. */
  @ParameterizedTest
  @CsvSource({
    "linux-source-6.1,  x86,   x86/6.0,    800000",
    "linux-source-6.1,  arm64, arm64/6.1,  400000",
    "linux-source-6.12, x86,   x86/6.9,    800000",
    "linux-source-6.12, arm64, arm64/6.12, 400000",
    "linux-source-7.3,  x86,   x86/7.3,    200000",
    "linux-source-7.3,  arm64, arm64/7.3,  200000",
  })
  void aTreeBehavesAsItsModel(String tree, String architecture, String model, String programs)
      throws IOException {
    requireTree(tree);
    Invocation identified =
        Invocation.of(
            "identify", "--system", "kernel:" + tree, "--arch", architecture, "--format", "json");
    assertEquals(ExitCode.AGREEMENT, identified.code(), identified::toString);
    JsonNode models = new ObjectMapper().readTree(identified.out()).findValue("models");
    assertTrue(
        Stream.of(new ObjectMapper().convertValue(models, String[].class)).anyMatch(model::equals),
        identified::out);
    Invocation agreed = fuzz(model, tree, programs);
    assertEquals(ExitCode.AGREEMENT, agreed.code(), agreed::toString);
    assertTrue(listOfTrusted(agreed.out()).size() > 10, agreed::out);
  }

  /** The lines of the file that the report names, once, for what has to be trusted. */
  private static List<String> listOfTrusted(String report) throws IOException {
    List<Path> files =
        Pattern.compile("trusted beside the tree's code: \\d+ stubs, .*, listed in (\\S+)")
            .matcher(report)
            .results()
            .map(found -> Path.of(found.group(1)))
            .toList();
    assertEquals(1, files.size(), report);
    return Files.readAllLines(files.get(0));
  }

  /** A flag that 6.1 does not know asks 6.12 for masked entries. */
  @Test
  void twoTreesAreToldApartByTheSmallestProgram() {
    requireTree("linux-source-6.1");
    requireTree("linux-source-6.12");
    Invocation made =
        Invocation.of(
            "compare",
            "kernel:linux-source-6.1",
            "kernel:linux-source-6.12",
            "--arch",
            "x86",
            "--seed",
            "1",
            "--programs",
            "1000",
            "--out",
            folder.resolve("found").toString());
    assertEquals(ExitCode.DIVERGENCE, made.code(), made::toString);
    assertTrue(
        made.out().contains("set-filter: {action: allow, flags: masked, events: []}"), made::out);
  }

  /** Each on a copy of 6.12 in which one place is another. */
  @ParameterizedTest
  @CsvSource({
    "x86/6.9, arch/x86/kvm/pmu.c, (umask & mask) == match, umask == match",
    "x86/6.9, arch/x86/kvm/pmu.c, i = index - 1; i >= 0; i--, i = index - 1; i > 0; i--",
    "x86/6.9, arch/x86/kvm/pmu.c, eventsel & kvm_pmu_ops.EVENTSEL_EVENT;, eventsel & 0xff;",
    "arm64/6.12, arch/arm64/kvm/pmu-emul.c, bitmap_fill(kvm, bitmap_zero(kvm",
  })
  void anEditIsCaught(String model, String file, String from, String to)
      throws IOException, InterruptedException {
    requireTree("linux-source-6.12");
    command("cp", "-al", trees.resolve("linux-source-6.12").toString(), edited.toString());
    Path source = edited.resolve(file);
    String text = Files.readString(source);
    assertTrue(text.contains(from), () -> file + " has no " + from);
    // Not into the file, which is the tree's too.
    Files.delete(source);
    Files.writeString(source, text.replace(from, to));
    Invocation made = fuzz(model, edited.toString(), "20000");
    assertEquals(ExitCode.DIVERGENCE, made.code(), made::toString);
  }
}
