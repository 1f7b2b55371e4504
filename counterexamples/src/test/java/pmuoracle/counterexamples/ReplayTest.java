package pmuoracle.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import pmuoracle.harness.file.Replay;
import pmuoracle.harness.file.Replayed;
import pmuoracle.harness.match.Systems;

/** Each file on the oracle of its model and on every system it is for. */
class ReplayTest {
  /** The trees that files name are built only where they were put for it. */
  private static final Replay REPLAY =
      new Replay(System.getenv("PMU_ORACLE_TREES") == null ? new Systems() : Systems.permitted());

  @TestFactory
  Stream<DynamicTest> everyEngineMeetsTheFile() {
    return Corpus.files().stream()
        .map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)));
  }

  private static void check(Path file) {
    List<String> unmet =
        REPLAY.replay(Corpus.READER.read(file)).stream()
            .filter(r -> !r.isMet() && !isSkipped(r, file))
            .map(r -> r.show(file.toString()))
            .toList();
    assertEquals(List.of(), unmet);
  }

  /** Whether the system cannot be had here; says so. */
  private static boolean isSkipped(Replayed replayed, Path file) {
    if (replayed.isSkipped()) {
      System.out.println(replayed.show(file.toString()));
    }
    return replayed.isSkipped();
  }
}
