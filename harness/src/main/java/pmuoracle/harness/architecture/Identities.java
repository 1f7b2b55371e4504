package pmuoracle.harness.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import pmuoracle.harness.campaign.Identification;
import pmuoracle.harness.campaign.Identity;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.Model;

/** Which of an architecture's models a system behaves as. */
public final class Identities {
  private Identities() {}

  /** Asks the system of this id, which is of the kit's architecture; blocks for seconds. */
  public static Identity of(ArchitectureKit kit, String system) throws Judge.NoOutcome {
    Supplier<SystemUnderTest> supplier = Systems.ofUser().supplier(system, kit.newest());
    Witness witness = new Witness(supplier);
    List<Identification.Candidate> candidates = new ArrayList<>();
    for (Model model : kit.models()) {
      candidates.add(
          new Identification.Candidate(
              model, () -> kit.oracle(model), witness.generator(kit, model, Bias.USUAL)));
    }
    return new Identification(candidates, TellingPrograms.of(kit), supplier, kit.reduction())
        .identity();
  }
}
