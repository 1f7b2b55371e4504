package pmuoracle.harness.sweep;

import java.util.List;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.exhaust.Enumeration;
import pmuoracle.harness.exhaust.Scope;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Matches;
import pmuoracle.harness.match.Systems;
import pmuoracle.harness.system.SystemId;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;

/**
 * A scope that a model and a system are to be compared on.
 *
 * @param programs those of the scope on machines that both can be
 */
public record ScopeMatch(Scope<?> scope, Model model, SystemId system, Enumeration<?> programs) {

  public static <M extends Machine> ScopeMatch of(Scope<M> scope, Model model, SystemId system) {
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    try (SystemUnderTest witness = Systems.ofUser().system(system, model)) {
      List<M> machines =
          scope.machines().stream()
              .filter(m -> model.refusal(m).isEmpty() && witness.refusal(m).isEmpty())
              .toList();
      return new ScopeMatch(
          scope,
          model,
          system,
          new Enumeration<>(
              scope, machines, witness::supports, kit.of(model).generator(Bias.WHOLE)));
    }
  }

  /** Whether what the scope's programs install can also be asked as the filter it is. */
  public boolean isSwept() {
    return system.equals(SystemId.IMPERATIVE) && !scope.swept().isEmpty();
  }

  /** The filters of the scope's programs, by the programs' numbers. */
  public FilterSweep sweep() {
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    return new FilterSweep(
        kit, () -> new TwoSides(kit.of(model)), index -> programs.program(0, index));
  }

  public Contest contest() {
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    return Matches.contest(kit, model, system).withGenerator(programs);
  }

  @Override
  public String toString() {
    return system + " against " + model.id() + " on " + scope.id();
  }
}
