package pmuoracle.harness.cli;

import java.io.PrintWriter;
import pmuoracle.harness.campaign.CampaignListener;
import pmuoracle.harness.campaign.Finding;

/**
 * A campaign's progress: one line that is written over on a terminal, a plain line now and then
 * elsewhere.
 */
final class Progress implements CampaignListener {
  private static final long TERMINAL_NANOSECONDS = 250_000_000L;
  private static final long PLAIN_NANOSECONDS = 10_000_000_000L;

  private final String campaign;
  private final PrintWriter err;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private long last = start;

  Progress(String campaign, PrintWriter err, boolean terminal) {
    this.campaign = campaign;
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public void advanced(long programs) {
    long now = System.nanoTime();
    if (now - last >= (terminal ? TERMINAL_NANOSECONDS : PLAIN_NANOSECONDS)) {
      last = now;
      line("%s: %,d programs, %,d/s".formatted(campaign, programs, rate(programs, now)));
    }
  }

  @Override
  public void diverged(Finding finding) {
    line(campaign + ": diverged at program " + finding.index() + ", shrinking");
  }

  /** The campaign is over. */
  void finished(long programs) {
    long now = System.nanoTime();
    line(
        "%s: %,d programs in %.1f s, %,d/s"
            .formatted(campaign, programs, (now - start) / 1e9, rate(programs, now)));
    if (terminal) {
      err.println();
    }
  }

  private void line(String text) {
    if (terminal) {
      // Beside the writer, which lets no such characters through.
      err.flush();
      System.err.print("\r\u001b[K");
      System.err.flush();
      err.print(text);
      err.flush();
    } else {
      err.println(text);
    }
  }

  private long rate(long programs, long now) {
    return (long) (programs / Math.max(1e-9, (now - start) / 1e9));
  }
}
