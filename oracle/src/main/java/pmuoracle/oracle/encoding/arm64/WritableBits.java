package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.TypeBits;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;

/** What a guest can set in the registers that do not take every bit; masks of 64 bits. */
public final class WritableBits {
  private WritableBits() {}

  private static final long FIXED = EventType.P | EventType.U | EventType.NSH | 0xffff;

  /**
   * Of a type register: P, U, the event; NSH with EL2; NSK, NSU, M with EL3. Where the model fixes
   * them: P, U, NSH, 16 bits of event; ARM-TYPE-BITS-FIXED.
   *
   * <p>The cycle counter's has the same, though its event bits mean nothing.
   */
  public static Word type(Arm64Model model, MachineTerms machine) {
    return model.typeBits() == TypeBits.FIXED
        ? machine.world().word(64, FIXED)
        : existing(model, machine);
  }

  private static Word existing(Arm64Model model, MachineTerms machine) {
    return machine
        .typeEvents(model.eventSpace())
        .or(EventType.P | EventType.U)
        .or(present(machine.guestEl2(), EventType.NSH))
        .or(present(machine.guestEl3(), EventType.NSK | EventType.NSU | EventType.M));
  }

  static Word pmcr(Arm64Model model, MachineTerms machine) {
    Bool known = machine.vmVersion().below(6).not();
    Bool kept = model.longFromVersion6() ? known : machine.world().bool(true);
    return present(kept, Pmcr.LP).or(Pmcr.E | Pmcr.D | Pmcr.X | Pmcr.LC | Pmcr.DP);
  }

  static Word mdcr(MachineTerms machine) {
    return present(machine.vmVersion().below(4).not(), Mdcr.HPMD)
        .or(present(machine.vmVersion().below(6).not(), Mdcr.HCCD | Mdcr.HLP))
        .or(Mdcr.HPMN | Mdcr.HPME);
  }

  private static Word present(Bool condition, long bits) {
    Terms terms = condition.terms();
    return condition.choose(terms.word(64, bits), terms.word(64, 0));
  }
}
