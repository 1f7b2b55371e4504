package pmuoracle.harness.system.defect.arm64;

import java.util.List;
import pmuoracle.harness.system.defect.Defect;
import pmuoracle.harness.system.defect.Unnoticed;
import pmuoracle.harness.system.imperative.arm64.ArchitectureCpu;
import pmuoracle.harness.system.imperative.arm64.InstalledFilter;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Mdcr;

/** What turns a counter on or off goes unnoticed: each control, in each direction. */
final class TransitionDefects {
  static final List<Defect> ALL =
      List.of(
          unnoticed("A60", "PMCNTENSET is not noticed.", Control.PMCNTEN, true),
          unnoticed("A61", "PMCNTENCLR is not noticed.", Control.PMCNTEN, false),
          unnoticed("A62", "PMCR.E set is not noticed.", Control.PMCR_E, true),
          unnoticed("A63", "PMCR.E cleared is not noticed.", Control.PMCR_E, false),
          unnoticed("A64", "HPME set is not noticed.", Control.HPME, true),
          unnoticed("A65", "HPME cleared is not noticed.", Control.HPME, false),
          unnoticed("A66", "HPMN lowered is not noticed.", Control.HPMN, true),
          unnoticed("A67", "HPMN raised is not noticed.", Control.HPMN, false),
          unnoticed(
              "A68", "HPME set as HPMN is lowered is not noticed.", Control.HPME_AND_HPMN, true));

  private TransitionDefects() {}

  private enum Control {
    PMCNTEN,
    PMCR_E,
    HPME,
    HPMN,
    /** HPME, of counters that HPMN comes to leave to it at the same time. */
    HPME_AND_HPMN
  }

  private static Defect unnoticed(String id, String sentence, Control control, boolean on) {
    return Arm64Defects.counting(
        id,
        sentence,
        Arm64Models.ARCHITECTURE,
        (model, filter) -> new Unnoticing(model, filter, control, on));
  }

  /** What is believed is brought up to date whenever anything is retired. */
  private static final class Unnoticing extends ArchitectureCpu {
    private final Control control;
    private final Unnoticed unnoticed;

    /** The counters that were from HPMN on when anything was retired last. */
    private long ranged;

    Unnoticing(Arm64Model model, InstalledFilter filter, Control control, boolean on) {
      super(model, filter);
      this.control = control;
      unnoticed = new Unnoticed(on);
    }

    @Override
    public void start(Arm64Machine machine) {
      super.start(machine);
      unnoticed.forget(-1);
      ranged = 0;
    }

    @Override
    protected boolean counts(int i, int event) {
      // First, because what is believed must not depend on which event it is.
      boolean enabled = isEnabled(i);
      return enabled && registers().event(i) == event && countsHere(i) && !isDenied(i);
    }

    private boolean isEnabled(int i) {
      boolean selected = believed(Control.PMCNTEN, i, registers().isSelected(i));
      boolean hyp = believed(Control.HPMN, i, registers().isHypCounter(i));
      boolean on = believed(Control.PMCR_E, i, registers().isOn());
      boolean hpme = believed(Control.HPME, i, registers().hasMdcr(Mdcr.HPME));
      if (control == Control.HPME_AND_HPMN) {
        hpme = believedWithRange(i, hpme, hyp);
      }
      return selected && (hyp ? hpme : on);
    }

    private boolean believedWithRange(int i, boolean hpme, boolean hyp) {
      long bit = 1L << i;
      if ((ranged & bit) != 0) {
        unnoticed.forget(bit);
      }
      ranged = hyp ? ranged | bit : ranged & ~bit;
      return unnoticed.believed(i, hpme);
    }

    private boolean believed(Control its, int i, boolean now) {
      return control == its ? unnoticed.believed(i, now) : now;
    }

    private boolean countsHere(int i) {
      return switch (registers().level()) {
        case EL0 -> countsAtEl0(i);
        case EL1 -> countsAtEl1(i);
        case VEL2 -> countsAtEl2(i);
      };
    }
  }
}
