package pmuoracle.harness.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;

/**
 * How often programs exercised each kind of transition: a control of counting turned a counter on
 * or off, and then what the counter counts occurs while every other control lets it count. It is
 * read off the registers that a program writes, approximately for old models; it decides nothing.
 * For one thread.
 */
public abstract class Transitions {
  /** The ways of a control in the order of {@link ControlHistory#exercise}. */
  private static final List<String> WAYS =
      List.of("off->on, fresh", "off->on, stale", "on->off, fresh", "on->off, stale");

  /** Where an architecture has none, or a generator's programs are not for this. */
  public static final Transitions NONE =
      new Transitions(List.of()) {
        @Override
        public void look(GuestProgram program, Trace predicted) {}
      };

  private final List<String> controls;
  private final long[] counts;

  /** With controls of these names, numbered in this order; a name that is empty is left out. */
  protected Transitions(List<String> controls) {
    this.controls = List.copyOf(controls);
    counts = new long[WAYS.size() * controls.size()];
  }

  /** Adds what the program exercises, if its steps end as predicted. */
  public abstract void look(GuestProgram program, Trace predicted);

  /** What these counters count occurs on the virtual CPU with this history. */
  protected final void occur(ControlHistory history, long counters) {
    if (counters != 0) {
      history.exercise(counters, counts);
    }
  }

  /** Whether the step neither faulted nor was refused, as far as its first cell says. */
  protected static boolean isDone(Trace predicted, int step) {
    return predicted.width(step) == 0
        || (predicted.isKnown(step, 0) && predicted.cell(step, 0) == 0);
  }

  /** Adds what another watcher of the same controls has seen. */
  public final void addAll(Transitions that) {
    for (int i = 0; i < that.counts.length; i++) {
      counts[i] += that.counts[i];
    }
  }

  /**
   * How often each kind was exercised: {@code control off->on, stale} and so on. Stale is a counter
   * that was not programmed anew since the control turned it.
   */
  public final Map<String, Long> counts() {
    Map<String, Long> kinds = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i++) {
      String control = controls.get(i / WAYS.size());
      if (!control.isEmpty()) {
        kinds.put(control + " " + WAYS.get(i % WAYS.size()), counts[i]);
      }
    }
    return kinds;
  }
}
