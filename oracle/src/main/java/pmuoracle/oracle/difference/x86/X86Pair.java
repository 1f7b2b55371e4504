package pmuoracle.oracle.difference.x86;

import java.util.List;
import java.util.Set;
import pmuoracle.oracle.difference.Induction;
import pmuoracle.oracle.difference.Pair;
import pmuoracle.oracle.difference.Unrolling;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.symbolic.x86.ObservedCounter.Place;
import pmuoracle.oracle.symbolic.x86.SymbolicProgram;
import pmuoracle.oracle.symbolic.x86.SymbolicRun;
import pmuoracle.spec.Observation;
import pmuoracle.spec.x86.X86Model;

/**
 * Two x86 models.
 *
 * @param observed what is compared
 */
public record X86Pair(X86Model one, X86Model other, Set<Observation.Kind> observed)
    implements Pair {
  private static final int ENTRIES = 3;

  public X86Pair {
    observed = Set.copyOf(observed);
  }

  @Override
  public int counters() {
    return Place.REPRESENTATIVES.size();
  }

  @Override
  public Unrolling unrolling(Terms terms, int counter, int steps) {
    SymbolicProgram program =
        SymbolicProgram.of(terms, Place.REPRESENTATIVES.get(counter), steps, ENTRIES);
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
    return List.of(new X86Induction(this, false), new X86Induction(this, true));
  }

  @Override
  public String provedScope() {
    return "programs of any length, event lists of any length, any number of counters and virtual"
        + " CPUs";
  }

  @Override
  public String searchedScope() {
    return "one virtual CPU, event lists of at most " + ENTRIES + " entries";
  }
}
