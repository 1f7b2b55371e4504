package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own that is asked to end. */
final class InterruptionTest {
  @TempDir private Path folder;

  @TestFactory
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  Stream<DynamicTest> aSignalEndsACampaignWithItsReport() {
    return Stream.of("INT", "TERM")
        .map(
            signal ->
                DynamicTest.dynamicTest(
                    "SIG" + signal,
                    () -> {
                      assumeNotIgnored(signal);
                      endsOn(signal);
                    }));
  }

  /** What this process ignores, as one started in the background may, its children ignore too. */
  private static void assumeNotIgnored(String signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      int bit = signal.equals("INT") ? 1 : 14;
      String ignored =
          Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("SigIgn:"))
              .map(line -> line.substring("SigIgn:".length()).strip())
              .findFirst()
              .orElse("0");
      boolean free = (Long.parseUnsignedLong(ignored, 16) >> bit & 1) == 0;
      assumeTrue(free, "this process was started with SIG" + signal + " ignored");
    }
  }

  private void endsOn(String signal) throws IOException, InterruptedException {
    Path err = folder.resolve("err");
    Process process =
        new OwnProcess(folder).builder("fuzz", "--for", "30m", "--system", "imperative").start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String first = out.readLine();
      assertTrue(first != null && first.startsWith("seed 0x"), () -> first + text(err));
      OwnProcess.send(signal, process);
      List<String> rest = new ArrayList<>(out.lines().toList());
      assertTrue(process.waitFor(4, TimeUnit.MINUTES), "it does not end");
      List<String> endings = rest.stream().filter(l -> l.startsWith("imperative")).toList();
      // The signal may come before a program has run: then nothing was compared.
      String agreed = "stopped; no divergence so far";
      String nothing = "stopped; inconclusive: nothing was compared";
      boolean both = endings.stream().allMatch(line -> line.endsWith(": " + agreed));
      assertEquals(both ? 0 : 3, process.exitValue(), () -> endings + text(err));
      assertEquals(
          List.of("imperative against x86/7.3: ", "imperative against arm64/7.3: "),
          endings.stream().map(l -> l.replace(agreed, "").replace(nothing, "")).toList());
      assertEquals(
          2,
          rest.stream()
              .filter(l -> l.matches("  rules +\\d+ of the model's \\d+ decided .*"))
              .count());
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
