package pmuoracle.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the texts show of the command line is what it writes. */
final class ReadmeTest {
  private static final String LAUNCHER = "harness/bin/pmu-oracle";
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SAMPLE = Path.of("src/test/resources/sample.md");
  private static final Path README = ROOT.resolve("README.md");

  /** Commands whose output is not the project's; they are not run. */
  private static final Set<String> OTHERS = Set.of("sudo", "apt-get", "git", "cd", "mvn", "tar");

  /** Looks like the root, so that what a command stores is not stored there. */
  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> commandsWriteWhatIsShown() throws IOException {
    linkRoot();
    List<DynamicTest> tests = new ArrayList<>();
    for (Path text : Stream.of(SAMPLE, README).filter(Files::exists).toList()) {
      for (Session session : Session.of(Files.readString(text))) {
        String name = text.getFileName() + ": " + session.command();
        tests.add(DynamicTest.dynamicTest(name, () -> check(session)));
      }
    }
    return tests.stream();
  }

  private void linkRoot() throws IOException {
    try (Stream<Path> entries = Files.list(ROOT)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (!name.startsWith(".") && !name.equals("found")) {
          Files.createSymbolicLink(folder.resolve(name), entry);
        }
      }
    }
  }

  @AfterEach
  void unlinkRoot() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.filter(Files::isSymbolicLink).toList()) {
        Files.delete(entry);
      }
    }
  }

  private void check(Session session) throws IOException, InterruptedException {
    String program = session.words().get(0);
    if (!program.equals(LAUNCHER)) {
      assertTrue(OTHERS.contains(program), () -> "an unknown command: " + session.command());
      return;
    }
    assumeTrue(
        !session.command().contains("kernel:") || System.getenv("PMU_ORACLE_TREES") != null,
        "no PMU_ORACLE_TREES, in whose folders kernel trees are found");
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    int code = run(session.words().subList(1, session.words().size()), out, err);
    List<String> written = Files.readAllLines(out);
    List<String> told = Files.readAllLines(err);
    assertTrue(code != 4, told::toString);
    if (session.shown().isEmpty()) {
      assertTrue(code != 2, told::toString);
    } else if (!session.shows(code == 2 ? told : written)) {
      // Fails with both texts side by side.
      assertEquals(
          String.join("\n", session.shown()), String.join("\n", code == 2 ? told : written));
    }
  }

  private int run(List<String> arguments, Path out, Path err)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-Dpmuoracle.kernel=" + ROOT.resolve("harness/src/main/kernel"),
                "-cp",
                System.getProperty("java.class.path"),
                "pmuoracle.harness.cli.Main"));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        fail("it does not end");
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void anEllipsisStandsForLinesOrTheRestOfALine() {
    Object[][] rows = {
      // shown, written, alike
      {"a\nb", "a\nb", true},
      {"a\nb\n\n", "a\nb", true},
      {"a\nb", "a", false},
      {"a", "a\nb", false},
      {"a", "A", false},
      {"…", "a\nb", true},
      {"a\n…", "a", true},
      {"a\n…\nd", "a\nb\nc\nd", true},
      {"a\n…\nd", "a\nb\nd\nd", true},
      {"a\n…\nd", "a\nb\nc", false},
      {"  …\nb", "a\nb", true},
      {"programs …", "programs 12", true},
      {"programs …", "program 12", false},
      {"programs…", "programs 12", false},
    };
    for (Object[] row : rows) {
      Session session = new Session(List.of("x"), ((String) row[0]).lines().toList());
      assertEquals(row[2], session.shows(((String) row[1]).lines().toList()), (String) row[0]);
    }
  }

  @Test
  void commandsAreThoseAfterAPromptInAFence() {
    String text =
        """
        $ not this
        ```console
        $ one 'two three' "four"  # why
        a
        $ five \\
            six
        b

        c
        ```
        d
        ```yaml
        steps: []
        ```
        """;
    assertEquals(
        List.of(
            new Session(List.of("one", "two three", "four"), List.of("a")),
            new Session(List.of("five", "six"), List.of("b", "", "c"))),
        Session.of(text));
  }

  @Test
  void theSampleShowsCommands() throws IOException {
    assertFalse(Session.of(Files.readString(SAMPLE)).isEmpty());
  }
}
