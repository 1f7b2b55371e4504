package pmuoracle.harness.shrink;

import java.util.List;
import java.util.stream.Stream;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;

/** One architecture's ways of making a program smaller. */
public interface Reduction {
  /** One way. */
  interface Pass {
    /**
     * Programs that are well-formed and each smaller than this one by {@link #size}, the boldest
     * first. Lazy; the same for the same program.
     */
    Stream<GuestProgram> smaller(GuestProgram program);
  }

  /** Every way but dropping steps, which is every architecture's; the boldest first. */
  List<Pass> passes();

  /** How much there is to read. */
  Size size(GuestProgram program);

  /**
   * What of the step is its shape rather than a value in it: its verb, and which register or level
   * it names.
   */
  String shape(Step step);

  /** What any pass offers. */
  default Stream<GuestProgram> smaller(GuestProgram program) {
    return passes().stream().flatMap(pass -> pass.smaller(program));
  }
}
