package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model.Hardware;
import pmuoracle.spec.arm64.Arm64Model.TypeBits;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.Deviation;

/**
 * What a guest reads of one counter.
 *
 * @param chained whether some type register was written with the chain event, where the model does
 *     not settle what that does
 */
public record CounterReads(Setting setting, Bool chained) {

  /**
   * Its type register: as stored; not settled for version 7, nor for a denied event of version 4.
   */
  public Change type(CounterState counter) {
    Hardware hardware = setting.model().hardware();
    Bool settled =
        switch (hardware) {
          case DIRECT_V4 -> setting.filter().allows(setting.event(counter.type()));
          case DIRECT_V7 -> terms().bool(false);
          case NONE, DIRECT_V5, DIRECT_V6, DIRECT_V8, REMAP -> terms().bool(true);
        };
    boolean raw = hardware == Hardware.DIRECT_V5 || hardware == Hardware.DIRECT_V6;
    boolean fixed = setting.model().typeBits() == TypeBits.FIXED;
    Word shown =
        fixed
            ? counter.type().and(WritableBits.type(setting.model(), setting.machine()))
            : counter.type();
    return Change.to(counter)
        .answering(shown, settled)
        .because(
            Fired.none(terms())
                .with(raw ? Arm64Rule.READ_RAW : Arm64Rule.READ_AS_WRITTEN, settled)
                .with(
                    Arm64Rule.READ_UNSETTLED_V4,
                    settled.not().and(terms().bool(hardware == Hardware.DIRECT_V4)))
                .with(Arm64Rule.TYPE_BITS_FIXED, terms().bool(fixed))
                .with(Arm64Rule.WRITE_UNSETTLED, terms().bool(hardware == Hardware.DIRECT_V7)));
  }

  /** Its value. */
  public Change value(CounterState counter) {
    return unlessUnsettled(counter, counter.value());
  }

  /** Its bit of PMCNTENSET, in place. */
  public Change enabled(VcpuRegisters registers, CounterState counter) {
    return Change.to(counter)
        .answering(inPlace(registers, counter.enabled()), terms().bool(true))
        .because(
            Fired.none(terms())
                .with(Arm64Rule.HELD, terms().bool(true))
                .with(Arm64Rule.HIDDEN_SHOWN, hidden(registers).and(counter.enabled())));
  }

  /** Its bit of PMOVSSET, in place. */
  public Change overflowed(VcpuRegisters registers, CounterState counter) {
    return unlessUnsettled(counter, inPlace(registers, counter.overflowed()))
        .because(
            Fired.none(terms())
                .with(Arm64Rule.HIDDEN_SHOWN, hidden(registers).and(counter.overflowed())));
  }

  /** True iff the guest sees the counter's bits though it cannot reach it. */
  private Bool hidden(VcpuRegisters registers) {
    return terms()
        .bool(setting.deviates(Deviation.READS_UNMASKED))
        .and(CounterRange.reachable(setting, registers).not());
  }

  private Change unlessUnsettled(CounterState counter, Word answer) {
    Bool open = counter.unsettled().or(counter.lost());
    return Change.to(counter)
        .answering(answer, chained.or(open).not())
        .because(
            Fired.none(terms())
                .with(Arm64Rule.HELD, chained.or(open).not())
                .with(Arm64Rule.CHAIN_UNSETTLED, chained)
                .with(Arm64Rule.WRITE_UNSETTLED, open));
  }

  private Word inPlace(VcpuRegisters registers, Bool set) {
    Word zero = terms().word(64, 0);
    Word bit =
        setting.cycle()
            ? terms().word(64, 1L << Arm64Machine.CYCLE)
            : terms().word(64, 1).shiftLeft(setting.index());
    Bool shown =
        terms()
            .bool(setting.deviates(Deviation.READS_UNMASKED))
            .or(CounterRange.reachable(setting, registers));
    return set.and(shown).choose(bit, zero);
  }

  private Terms terms() {
    return setting.terms();
  }
}
