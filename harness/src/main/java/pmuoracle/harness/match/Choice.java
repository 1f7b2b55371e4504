package pmuoracle.harness.match;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.campaign.Budget;
import pmuoracle.harness.campaign.Identity;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemId;
import pmuoracle.spec.Model;

/**
 * The model a system is compared with when nobody names one.
 *
 * @param model empty if the system behaves as none, or could not be asked
 * @param why what should be said of the choice, without a full stop
 */
public record Choice(Optional<Model> model, String why) {
  /** By asking the system of this id, which is of the kit's architecture. */
  public static Choice of(ArchitectureKit kit, SystemId system, Budget budget, AtomicBoolean stop) {
    Identity identity;
    try {
      identity = Identities.of(kit, system, budget, stop);
    } catch (Judge.NoOutcome failure) {
      String first = SystemFailed.told(failure.reason()).lines().findFirst().orElse("");
      return new Choice(Optional.empty(), "it could not be asked which model it is: " + first);
    }
    if (!identity.isAsked()) {
      return new Choice(Optional.empty(), "it shows nothing that says which model it is");
    } else if (identity.agreeing().isEmpty()) {
      return new Choice(
          Optional.empty(), "it behaves as no model; pmu-oracle identify shows where it differs");
    }
    Choice newest = newest(identity);
    return identity.cutShort()
        ? new Choice(newest.model(), "the time was over before all was asked; " + newest.why())
        : newest;
  }

  private static Choice newest(Identity identity) {
    int last = identity.agreeing().size() - 1;
    String others =
        Stream.concat(
                identity.partly().stream().map(Identity.Partly::model),
                identity.agreeing().subList(0, last).stream())
            .map(Model::id)
            .collect(Collectors.joining(", "));
    return new Choice(
        Optional.of(identity.agreeing().get(last)),
        "the model was chosen by asking it"
            + (others.isEmpty() ? "" : "; by what it shows it could also be " + others));
  }
}
