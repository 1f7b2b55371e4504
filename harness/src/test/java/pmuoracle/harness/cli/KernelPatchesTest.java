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
import org.apache.commons.lang3.ArrayUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  private static Path tree = Path.of("");
  private static Path copy = Path.of("");
  @TempDir private Path folder;

  @BeforeAll
  static void copyTree() throws IOException, InterruptedException {
    String found = System.getenv("PMU_ORACLE_TREES");
    if (found != null && Files.isDirectory(Path.of(found, TREE))) {
      tree = Path.of(found, TREE).toAbsolutePath();
      copy = tree.resolveSibling("patched-" + ProcessHandle.current().pid());
      assertEquals(0, status(Path.of("."), "cp", "-al", tree.toString(), copy.toString()));
      Files.deleteIfExists(RESULTS);
    }
  }

  @BeforeEach
  void requireTree() {
    assumeTrue(copy.isAbsolute(), "no " + TREE + " in PMU_ORACLE_TREES, the folder of the trees");
  }

  @AfterAll
  static void removeCopy() throws IOException, InterruptedException {
    if (copy.isAbsolute()) {
      status(Path.of("."), "rm", "-rf", copy.toString());
    }
  }

  static List<String> patches() throws IOException {
    try (Stream<Path> found = Files.list(PATCHES)) {
      return found.map(KernelPatchesTest::name).sorted().toList();
    }
  }

  private static String name(Path patch) {
    return patch.getFileName().toString().replace(".patch", "");
  }

  @ParameterizedTest
  @MethodSource("patches")
  void bugsAreFoundAndRefactorsAreSilent(String name) throws IOException, InterruptedException {
    Path patch = PATCHES.resolve(name + ".patch");
    List<String> lines = Files.readAllLines(patch);
    boolean bug = lines.get(1).startsWith("bug");
    List<String> files =
        lines.stream().filter(l -> l.startsWith("--- a/")).map(l -> l.substring(6)).toList();
    try {
      for (String file : files) {
        copyAnew(file);
      }
      if (status(copy, "patch", "-p1", "--batch", "-i", patch.toAbsolutePath().toString()) != 0) {
        tell(name, "skipped: does not apply to " + TREE);
        abort(patch + " does not apply to " + tree);
      }
      String architecture = name.replaceFirst("-.*", "");
      Invocation made = compare(architecture, name);
      tell(name, verdict(made) + "; " + lines.get(1));
      assertEquals(bug ? ExitCode.DIVERGENCE : ExitCode.AGREEMENT, made.code(), made::toString);
      if (lines.get(1).startsWith("bug that a model shows: ")) {
        Invocation judged = fuzz(architecture, name);
        assertEquals(ExitCode.DIVERGENCE, judged.code(), judged::toString);
      }
    } finally {
      for (String file : files) {
        copyAnew(file);
      }
    }
  }

  /** A file of its own, with a new time, instead of the link: what is patched is not the tree's. */
  private static void copyAnew(String file) throws IOException {
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
        ArrayUtils.addAll(
            words, "--seed", "1", "--programs", "20000", "--out", folder + "/" + name));
  }

  private static String verdict(Invocation made) {
    return made.code() == ExitCode.DIVERGENCE
        ? "a difference"
        : made.code() == ExitCode.AGREEMENT ? "no difference" : "exit code " + made.code();
  }

  private static void tell(String patch, String what) throws IOException {
    Files.writeString(
        RESULTS,
        "%-30s %s%n".formatted(patch, what),
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
