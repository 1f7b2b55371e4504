package pmuoracle.harness.system.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.spec.Architecture;

/**
 * Processes to be judged: Python samples and compiled C, if there is what runs and compiles them.
 */
public final class Commands {
  static final Path FOLDER = Path.of("src", "main", "process");
  static final Path TESTS = Path.of("src", "test", "process");

  private Commands() {}

  /** The sample that misbehaves in this way, and further words; without site, it starts sooner. */
  public static String misbehaving(Object... words) {
    assumeTrue(runs("python3", "--version"), "no python3, in which the sample is written");
    return "python3 -S "
        + TESTS.resolve("misbehaving.py")
        + Stream.of(words).map(w -> " '" + w + "'").reduce("", String::concat);
  }

  /** The sample as it is. */
  public static String sample() {
    assumeTrue(runs("python3", "--version"), "no python3, in which the sample is written");
    return "python3 " + FOLDER.resolve("sample.py");
  }

  /** The C sample, built into the folder as its script builds it. */
  public static Path builtSample(Path folder) {
    assumeTrue(runs("cc", "--version"), "no cc, with which the sample in C is compiled");
    assertEquals(0, status(FOLDER.resolve("build.sh").toString(), folder.toString()));
    return folder.resolve("sample");
  }

  /** The command as an x86 system. */
  static ProcessSystem system(String command) {
    return new ProcessSystem(described(command, Architecture.X86));
  }

  static Described described(String command, Architecture architecture) {
    List<WireCodec> known = ArchitectureKits.ALL.stream().map(ArchitectureKit::wireCodec).toList();
    return Described.of(command, ArchitectureKits.of(architecture).wireCodec(), known);
  }

  /** The C file with the main loop, compiled strictly. */
  static Path compiled(Path source, Path folder) {
    assumeTrue(runs("gcc", "--version"), "no gcc, with which the C system is compiled");
    Path program = folder.resolve("system");
    assertEquals(
        0,
        status(
            "gcc",
            "-std=c11",
            "-pedantic",
            "-O2",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-I" + FOLDER,
            source.toString(),
            FOLDER.resolve("pmu_oracle_main.c").toString(),
            "-o",
            program.toString()),
        "gcc refuses " + source);
    return program;
  }

  private static boolean runs(String... command) {
    return status(command) == 0;
  }

  private static int status(String... command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException absent) {
      return -1;
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
