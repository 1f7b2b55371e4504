package pmuoracle.harness.generate.x86;

import java.util.Arrays;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.X86Machine;

/**
 * What the guest wrote last on one virtual CPU, as if every write had been accepted. A memory for
 * choosing steps that meet, not a semantics.
 */
final class VcpuHistory {
  final long[] select;
  long fixedControl;
  long globalControl;
  boolean svme;

  boolean inL2;

  /**
   * What leaving and entering L2 loads into global control, as fields that stay from one to next.
   */
  final long[] loaded = new long[2];

  /** Which counters, general-purpose first, were set to wrap soon and have not been used since. */
  int nearOverflow;

  /** What each counter was last asked to count, also after it was told to stop. */
  private final long[] event;

  /** Whether something was written since the last entry. */
  boolean stale;

  VcpuHistory(X86Machine machine) {
    select = new long[machine.generalPurpose()];
    event = new long[machine.generalPurpose()];
    reset();
    globalControl = machine.globalBits();
    Arrays.fill(loaded, globalControl & ~(-1L << machine.generalPurpose()));
  }

  void reset() {
    Arrays.fill(select, 0);
    fixedControl = 0;
    globalControl = 0;
    svme = false;
    inL2 = false;
    nearOverflow = 0;
    stale = true;
  }

  void select(int counter, long value, long keyMask) {
    select[counter] = value;
    event[counter] = (value & EventSelect.ENABLE) != 0 ? value & keyMask : event[counter];
    stale = true;
  }

  /** The filter key of what this counter, general-purpose first, counts or counted. */
  long event(int counter) {
    int fixed = counter - select.length;
    return fixed < 0 ? event[counter] : FixedControl.encoding(fixed);
  }

  /** The privilege bits of a {@link FixedControl} nibble at which this counter counts. */
  long privileges(int counter) {
    int fixed = counter - select.length;
    return fixed < 0
        ? ((select[counter] & EventSelect.OS) != 0 ? FixedControl.OS : 0)
            | ((select[counter] & EventSelect.USR) != 0 ? FixedControl.USR : 0)
        : FixedControl.nibble(fixedControl, fixed) & FixedControl.ENABLE;
  }

  /** Whether the counter, general-purpose first, was asked to count. */
  boolean isProgrammed(int counter, X86Machine machine) {
    int fixed = counter - machine.generalPurpose();
    return fixed < 0
        ? (select[counter] & EventSelect.ENABLE) != 0
        : (FixedControl.nibble(fixedControl, fixed) & FixedControl.ENABLE) != 0;
  }
}
