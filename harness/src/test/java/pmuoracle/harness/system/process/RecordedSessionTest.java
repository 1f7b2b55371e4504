package pmuoracle.harness.system.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pmuoracle.harness.file.ProgramFile;
import pmuoracle.harness.file.ProgramReader;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;

/**
 * Sessions of version 1 of the protocol as they were recorded: what a user's system was sent is
 * sent, and what it answered is understood.
 */
final class RecordedSessionTest {
  private static final Path SESSIONS =
      Path.of("src", "test", "resources", "pmuoracle", "harness", "system", "process", "session");

  /**
   * Answers the hello, which has 20 bytes; once more comes, answers that; keeps all it was sent.
   * Its words: the answers, a folder, how many bytes the first answer has.
   */
  private static final String SYSTEM =
      """
      got="$2/$$"
      head -c "$3" "$1"
      head -c 21 > "$got"
      if [ "$(wc -c < "$got")" -gt 20 ]; then
        tail -c "+$(($3 + 1))" "$1"
        cat >> "$got"
      fi
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void theRecordedRequestsAreSentAndTheRecordedAnswersUnderstood(Architecture architecture)
      throws IOException {
    Path script = folder.resolve("recorded.sh");
    Files.writeString(script, SYSTEM);
    Path sent = Files.createDirectory(folder.resolve("sent"));
    Path answers = SESSIONS.resolve(architecture.id() + "-replies.bin").toAbsolutePath();
    String command = "sh '%s' '%s' '%s' %d".formatted(script, answers, sent, firstFrame(answers));
    ProgramFile file =
        new ProgramReader(ArchitectureKits.vocabularies())
            .read(SESSIONS.resolve(architecture.id() + ".yaml"));
    Trace answered = new Trace();
    try (ProcessSystem system = new ProcessSystem(Commands.described(command, architecture))) {
      system.run(file.program(), answered);
    }
    assertEquals(predicted(file), shown(file.program(), answered));
    assertArrayEquals(
        Files.readAllBytes(SESSIONS.resolve(architecture.id() + "-requests.bin")), longest(sent));
  }

  /** The first answer is as long as its first four bytes say, and they. */
  private static int firstFrame(Path answers) throws IOException {
    return Integer.BYTES
        + ByteBuffer.wrap(Files.readAllBytes(answers)).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  private static List<String> predicted(ProgramFile file) {
    Trace predicted = new Trace();
    try (Oracle oracle = ArchitectureKits.of(file.model()).oracle()) {
      oracle.predict(file.program(), predicted, new RuleSet());
    }
    return shown(file.program(), predicted);
  }

  private static List<String> shown(GuestProgram program, Trace trace) {
    return Stream.iterate(0, step -> step < trace.steps(), step -> step + 1)
        .map(s -> trace.show(s, program.machine().observations(program.steps().get(s))))
        .toList();
  }

  /** What the process got that ran the program; another one was asked what it is. */
  private static byte[] longest(Path sent) throws IOException {
    try (Stream<Path> files = Files.list(sent)) {
      Path longest = files.max(Comparator.comparingLong(file -> file.toFile().length())).get();
      return Files.readAllBytes(longest);
    }
  }
}
