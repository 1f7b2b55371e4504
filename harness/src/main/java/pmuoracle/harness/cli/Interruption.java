package pmuoracle.harness.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C as a request to finish: the campaign is told to stop, and the process ends when its report
 * is out.
 */
final class Interruption {
  private static final long PATIENCE_SECONDS = 20;
  private static final CountDownLatch DONE = new CountDownLatch(1);
  private static final AtomicInteger CODE = new AtomicInteger(ExitCode.INCONCLUSIVE);
  private static final AtomicBoolean EXPECTED = new AtomicBoolean();

  private Interruption() {}

  /** The process is this command line and nothing else, and will call {@link #finished}. */
  static void expect() {
    EXPECTED.set(true);
  }

  /** A flag that an interruption of the process sets, if one is {@linkplain #expect expected}. */
  static AtomicBoolean flag() {
    AtomicBoolean stop = new AtomicBoolean();
    if (EXPECTED.get()) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop), "interruption"));
    }
    return stop;
  }

  private static void stopAndWait(AtomicBoolean stop) {
    if (DONE.getCount() == 0) {
      return;
    }
    stop.set(true);
    try {
      if (DONE.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(CODE.get());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The report is out and the process is about to end with this code. */
  static void finished(int code) {
    CODE.set(code);
    DONE.countDown();
  }
}
