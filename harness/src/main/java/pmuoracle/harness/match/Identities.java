package pmuoracle.harness.match;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.campaign.Budget;
import pmuoracle.harness.campaign.Identification;
import pmuoracle.harness.campaign.Identity;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.campaign.Limit;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Supported;
import pmuoracle.harness.system.SystemId;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;

/** Which of an architecture's models a system behaves as. */
public final class Identities {
  private Identities() {}

  /**
   * Asks the system of this id, which is of the kit's architecture; blocks for seconds.
   *
   * @param budget of which asking takes at most a half; starting the system takes nothing of it
   */
  public static Identity of(ArchitectureKit kit, SystemId system, Budget budget, AtomicBoolean stop)
      throws Judge.NoOutcome {
    return of(kit, system, LeftOut.NOTHING, budget, stop);
  }

  /** The same by programs without some steps. */
  public static Identity of(
      ArchitectureKit kit, SystemId system, LeftOut leftOut, Budget budget, AtomicBoolean stop)
      throws Judge.NoOutcome {
    Supplier<SystemUnderTest> supplier = Systems.ofUser().supplier(system, kit.newest());
    Capabilities witness = new Capabilities(supplier);
    List<Identification.Candidate> candidates = new ArrayList<>();
    for (Model model : kit.models()) {
      candidates.add(
          new Identification.Candidate(
              model,
              () -> kit.of(model).oracle(),
              new Supported(witness.generator(kit.of(model), Bias.USUAL), leftOut.kept(kit))));
    }
    List<GuestProgram> telling =
        TellingPrograms.of(kit).stream().filter(p -> leftOut.isWithout(p, kit)).toList();
    Identification asking = new Identification(candidates, telling, supplier, kit.reduction());
    return budget.spend(2, share -> asking.identity(new Limit(share, stop)));
  }
}
