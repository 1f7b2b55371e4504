package pmuoracle.harness.system.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/**
 * A process that kills another one and its group as soon as the JVM closes a pipe to it or ends in
 * whatever way.
 */
final class Guard implements AutoCloseable {
  private static final String SCRIPT =
      "trap '' INT TERM HUP QUIT; cat >/dev/null; kill -s KILL -- \"-$1\" || kill -s KILL \"$1\"";

  private final Process guard;

  /** Of the process of this id, which leads a group of its own where that is possible. */
  Guard(long pid) throws IOException {
    guard =
        new ProcessBuilder("/bin/sh", "-c", SCRIPT, "guard", Long.toString(pid))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
  }

  /** Kills what it guards, and waits until that is done. */
  @Override
  public void close() {
    try {
      guard.getOutputStream().close();
      guard.waitFor();
    } catch (IOException gone) {
      guard.destroyForcibly();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }
}
