package pmuoracle.harness.shrink;

import java.util.stream.Stream;
import pmuoracle.spec.GuestProgram;

/** One architecture's ways of making a program smaller. */
public interface Reduction {
  /**
   * Programs that are each smaller than this one by {@link #size}, the boldest first: dropping
   * steps is not among them, it is every architecture's. Lazy; the same for the same program.
   */
  Stream<GuestProgram> smaller(GuestProgram program);

  /** How much there is to read. */
  Size size(GuestProgram program);
}
