package pmuoracle.harness.shrink;

import java.util.stream.Stream;
import pmuoracle.spec.GuestProgram;

/** One architecture's ways of making a program smaller. */
public interface Reduction {
  /**
   * Programs that are each a little smaller than this one by a well-founded measure, the boldest
   * first: dropping steps is not among them, it is every architecture's. Lazy.
   */
  Stream<GuestProgram> smaller(GuestProgram program);
}
