package pmuoracle.oracle.difference.arm64;

import java.util.List;
import java.util.Set;
import pmuoracle.oracle.difference.Induction;
import pmuoracle.oracle.difference.Pair;
import pmuoracle.oracle.difference.Unrolling;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.symbolic.arm64.ObservedCounter.Place;
import pmuoracle.oracle.symbolic.arm64.SymbolicProgram;
import pmuoracle.oracle.symbolic.arm64.SymbolicRun;
import pmuoracle.spec.Observation;
import pmuoracle.spec.arm64.Arm64Model;

/**
 * Two arm64 models.
 *
 * @param observed what is compared
 */
public record Arm64Pair(Arm64Model one, Arm64Model other, Set<Observation.Kind> observed)
    implements Pair {
  public Arm64Pair {
    observed = Set.copyOf(observed);
  }

  @Override
  public int counters() {
    return Place.REPRESENTATIVES.size();
  }

  @Override
  public Unrolling unrolling(Terms terms, int counter, int steps) {
    SymbolicProgram program = SymbolicProgram.of(terms, Place.REPRESENTATIVES.get(counter), steps);
    return Unrolling.of(
        program,
        one,
        other,
        model -> program.machine().isOf(model),
        model -> SymbolicRun.of(model, program),
        observed);
  }

  @Override
  public List<Induction> inductions() {
    return List.of(new Arm64Induction(this, false), new Arm64Induction(this, true));
  }

  @Override
  public String provedScope() {
    return "programs of any length, any number of filter calls, counters and virtual CPUs, chained"
        + " counters too";
  }

  @Override
  public String searchedScope() {
    return "the guest of one virtual CPU and calls through two, without the chain event";
  }
}
