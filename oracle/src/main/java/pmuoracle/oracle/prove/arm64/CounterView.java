package pmuoracle.oracle.prove.arm64;

import pmuoracle.oracle.encoding.arm64.Backing;
import pmuoracle.oracle.encoding.arm64.CounterRange;
import pmuoracle.oracle.encoding.arm64.CounterState;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Model;

/**
 * One counter between two steps.
 *
 * @param hasRun whether its virtual CPU has
 */
public record CounterView(
    Setting setting, VcpuRegisters registers, CounterState counter, Bool hasRun) {

  public Terms terms() {
    return setting.machine().world();
  }

  public Arm64Model model() {
    return setting.model();
  }

  /** The event its type register names, 16 bits. */
  public Word event() {
    return setting.event(counter.type());
  }

  /** True iff the filter allows the event. */
  public Bool allows(Word event) {
    return setting.filter().allows(event);
  }

  /** True iff enabled, by its PMCNTEN bit and by what governs its range. */
  public Bool enabled() {
    return CounterRange.enabled(setting, registers, counter);
  }

  /** True iff it is an event counter from HPMN on. */
  public Bool upper() {
    return CounterRange.upper(setting, registers);
  }

  /** What a perf event made now would be. */
  public Backing fresh() {
    return Backing.created(setting, registers, counter);
  }

  /** Nothing, of a claim that says nothing here. */
  public Bool anything() {
    return terms().bool(true);
  }
}
