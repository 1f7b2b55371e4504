package pmuoracle.harness.system.process;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processes of the machine. */
public final class Processes {
  private Processes() {}

  /** The process ends before long. */
  public static void assertGone(long pid) throws InterruptedException {
    for (int i = 0; i < 300 && isAlive(pid); i++) {
      Thread.sleep(100);
    }
    assertFalse(isAlive(pid), () -> "process " + pid + " is left");
  }

  /** A killed process that nobody waits for stays a zombie; that is gone, too. */
  public static boolean isAlive(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException gone) {
      return ProcessHandle.of(pid).isPresent() && !Files.exists(Path.of("/proc/self"));
    }
  }
}
