package pmuoracle.oracle.prove.x86;

import pmuoracle.oracle.encoding.x86.CounterKind;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;

/** A counter between two steps, under the filter of that view. */
public record CounterView(
    CounterKind kind, VcpuRegisters registers, CounterState counter, History history) {

  /** What the guest asks of the counter. */
  public Word control() {
    return kind.control(registers, counter);
  }

  /** Whether the guest owns the hardware counter. */
  public Bool mediated() {
    return kind.setting().machine().mediated();
  }

  /** The control by which hardware counts: as last loaded, or as last programmed. */
  public Word hardware() {
    return mediated().choose(counter.loaded(), history.decided());
  }

  /** What the filter says of a counter with this control. */
  public Bool allows(Word control) {
    return kind.verdict(control).allowed();
  }

  /** Whether filter and gate let the counter's control pass. */
  public Bool passes() {
    return allows(control()).and(kind.gated(control()).not());
  }

  /** Whether the counter is enabled, globally and locally. */
  public Bool enabled() {
    return kind.globally(registers).and(kind.locally(registers, control()));
  }
}
