package pmuoracle.oracle.prove;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import pmuoracle.oracle.prove.arm64.Arm64Claims;
import pmuoracle.oracle.prove.x86.X86Claims;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;
import pmuoracle.spec.Standing;
import pmuoracle.spec.Trace;

/**
 * One row of the catalogue, shown by whichever classes of the oracle loaded this one. Its interface
 * is made of types that are loaded once.
 */
public final class CatalogueRow
    implements BiFunction<List<Object>, BiFunction<Model, GuestProgram, Trace>, Boolean> {

  /**
   * Whether the row comes out as expected.
   *
   * @param row the invariant and the model
   * @param engine replays witnesses
   */
  @Override
  public Boolean apply(List<Object> row, BiFunction<Model, GuestProgram, Trace> engine) {
    Invariant invariant = (Invariant) row.get(0);
    Model model = (Model) row.get(1);
    Catalogue catalogue =
        model.architecture() == Architecture.X86 ? new X86Claims() : new Arm64Claims();
    Prover prover =
        new Prover(
            engine::apply, (m, watch) -> new Hunter.Hunted(Optional.empty(), ""), Limits.DEFAULT);

    ClaimResult outcome = prover.outcome(catalogue.claim(invariant, model), model, Script.NONE);
    return invariant.standing(model) == Standing.HOLDS
        ? outcome instanceof ClaimResult.Proved
        : outcome instanceof ClaimResult.Refuted;
  }
}
