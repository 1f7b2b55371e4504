package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.lang3.ArrayUtils;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pmuoracle.harness.system.process.Commands;
import pmuoracle.harness.system.process.Processes;

/** The command line on systems that are processes. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ProcessSystemTest {
  @TempDir private Path folder;

  private Invocation fuzz(String command, String... more) {
    return Invocation.of(
        ArrayUtils.insert(
            0,
            more,
            "fuzz",
            "--seed",
            "1",
            "--programs",
            "1000",
            "--out",
            folder.toString(),
            "--system",
            "process:" + command));
  }

  /**
   * Asked for a model, so that it is not asked which it is before it fails; and of requests alone,
   * since each smaller program that fails takes a process of its own.
   */
  private Invocation failing(String way, String... more) {
    return fuzz(
        Commands.misbehaving(way),
        ArrayUtils.insert(0, more, "--model", "x86/7.3", "--bias", "requests"));
  }

  private static void assertSays(String part, String text) {
    assertTrue(text.contains(part), () -> "expected: " + part + "\nin: " + text);
  }

  @Test
  void anHonestSampleAgreesAndSaysWhatItCannotObserve() {
    Invocation made = fuzz(Commands.sample());
    assertEquals(0, made.code(), made::toString);
    assertSays(" against x86/7.3: no divergence", made.out());
    assertSays("it says it is sample.py: accepts and refuses as Linux 6.3", made.out());
    assertSays("; does not observe fault, value, count, hardware", made.out());
    assertFalse(made.out().contains("arm64"), made::out);
  }

  @Test
  void theResultDoesNotDependOnThreads() {
    String one = fuzz(Commands.sample(), "--threads", "1").out();
    assertEquals(one, fuzz(Commands.sample(), "--threads", "3").out());
    Invocation alone = failing("exit", "--threads", "1");
    assertEquals(alone.out(), failing("exit", "--threads", "3").out());
  }

  @Test
  void aDivergenceIsShrunkAndReplays() throws IOException {
    Invocation made = fuzz(Commands.sample(), "--model", "x86/6.2", "--bias", "requests");
    assertEquals(1, made.code(), made::toString);
    assertSays("divergence at step 1: errno 0, the model says EINVAL", made.out());
    assertSays("replay   pmu-oracle replay --model x86/6.2 --system 'process:python3 ", made.out());
    Path stored = only(folder);
    Invocation replayed = Invocation.of("replay", "--run-named-systems", stored.toString());
    assertEquals("1 files, 3 replays, 0 not as expected\n", replayed.out());
    Invocation again =
        Invocation.of(
            "shrink",
            "--model",
            "x86/6.2",
            "--system",
            "process:" + Commands.sample(),
            stored.toString());
    assertEquals(1, again.code(), again::toString);
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), all::toString);
      return all.get(0);
    }
  }

  @Test
  void aCrashIsInconclusiveAndItsProgramIsStored() throws IOException {
    Invocation made = failing("signal");
    assertEquals(3, made.code(), made::toString);
    assertSays("the system gave no outcome at program ", made.out());
    assertSays(
        "the system gave no outcome: process:python3 -S src/test/process/misbehaving.py 'signal' ended"
            + " with signal 11 (SIGSEGV) before its reply\n",
        made.err());
    assertSays("  in a batch of 1 program, ", made.err());
    assertSays("run alone in a fresh process, the program does this\n", made.err());
    assertSays("first seen when it was given programs ", made.err());
    Path stored = only(folder);
    assertSays("  stored   " + stored + "\n", made.err());
    assertTrue(made.err().matches("(?s).*\n  shrunk   \\d+ steps -> 1\n.*"), made::err);
    assertSays("shrunk: ", Files.readString(stored));
    assertFalse(made.toString().contains("divergence at"), made::toString);

    Invocation replayed =
        Invocation.of(
            "replay", "--system", "process:" + Commands.misbehaving("signal"), stored.toString());
    assertEquals(3, replayed.code(), replayed::toString);
    assertSays("pmu-oracle: inconclusive: process:python3 ", replayed.err());
    assertSays("ended with signal 11 (SIGSEGV) before its reply", replayed.err());
    Invocation fine =
        Invocation.of("replay", "--system", "process:" + Commands.sample(), stored.toString());
    assertEquals(0, fine.code(), fine::toString);
  }

  /** Trying a smaller program would take its patience each time. */
  @Test
  void aHangIsStoredAsItIs() throws IOException {
    Invocation made = failing("hang");
    assertEquals(3, made.code(), made::toString);
    assertSays("gave no reply within 1 s", made.err());
    assertSays("  stored   " + only(folder) + "\n", made.err());
    assertFalse(made.err().contains("  shrunk "), made::err);
  }

  /** What cannot be asked is taken for the newest model. */
  @Test
  void aSystemThatFailsIsComparedAllTheSame() {
    Invocation made = fuzz(Commands.misbehaving("exit"), "--bias", "requests");
    assertEquals(3, made.code(), made::toString);
    assertSays("  it could not be asked which model it is: process:python3 ", made.out());
    assertSays("; compared with the newest\n", made.out());
  }

  @TestFactory
  Stream<DynamicTest> everyFailureIsInconclusive() {
    return Stream.of(
            List.of("endless", "wrote what is no reply"),
            List.of("half", "bytes of its reply"),
            List.of("only-in-batches", "run one by one, none of them does this"),
            List.of("hello-version", "speaks version 9 of the protocol; expected 1 to 2"),
            List.of("hello-no-machine", "the system can be no machine of the model"))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.get(0),
                    () -> {
                      Invocation made = failing(row.get(0));
                      assertEquals(3, made.code(), made::toString);
                      assertSays(row.get(1), made.err());
                    }));
  }

  @Test
  void nothingComparedIsNoAgreement() {
    Invocation made = failing("observes-nothing");
    assertEquals(3, made.code(), made::toString);
    assertSays("inconclusive: nothing was compared", made.out());
  }

  @Test
  void stepsItCannotDoAreLeftOutOfItsPrograms() {
    Invocation made = fuzz(Commands.misbehaving("no-set-filter"), "--model", "x86/7.3");
    assertEquals(3, made.code(), made::toString);
    assertSays("; leaves out set-filter;", made.out());
    assertSays("requests 0,", made.out());
  }

  @Test
  void anotherArchitectureIsBadInput() {
    Invocation made = fuzz(Commands.sample(), "--model", "arm64/7.3");
    assertEquals(2, made.code(), made::toString);
    assertSays("is of x86; the model is arm64/7.3", made.err());
  }

  @Test
  void theCommandToReplayADifferenceAllowsIt() throws IOException {
    Invocation made =
        Invocation.of(
            "compare",
            "process:" + Commands.sample(),
            "model:x86/6.2",
            "--seed",
            "1",
            "--programs",
            "1000",
            "--out",
            folder.toString());
    assertEquals(1, made.code(), made::toString);
    Path stored = only(folder);
    assertSays("  replay   pmu-oracle replay --run-named-systems " + stored + "\n", made.out());
    Invocation replayed = Invocation.of("replay", "--run-named-systems", stored.toString());
    assertEquals(0, replayed.code(), replayed::toString);
    assertFalse(replayed.out().contains("skipped"), replayed::out);
  }

  @Test
  void theVerbListsIt() {
    assertSays("process:COMMAND ", Invocation.of("systems").out());
    assertSays("--system 'process:", Invocation.of("fuzz", "--help").out());
  }

  @Test
  void aKilledHarnessLeavesNoProcess() throws IOException, InterruptedException {
    Path pids = folder.resolve("pids");
    Process harness = harness("process:" + Commands.misbehaving("none", pids));
    List<String> lines = List.of();
    // The one that is asked what it is, then the one of the campaign, each with a child.
    for (int i = 0; i < 600 && lines.size() < 4; i++) {
      Thread.sleep(100);
      lines = Files.exists(pids) ? Files.readAllLines(pids) : List.of();
    }
    harness.destroyForcibly().waitFor();
    assertEquals(4, lines.size());
    for (String pid : lines) {
      Processes.assertGone(Long.parseLong(pid));
    }
  }

  private Process harness(String system) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "fuzz",
            "--for",
            "30m",
            "--threads",
            "1",
            "--model",
            "x86/7.3",
            "--system",
            system)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  @Test
  void anInterruptionEndsACampaignWithItsReport() throws IOException, InterruptedException {
    Process harness = harness("process:" + Commands.sample());
    for (int i = 0; i < 600 && Files.size(folder.resolve("out")) == 0; i++) {
      Thread.sleep(100);
    }
    harness.destroy();
    assertTrue(harness.waitFor(2, TimeUnit.MINUTES), "it does not end");
    String out = Files.readString(folder.resolve("out"));
    // It may come before a program has run: then nothing was compared.
    boolean compared = !out.contains("stopped; inconclusive: nothing was compared");
    assertSays(compared ? "stopped; no divergence so far" : "programs 0, 0 steps", out);
    assertEquals(compared ? 0 : 3, harness.exitValue(), out);
  }
}
