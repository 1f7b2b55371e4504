package pmuoracle.spec.arm64;

import static pmuoracle.spec.Standing.HOLDS;

import java.util.function.Function;
import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;
import pmuoracle.spec.Standing;

/** What is claimed of the arm64 filter. */
public enum Arm64Invariant implements Invariant {
  I8_RANGE_BOUND_IS_EXACT(
      "A range is accepted by its bound iff base plus nevents, computed without wrapping, is at most the number of"
          + " events.",
      "kvm_arm_pmu_v3_set_attr",
      m -> HOLDS);

  private final String sentence;
  private final String source;

  // A function of its argument alone.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Arm64Model, Standing> standing;

  Arm64Invariant(String sentence, String source, Function<Arm64Model, Standing> standing) {
    this.sentence = sentence;
    this.source = source;
    this.standing = standing;
  }

  @Override
  public String id() {
    return "ARM-" + name().replace('_', '-');
  }

  @Override
  public String sentence() {
    return sentence;
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public Standing standing(Model model) {
    return standing.apply((Arm64Model) model);
  }
}
