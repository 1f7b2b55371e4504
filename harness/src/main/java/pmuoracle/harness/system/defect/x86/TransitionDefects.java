package pmuoracle.harness.system.defect.x86;

import java.util.List;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.defect.Unnoticed;
import pmuoracle.harness.system.imperative.x86.InstalledFilter;
import pmuoracle.harness.system.imperative.x86.MediatedCpu;
import pmuoracle.harness.system.imperative.x86.PerfBackedCpu;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

/** What turns a counter on or off goes unnoticed: each control, in each direction. */
final class TransitionDefects {
  private static final long MODES = EventSelect.HOST_ONLY | EventSelect.GUEST_ONLY;

  static final List<Defect> ALL =
      List.of(
          perfBacked("X60", "EN set again is not noticed.", Control.EVENT_SELECT, true),
          perfBacked("X61", "EN cleared is not noticed.", Control.EVENT_SELECT, false),
          perfBacked("X62", "A fixed counter switched on again stays off.", Control.FIXED, true),
          perfBacked("X63", "A fixed counter switched off goes on counting.", Control.FIXED, false),
          perfBacked("X64", "A global-control bit set is not noticed.", Control.GLOBAL, true),
          perfBacked("X65", "A global-control bit cleared is not noticed.", Control.GLOBAL, false),
          perfBacked(
              "X66",
              "A general-purpose counter does not notice that a filter allows its event.",
              Control.FILTER,
              true),
          perfBacked(
              "X67",
              "A general-purpose counter does not notice that a filter denies its event.",
              Control.FILTER,
              false),
          perfBacked(
              "X68",
              "A fixed counter does not notice that a filter allows it.",
              Control.FILTER_FIXED,
              true),
          perfBacked(
              "X69",
              "A fixed counter does not notice that a filter denies it.",
              Control.FILTER_FIXED,
              false),
          mediated("X70", "A mediated counter's global bit set is not noticed.", Mode.GLOBAL, true),
          mediated(
              "X71", "A mediated counter's global bit cleared is not noticed.", Mode.GLOBAL, false),
          mediated("X72", "SVME set is not noticed by Host-Only or Guest-Only.", Mode.SVME, true),
          mediated(
              "X73", "SVME cleared is not noticed by Host-Only or Guest-Only.", Mode.SVME, false),
          mediated("X74", "Entering L2 is not noticed by Host-Only or Guest-Only.", Mode.L2, true),
          mediated("X75", "Leaving L2 is not noticed by Host-Only or Guest-Only.", Mode.L2, false),
          mediated(
              "X76",
              "SVME cleared inside L2 is not noticed by Host-Only or Guest-Only.",
              Mode.SVME_IN_L2,
              false));

  private TransitionDefects() {}

  private enum Control {
    EVENT_SELECT,
    FIXED,
    GLOBAL,
    FILTER,
    FILTER_FIXED
  }

  private enum Mode {
    GLOBAL,
    SVME,
    L2,
    SVME_IN_L2
  }

  private static Defect perfBacked(String id, String sentence, Control control, boolean on) {
    return X86Defects.perfBacked(
        id, sentence, (model, filter) -> new PerfBacked(model, filter, control, on));
  }

  private static Defect mediated(String id, String sentence, Mode mode, boolean on) {
    return X86Defects.mediated(
        id, sentence, (model, filter) -> new Mediated(model, filter, mode, on));
  }

  /** A counter is not programmed while what is believed of its control is wrong. */
  private static final class PerfBacked extends PerfBackedCpu {
    private final InstalledFilter filter;
    private final Control control;
    private final Unnoticed unnoticed;
    private int generalPurpose;

    PerfBacked(X86Model model, InstalledFilter filter, Control control, boolean on) {
      super(model, filter);
      this.filter = filter;
      this.control = control;
      unnoticed = new Unnoticed(on);
    }

    @Override
    public void start(X86Machine machine) {
      generalPurpose = machine.generalPurpose();
      super.start(machine);
    }

    @Override
    public void reset() {
      super.reset();
      unnoticed.forget(-1);
    }

    @Override
    protected void program(int c) {
      boolean now = lets(c);
      if (unnoticed.believed(c, now) == now) {
        super.program(c);
      }
    }

    private boolean lets(int c) {
      boolean gp = isGeneralPurpose(c);
      int fixed = c - generalPurpose;
      return switch (control) {
        case EVENT_SELECT -> !gp || (guestEventSelect(c) & EventSelect.ENABLE) != 0;
        case FIXED -> gp || (FixedControl.nibble(fixedControl(), fixed) & FixedControl.ENABLE) != 0;
        case GLOBAL -> isAmong(globalControl(), c);
        case FILTER -> !gp || filter.allowsEvent(guestEventSelect(c));
        case FILTER_FIXED -> gp || filter.allowsFixed(fixed);
      };
    }
  }

  /** What an entry does not load is not noticed. */
  private static final class Mediated extends MediatedCpu {
    private final Mode mode;
    private final Unnoticed unnoticed;
    private boolean enters;

    /** The counters that were programmed in L2 last. */
    private long inL2;

    Mediated(X86Model model, InstalledFilter filter, Mode mode, boolean on) {
      super(model, filter);
      this.mode = mode;
      unnoticed = new Unnoticed(on);
    }

    @Override
    public void reset() {
      super.reset();
      unnoticed.forget(-1);
      enters = false;
    }

    @Override
    public void enter() {
      enters = true;
      super.enter();
      enters = false;
    }

    @Override
    protected void program(int c) {
      long bit = 1L << c;
      if (enters) {
        unnoticed.forget(bit);
      }
      boolean decides = isGeneralPurpose(c) && (guestEventSelect(c) & MODES) != 0;
      boolean now = mode == Mode.L2 ? isInL2() : svme();
      boolean wasInL2 = (inL2 & bit) != 0;
      inL2 = isInL2() ? inL2 | bit : inL2 & ~bit;
      if (!decides || unnoticed.believed(c, now) == now || !goesUnnoticed(wasInL2)) {
        super.program(c);
      }
    }

    /** Whether the control is the one that goes unnoticed, for a counter that was in L2 or not. */
    private boolean goesUnnoticed(boolean wasInL2) {
      return switch (mode) {
        case GLOBAL -> false;
        case SVME, L2 -> true;
        case SVME_IN_L2 -> wasInL2;
      };
    }

    @Override
    protected boolean isLive(int c) {
      boolean live = super.isLive(c);
      return mode == Mode.GLOBAL ? unnoticed.believed(c, live) : live;
    }
  }
}
