package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Model;

/**
 * How many bytes a request of {@code nevents} (32 bits) events needs, in a size type that wraps.
 */
public final class RequestSize {
  /** Bytes of one event. */
  public static final int EVENT = 8;

  private RequestSize() {}

  /**
   * Header and events as a size type of this width computes them.
   *
   * @param sizeBits 32 or 64
   */
  public static Word computed(int headerBytes, Word nevents, int sizeBits) {
    Word eight = nevents.terms().word(sizeBits, EVENT);
    return nevents.zeroExtend(sizeBits).times(eight).plus(headerBytes);
  }

  /** Header and events as they are: 64 bits, which no 32-bit count can exceed. */
  public static Word needed(int headerBytes, Word nevents) {
    return computed(headerBytes, nevents, 64);
  }

  /** True iff the computation gives less than is needed. */
  public static Bool overflows(int headerBytes, Word nevents, int sizeBits) {
    return computed(headerBytes, nevents, sizeBits)
        .zeroExtend(64)
        .below(needed(headerBytes, nevents));
  }

  /** True iff the count passes the limit; see X86-SET-TOO-MANY. */
  public static Bool guarded(X86Model model, Word nevents) {
    return nevents.atMost(model.maxEvents());
  }
}
