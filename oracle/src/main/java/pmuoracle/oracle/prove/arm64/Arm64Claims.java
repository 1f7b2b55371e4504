package pmuoracle.oracle.prove.arm64;

import java.util.List;
import pmuoracle.oracle.encoding.arm64.Acceptance;
import pmuoracle.oracle.encoding.arm64.FilterRange;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.prove.Catalogue;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;
import pmuoracle.spec.arm64.Arm64Invariant;
import pmuoracle.spec.arm64.Arm64Model;

/** What has to be shown for each arm64 invariant. */
public final class Arm64Claims implements Catalogue {
  @Override
  public List<Arm64Invariant> invariants() {
    return List.of(Arm64Invariant.values());
  }

  @Override
  public Claim claim(Invariant invariant, Model model) {
    Arm64Model under = (Arm64Model) model;
    return switch ((Arm64Invariant) invariant) {
      case I8_RANGE_BOUND_IS_EXACT ->
          Claim.timeless(
              "every range",
              new Obligation("in 16 bits", t -> bound(t, under, 16)),
              new Obligation("bound", t -> bound(t, under, FilterRange.END_BITS)));
    };
  }

  private static Statement bound(Terms terms, Arm64Model model, int width) {
    MachineTerms machine = MachineTerms.variables(terms);
    Word base = terms.variable("base", 16);
    Word nevents = terms.variable("nevents", 16);
    Bool exact =
        FilterRange.end(base, nevents, 64).atMost(machine.filterEvents(model.eventSpace()));
    return Statement.ofStates(
        List.of(machine.exists()),
        Acceptance.endsWithin(model, machine, base, nevents, width).iff(exact));
  }
}
