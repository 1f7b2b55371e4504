package pmuoracle.harness.architecture;

import java.util.List;
import java.util.function.Supplier;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.exhaust.Enumeration;
import pmuoracle.harness.exhaust.Scope;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.sweep.FilterSweep;
import pmuoracle.harness.sweep.TwoSides;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Rule;

/**
 * A scope that a model and a system are to be compared on.
 *
 * @param system its id
 * @param programs those of the scope on machines that both can be
 */
public record ScopeMatch(Scope scope, Model model, String system, Enumeration programs) {

  public static ScopeMatch of(Scope scope, Model model, String system) {
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    try (SystemUnderTest witness = Systems.ofUser().system(system, model)) {
      List<Machine> machines =
          scope.machines().stream()
              .filter(m -> model.refusal(m).isEmpty() && witness.refusal(m).isEmpty())
              .toList();
      return new ScopeMatch(
          scope,
          model,
          system,
          new Enumeration(scope, machines, witness::supports, kit.generator(model, Bias.WHOLE)));
    }
  }

  /** Whether what the scope's programs install can also be asked as the filter it is. */
  public boolean isSwept() {
    return system.equals(Systems.IMPERATIVE) && !scope.swept().isEmpty();
  }

  /** The filters of the scope's programs, by the programs' numbers. */
  public FilterSweep sweep() {
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    return new FilterSweep(
        kit, () -> new TwoSides(kit, model), index -> programs.program(0, index));
  }

  public Contest contest() {
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    Supplier<SystemUnderTest> systems = Systems.ofUser().supplier(system, model);
    return new Contest(
        programs,
        () -> kit.oracle(model),
        systems,
        kit.reduction(),
        rules(kit),
        () -> kit.catalogue().watch(model));
  }

  private List<Rule> rules(ArchitectureKit kit) {
    try (Oracle oracle = kit.oracle(model)) {
      return oracle.rules();
    }
  }

  @Override
  public String toString() {
    return system + " against " + model.id() + " on " + scope.id();
  }
}
