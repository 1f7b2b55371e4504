package pmuoracle.harness.system.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.BadInput;

/**
 * The program that was built from a tree.
 *
 * @param command to be started without arguments
 * @param trusted how much in it is not the tree's code, and the file that lists it
 */
public record KernelProgram(Path command, String trusted) {
  /** Of the builder's folder; the launcher sets it. */
  private static final String BUILDER = "pmuoracle.kernel";

  private static final int BAD_TREE = 2;

  /**
   * Builds it, or takes what the same sources gave before. Progress goes to standard error. A
   * {@link BadInput} if it is no such tree, a {@link SystemUnavailable} if a tool is missing or the
   * tree does not build.
   */
  public static KernelProgram of(KernelTree tree, Architecture architecture) {
    String builder = System.getProperty(BUILDER);
    if (builder == null) {
      throw new SystemUnavailable(
          tree.id() + " is built by the sources of pmu-oracle; start it as harness/bin/pmu-oracle");
    }
    try {
      Path folder = cache(System.getenv()).resolve(name(tree, architecture));
      build(List.of(builder + "/build.sh", architecture.id()), tree, folder);
      return new KernelProgram(folder.resolve("system"), trusted(folder.resolve("trusted")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void build(List<String> builder, KernelTree tree, Path folder) throws IOException {
    List<String> words = new ArrayList<>(builder);
    words.add(tree.folder().toString());
    words.add(folder.toString());
    tree.objects().forEach(object -> words.addAll(List.of("--with", object)));
    Process process =
        new ProcessBuilder(words)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(Redirect.INHERIT)
            .start();
    String why =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int status = status(process);
    if (status == BAD_TREE) {
      throw new BadInput(tree.id() + ": " + why);
    } else if (status != 0) {
      throw new SystemUnavailable(
          tree.id() + ": " + (why.isEmpty() ? "the build was stopped" : why));
    }
  }

  private static String trusted(Path list) throws IOException {
    try (Stream<String> lines = Files.lines(list)) {
      return "trusted beside the tree's code: %s, listed in %s"
          .formatted(lines.findFirst().orElseThrow(), list);
    }
  }

  private static int status(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException interruption) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a kernel tree was built", interruption);
    }
  }

  /** Where results are kept, as other programs keep theirs. */
  private static Path cache(Map<String, String> environment) {
    String given = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        given.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given);
    return caches.resolve("pmu-oracle").resolve("kernel");
  }

  /** A folder of its own for each tree, architecture and choice of objects. */
  private static String name(KernelTree tree, Architecture architecture) throws IOException {
    Path folder = tree.folder().toRealPath();
    int choice = 31 * folder.toString().hashCode() + tree.objects().hashCode();
    return "%s-%s-%08x".formatted(folder.getFileName(), architecture.id(), choice);
  }
}
