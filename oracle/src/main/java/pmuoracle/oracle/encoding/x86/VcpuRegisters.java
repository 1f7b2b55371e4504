package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * What all counters of one virtual CPU share.
 *
 * @param fixedControl 64 bits, as the guest wrote it
 * @param globalControl 64 bits
 * @param svme EFER.SVME
 * @param l2 whether the guest's own guest runs
 * @param statusClear 64 bits: what was last written to clear global status; 0 in generations
 *     without {@link pmuoracle.spec.x86.X86Model#clearReadsBack}
 */
public record VcpuRegisters(
    Word fixedControl, Word globalControl, Bool svme, Bool l2, Word statusClear)
    implements TermRecord {
  /** How many terms {@link #terms} lists. */
  public static final int SIZE = 5;

  /** Registers nothing is known of. */
  public static VcpuRegisters variables(Terms terms, String when) {
    return of(Components.variables(terms).named(name -> name + "-" + when));
  }

  /** The registers of these components. */
  public static VcpuRegisters of(Components c) {
    return new VcpuRegisters(
        c.word("fixed-control", 64),
        c.word("global-control", 64),
        c.truth("svme"),
        c.truth("l2"),
        c.word("status-clear", 64));
  }

  VcpuRegisters withFixedControl(Word value) {
    return new VcpuRegisters(value, globalControl, svme, l2, statusClear);
  }

  VcpuRegisters withGlobalControl(Word value) {
    return new VcpuRegisters(fixedControl, value, svme, l2, statusClear);
  }

  /** The same registers at another level. */
  public VcpuRegisters withLevel(Bool newSvme, Bool newL2) {
    return new VcpuRegisters(fixedControl, globalControl, newSvme, newL2, statusClear);
  }

  VcpuRegisters withStatusClear(Word value) {
    return new VcpuRegisters(fixedControl, globalControl, svme, l2, value);
  }

  /** The first where the condition holds, else the second. */
  public static VcpuRegisters choose(Bool condition, VcpuRegisters then, VcpuRegisters otherwise) {
    return TermRecord.choose(condition, then, otherwise, VcpuRegisters::of);
  }
}
