package pmuoracle.harness.sweep;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import pmuoracle.harness.architecture.ModelKit;
import pmuoracle.harness.campaign.Divergence;
import pmuoracle.spec.Errno;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.Sweep;

/** One filter asked about everything, of the encoding and of the implementation. One thread. */
public final class TwoSides {
  private final Sweep encoding;
  private final Sweep implementation;
  private final BitSet predicted = new BitSet();
  private final BitSet observed = new BitSet();

  public TwoSides(ModelKit kit) {
    this(kit.sweep(), kit.imperativeSweep());
  }

  public TwoSides(Sweep encoding, Sweep implementation) {
    this.encoding = encoding;
    this.implementation = implementation;
  }

  /** The sides do not say the same of a filter. */
  public static final class Divergence extends Exception {
    private static final long serialVersionUID = 1L;

    /** The first question about which they differ, or -1. */
    private final int question;

    private Divergence(String message, int question) {
      super(message);
      this.question = question;
    }

    @Override
    public String getMessage() {
      return Objects.requireNonNull(super.getMessage());
    }

    /** The first question about which they differ; empty if they differ in the errnos. */
    OptionalInt question() {
      return question < 0 ? OptionalInt.empty() : OptionalInt.of(question);
    }
  }

  /** The errno of each request; both sides say the same. */
  public List<Errno> install(Machine machine, List<Step> requests) throws Divergence {
    long[] errnos = encoding.install(machine, requests);
    long[] others = implementation.install(machine, requests);
    if (!Arrays.equals(errnos, others)) {
      throw new Divergence(
          "errnos: the encoding says %s, the implementation %s"
              .formatted(Arrays.toString(errnos), Arrays.toString(others)),
          -1);
    }
    return Arrays.stream(errnos).mapToObj(Errno::of).toList();
  }

  /** What the filter allows; both sides say the same. The set is reused by the next call. */
  public BitSet allowed() throws Divergence {
    encoding.allowed(predicted);
    implementation.allowed(observed);
    if (!predicted.equals(observed)) {
      BitSet differing = (BitSet) predicted.clone();
      differing.xor(observed);
      throw new Divergence(
          "%d verdicts differ, the first of question %d"
              .formatted(differing.cardinality(), differing.nextSetBit(0)),
          differing.nextSetBit(0));
    }
    return predicted;
  }

  /** Whether the model's sources settle what the filter says. */
  public boolean isSettled() {
    return encoding.isSettled();
  }
}
