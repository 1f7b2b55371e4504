package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.SelectReserved;

/** A counter whose control is its event select. */
public record GeneralPurposeCounter(Setting setting) implements CounterKind {
  /** Bits by which an event select asks perf for a raw event. */
  private static final long MODIFIERS =
      EventSelect.EDGE
          | EventSelect.INVERT
          | EventSelect.COUNTER_MASK
          | EventSelect.IN_TX
          | EventSelect.IN_TX_CHECKPOINTED;

  @Override
  public Word control(VcpuRegisters registers, CounterState counter) {
    return counter.select();
  }

  @Override
  public Word place() {
    return setting.index();
  }

  @Override
  public Word key(Word control) {
    return control.and(setting.machine().keyMask());
  }

  /** True iff it is AMD's select above 0xff, of a generic event and without modifiers. */
  @Override
  public Bool generic(Word control) {
    X86Model model = setting.model();
    if (!model.genericEvents() || model.selectReserved() == SelectReserved.WIDE_FAULTS) {
      return setting.terms().bool(false);
    }
    Word low = control.and(0xffff);
    return setting
        .machine()
        .intel()
        .not()
        .and(control.isClear(EventSelect.SELECT_HIGH).not())
        .and(control.isClear(MODIFIERS))
        .and(setting.terms().any(EventSelect.AMD_GENERIC.stream().map(low::is).toList()));
  }

  @Override
  public Bool user(Word control) {
    return control.bit(16);
  }

  @Override
  public Bool os(Word control) {
    return control.bit(17);
  }

  @Override
  public Bool enables(Word control) {
    return control.bit(22);
  }

  @Override
  public Word disabled(Word control) {
    return control.and(~EventSelect.ENABLE);
  }

  /**
   * True iff bit 22 is set and, where Host-Only and Guest-Only take part: neither is set, or SVME
   * is and exactly one of them agrees with where the guest is; see X86-MEDIATED-HOST-GUEST.
   */
  @Override
  public Bool locally(VcpuRegisters registers, Word control) {
    Bool guestOnly = control.bit(40);
    Bool hostOnly = control.bit(41);
    Bool here = registers.l2().choose(guestOnly, hostOnly);
    Bool fits = levelled(control).implies(registers.svme().and(here));
    return enables(control).and(setting.hostGuestOnly().implies(fits));
  }

  /** True iff Host-Only or Guest-Only is set. */
  Bool levelled(Word control) {
    return control.isClear(EventSelect.GUEST_ONLY | EventSelect.HOST_ONLY).not();
  }

  @Override
  public Bool completes(Word control, Word event) {
    return control.xor(event).isClear(EventSelect.RAW_EVENT_NB);
  }

  @Override
  public Bool gated(Word control) {
    return ArchitecturalGate.closed(setting, control.bits(15, 0));
  }

  @Override
  public VerdictTerms verdict(Word control) {
    return VerdictTerms.generalPurpose(setting.model().actions(), setting.filter(), control);
  }
}
