package pmuoracle.harness.prove;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;
import pmuoracle.spec.Standing;

/** One invariant under one model. */
public record ModelInvariant(Invariant invariant, Model model) {

  /** All of them, but where a model lacks what the claim is about. */
  public static List<ModelInvariant> all() {
    List<ModelInvariant> all = new ArrayList<>();
    for (ArchitectureKit kit : ArchitectureKits.ALL) {
      for (Invariant invariant : kit.catalogue().invariants()) {
        for (Model model : kit.models()) {
          if (invariant.standing(model) != Standing.ABSENT) {
            all.add(new ModelInvariant(invariant, model));
          }
        }
      }
    }
    return all;
  }
}
