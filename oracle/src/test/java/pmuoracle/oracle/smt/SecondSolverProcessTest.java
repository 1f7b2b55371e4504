package pmuoracle.oracle.smt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fresh Java says and leaves behind. */
final class SecondSolverProcessTest {
  /** Asks a question, prints the opinion and what the temporary folder holds then. */
  static final class Asking {
    public static void main(String[] arguments) throws IOException {
      System.out.println(SecondSolver.decide("(set-logic QF_BV)(assert true)(check-sat)", 1));
      try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
        files.forEach(System.out::println);
      }
      Runtime.getRuntime().halt(0);
    }
  }

  @TempDir private Path scratch;

  @Test
  void onLinuxOnX86_64ThereIsOneAndItLeavesNoFile() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"));
    assumeTrue(System.getProperty("os.arch").equals("amd64"));
    assertEquals("Sat[]", asking(scratch));
  }

  @Test
  void elsewhereItIsUnavailableWhichIsNoAnswer() throws Exception {
    assertEquals(
        "Unavailable[reason=Bitwuzla is bundled for Linux on amd64 only; this is %s on riscv64]"
            .formatted(System.getProperty("os.name")),
        asking(scratch, "-Dos.arch=riscv64"));
  }

  @Test
  void whereItCannotBeUnpackedItIsUnavailable() throws Exception {
    assumeTrue(SecondSolver.unavailable().isEmpty());
    String answer = asking(scratch.resolve("missing"));
    String reason = "Unavailable[reason=the library of Bitwuzla cannot be unpacked: ";
    assertTrue(answer.startsWith(reason), answer);
  }

  private static String asking(Path scratch, String... options) throws Exception {
    List<String> command =
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                Stream.of("-Xmx128m", "-Djava.io.tmpdir=" + scratch),
                Stream.of("-cp", System.getProperty("java.class.path")),
                Stream.of(options),
                Stream.of(Asking.class.getName()))
            .flatMap(parts -> parts)
            .toList();
    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    java.waitFor();
    return output.strip();
  }
}
