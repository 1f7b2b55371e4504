package pmuoracle.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Matches;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.ModelFlag;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Step;

class AttributionTest {
  private static final GuestProgram RETIRE =
      new GuestProgram(
          X86Machine.intel(1, 0), List.of(new X86Step.Retire(0, 0xc0, 1, Privilege.USER)));

  private static Survey.Result survey(String model, String system) {
    Contest contest =
        new Matches(Bias.USUAL, ArchitectureKits.ALL)
            .of(List.of(model), List.of(system))
            .get(0)
            .contest();
    return new Survey(contest, CampaignPlan.ofPrograms(1, 1000, 2)).run();
  }

  /** The built-in implementation of the changed model is the judge of the explanation. */
  @ParameterizedTest
  @CsvSource({"x86/6.3, x86/7.3", "x86/6.0, x86/6.9", "arm64/6.1, arm64/7.3"})
  void withoutWhatExplainsItTheSystemAgrees(String judge, String system) throws Judge.NoOutcome {
    Model right = ArchitectureKits.model(judge);
    Model other = ArchitectureKits.model(system);
    ArchitectureKit kit = ArchitectureKits.of(right.architecture());
    List<Finding> findings = survey(judge, "model:" + system).findings();
    assertTrue(findings.stream().map(f -> f.explanation().orElseThrow()).distinct().count() > 1);
    for (Finding finding : findings) {
      List<ModelFlag> flags = finding.explanation().orElseThrow().flags();
      Model changed = other.with(flags, right);
      Divergence shrunk = finding.shrunk();
      try (Judge again = new Judge(kit.of(right).oracle(), kit.of(changed).imperative())) {
        Optional<Divergence> left = again.divergence(shrunk.program());
        boolean same =
            left.filter(d -> d.step() == shrunk.step() && d.place() == shrunk.place()).isPresent();
        assertEquals(flags.isEmpty(), same, shrunk::toString);
      }
    }
  }

  @Test
  void whatTheModelOfTheSystemDoesNotShowIsNotExplained() {
    List<Finding> findings = survey("x86/6.3", "defect:X17").findings();
    assertTrue(findings.stream().anyMatch(finding -> finding.explanation().isEmpty()));
    assertTrue(
        survey("x86/7.3", "defect:X17").findings().stream()
            .allMatch(finding -> finding.explanation().isEmpty()));
  }

  /** Counts once, or as often as it must not if the model is such a one. */
  private static Optional<Explanation> explanation(Predicate<X86Model> bad) throws Judge.NoOutcome {
    Attribution attribution =
        Attribution.of(
            X86Models.V6_3, X86Models.V7_3, model -> oracle(model, bad.test((X86Model) model)));
    try (Judge judge = new Judge(oracle(X86Models.V6_3, false), new Toys.Erring(program -> true))) {
      return attribution.of(judge.divergence(RETIRE).orElseThrow());
    }
  }

  private static Oracle oracle(Model model, boolean bad) {
    return new Toys.Quiet() {
      @Override
      public Model model() {
        return model;
      }

      @Override
      public void predict(GuestProgram program, Trace into, RuleSet fired) {
        new Toys.Erring(any -> bad).run(program, into);
      }
    };
  }

  @Test
  void oneFlagIsPreferredToTwoAndTwoToNone() throws Judge.NoOutcome {
    Predicate<X86Model> gate = model -> !model.architecturalGate();
    Predicate<X86Model> global = X86Model::amdGlobalControl;
    assertEquals(
        "unavailable architectural events", explanation(gate).map(Explanation::text).orElseThrow());
    assertEquals(
        "unavailable architectural events and global control on AMD",
        explanation(gate.or(global)).map(Explanation::text).orElseThrow());
    assertEquals("no single flag", explanation(model -> true).map(Explanation::text).orElseThrow());
    assertFalse(explanation(model -> false).isPresent());
  }
}
