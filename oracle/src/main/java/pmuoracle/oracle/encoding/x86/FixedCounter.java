package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.FixedControl;

/** A counter whose event is fixed and whose control is a nibble. */
public record FixedCounter(Setting setting) implements CounterKind {
  @Override
  public Word control(VcpuRegisters registers, CounterState counter) {
    return nibble(registers.fixedControl());
  }

  /** The counter's nibble of fixed control. */
  Word nibble(Word fixedControl) {
    Word index = setting.index();
    return fixedControl.shiftRight(index.shiftLeft(setting.terms().word(64, 2))).and(0xf);
  }

  @Override
  public Word place() {
    return setting.index().plus(32);
  }

  @Override
  public Word key(Word control) {
    return encoding(setting.index());
  }

  /** The filter key a fixed counter stands for. */
  static Word encoding(Word index) {
    Word instructions = index.terms().word(64, FixedControl.encoding(0));
    Word cycles = index.terms().word(64, FixedControl.encoding(1));
    Word others = index.plus(1).shiftLeft(index.terms().word(64, 8));
    return index.is(0).choose(instructions, index.is(1).choose(cycles, others));
  }

  @Override
  public Bool generic(Word control) {
    return setting.terms().bool(false);
  }

  @Override
  public Bool user(Word control) {
    return control.bit(1);
  }

  @Override
  public Bool os(Word control) {
    return control.bit(0);
  }

  @Override
  public Bool enables(Word control) {
    return control.isClear(FixedControl.ENABLE).not();
  }

  @Override
  public Word disabled(Word control) {
    return control.and(~FixedControl.ENABLE);
  }

  @Override
  public Bool locally(VcpuRegisters registers, Word control) {
    return enables(control);
  }

  @Override
  public Bool completes(Word control, Word event) {
    return encoding(setting.index()).is(event);
  }

  @Override
  public Bool gated(Word control) {
    Bool architectural = setting.index().atMost(1);
    return architectural.and(
        ArchitecturalGate.closed(setting, encoding(setting.index()).bits(15, 0)));
  }

  @Override
  public VerdictTerms verdict(Word control) {
    return VerdictTerms.fixed(
        setting.model().fixedFilter(),
        setting.model().actions(),
        setting.filter(),
        setting.index());
  }
}
