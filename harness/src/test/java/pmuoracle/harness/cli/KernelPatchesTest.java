package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code compare} tells a tree from its copies with one line wrong, and not from copies that do the
 * same by other code. The patches are in {@code src/test/kernel/patches}: their second line says
 * {@code bug} or {@code refactor} and what they do, their names begin with the architecture. Of a
 * {@code bug that a model shows} the newest model tells too, by {@code fuzz}.
 */
final class KernelPatchesTest {
  private static final String TREE = "linux-source-7.3";
  private static final Path PATCHES = Path.of("src", "test", "kernel", "patches");

  /** What became of each patch, a line each, for {@code .ci/trees}. */
  private static final Path RESULTS = Path.of("target", "kernel-patches.txt");

  @TempDir private Path folder;
  private Path tree = Path.of("");
  private Path copy = Path.of("");

  @BeforeEach
  void copyTree() throws IOException, InterruptedException {
    String found = System.getenv("PMU_ORACLE_TREES");
    assumeTrue(found != null, "no PMU_ORACLE_TREES, the folder of the trees");
    tree = Path.of(found, TREE);
    assumeTrue(Files.isDirectory(tree), () -> "no " + tree);
    copy = Path.of(found, "patched-" + ProcessHandle.current().pid());
    assertEquals(0, status(Path.of("."), "cp", "-al", tree.toString(), copy.toString()));
    Files.createDirectories(RESULTS.getParent());
    Files.deleteIfExists(RESULTS);
  }

  @AfterEach
  void removeCopy() throws IOException, InterruptedException {
    if (Files.exists(copy) && !copy.toString().isEmpty()) {
      status(Path.of("."), "rm", "-rf", copy.toString());
    }
  }

  @TestFactory
  Stream<DynamicTest> bugsAreFoundAndRefactorsAreSilent() throws IOException {
    List<Path> patches;
    try (Stream<Path> found = Files.list(PATCHES)) {
      patches = found.sorted().toList();
    }
    return patches.stream()
        .map(patch -> DynamicTest.dynamicTest(name(patch), () -> compareWithPatched(patch)));
  }

  private static String name(Path patch) {
    return patch.getFileName().toString().replace(".patch", "");
  }

  private void compareWithPatched(Path patch) throws IOException, InterruptedException {
    List<String> lines = Files.readAllLines(patch);
    boolean bug = lines.get(1).startsWith("bug");
    List<String> files =
        lines.stream().filter(l -> l.startsWith("--- a/")).map(l -> l.substring(6)).toList();
    try {
      for (String file : files) {
        copyAnew(file);
      }
      if (status(copy, "patch", "-p1", "--batch", "-i", patch.toAbsolutePath().toString()) != 0) {
        tell(patch, "skipped: does not apply to " + TREE);
        abort(patch + " does not apply to " + tree);
      }
      String architecture = name(patch).replaceFirst("-.*", "");
      Invocation made = compare(architecture, name(patch));
      tell(patch, verdict(made) + "; " + lines.get(1));
      assertEquals(bug ? ExitCode.DIVERGENCE : ExitCode.AGREEMENT, made.code(), made::toString);
      if (lines.get(1).startsWith("bug that a model shows: ")) {
        Invocation judged = fuzz(architecture, name(patch));
        assertEquals(ExitCode.DIVERGENCE, judged.code(), judged::toString);
      }
    } finally {
      for (String file : files) {
        copyAnew(file);
      }
    }
  }

  /** A file of its own, with a new time, instead of the link: what is patched is not the tree's. */
  private void copyAnew(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(tree.resolve(file));
    Files.deleteIfExists(copy.resolve(file));
    Files.write(copy.resolve(file), bytes);
  }

  private Invocation compare(String architecture, String name) {
    return campaign(name, "compare", "kernel:" + tree, "kernel:" + copy, "--arch", architecture);
  }

  private Invocation fuzz(String architecture, String name) {
    return campaign(name, "fuzz", "--model", architecture + "/7.3", "--system", "kernel:" + copy);
  }

  private Invocation campaign(String name, String... words) {
    return Invocation.of(
        Stream.concat(
                Stream.of(words),
                Stream.of("--seed", "1", "--programs", "20000", "--out", folder + "/" + name))
            .toArray(String[]::new));
  }

  private static String verdict(Invocation made) {
    return made.code() == ExitCode.DIVERGENCE
        ? "a difference"
        : made.code() == ExitCode.AGREEMENT ? "no difference" : "exit code " + made.code();
  }

  private static void tell(Path patch, String what) throws IOException {
    Files.writeString(
        RESULTS,
        "%-30s %s%n".formatted(name(patch), what),
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static int status(Path in, String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .directory(in.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
