package pmuoracle.harness.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import pmuoracle.harness.conclusion.Conclusion;

/**
 * Ctrl-C or SIGTERM as a request to finish: a verb that has a flag is told to stop, and the process
 * ends when its report is out. Of any other verb what it wrote so far is put out, and the process
 * ends as such a signal ends it.
 */
final class Interruption {
  private static final long PATIENCE_SECONDS = 20;
  private static final long FLUSH_MILLISECONDS = 2000;
  private static final CountDownLatch DONE = new CountDownLatch(1);
  private static final AtomicInteger CODE = new AtomicInteger(Conclusion.INCONCLUSIVE.exitCode());
  private static final AtomicBoolean EXPECTED = new AtomicBoolean();
  private static final AtomicBoolean FLAG = new AtomicBoolean();
  private static final AtomicBoolean FLAGGED = new AtomicBoolean();

  private Interruption() {}

  /** The process is this command line and nothing else, and will call {@link #finished}. */
  static void expect(PrintWriter out) {
    EXPECTED.set(true);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(out), "interruption"));
  }

  /** A flag that an interruption of the process sets, if one is {@linkplain #expect expected}. */
  static AtomicBoolean flag() {
    if (!EXPECTED.get()) {
      return new AtomicBoolean();
    }
    FLAGGED.set(true);
    return FLAG;
  }

  private static void stopAndWait(PrintWriter out) {
    if (DONE.getCount() == 0) {
      return;
    }
    FLAG.set(true);
    try {
      if (FLAGGED.get() && DONE.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(CODE.get());
      }
      putOut(out);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Not at any price: the reader of a full pipe may have stopped reading. */
  private static void putOut(PrintWriter out) throws InterruptedException {
    Thread flush = new Thread(out::flush, "flush");
    flush.setDaemon(true);
    flush.start();
    flush.join(FLUSH_MILLISECONDS);
  }

  /** The report is out and the process is about to end with this code. */
  static void finished(int code) {
    CODE.set(code);
    DONE.countDown();
  }
}
