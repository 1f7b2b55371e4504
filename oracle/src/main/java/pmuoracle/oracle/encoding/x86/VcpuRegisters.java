package pmuoracle.oracle.encoding.x86;

import java.util.List;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * What all counters of one virtual CPU share.
 *
 * @param fixedControl 64 bits, as the guest wrote it
 * @param globalControl 64 bits
 * @param svme EFER.SVME
 * @param l2 whether the guest's own guest runs
 */
public record VcpuRegisters(Word fixedControl, Word globalControl, Bool svme, Bool l2) {
  /** How many terms {@link #terms} lists. */
  public static final int SIZE = 4;

  /** Registers nothing is known of. */
  public static VcpuRegisters variables(Terms terms, String when) {
    return new VcpuRegisters(
        terms.variable("fixed-control-" + when, 64),
        terms.variable("global-control-" + when, 64),
        terms.variable("svme-" + when),
        terms.variable("l2-" + when));
  }

  /** Every term, in order of the components. */
  public List<Term> terms() {
    return List.of(fixedControl, globalControl, svme, l2);
  }

  VcpuRegisters withFixedControl(Word value) {
    return new VcpuRegisters(value, globalControl, svme, l2);
  }

  VcpuRegisters withGlobalControl(Word value) {
    return new VcpuRegisters(fixedControl, value, svme, l2);
  }

  VcpuRegisters withLevel(Bool newSvme, Bool newL2) {
    return new VcpuRegisters(fixedControl, globalControl, newSvme, newL2);
  }

  /** The first where the condition holds, else the second. */
  public static VcpuRegisters choose(Bool condition, VcpuRegisters then, VcpuRegisters otherwise) {
    return new VcpuRegisters(
        condition.choose(then.fixedControl, otherwise.fixedControl),
        condition.choose(then.globalControl, otherwise.globalControl),
        condition.choose(then.svme, otherwise.svme),
        condition.choose(then.l2, otherwise.l2));
  }
}
