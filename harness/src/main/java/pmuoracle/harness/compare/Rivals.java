package pmuoracle.harness.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.architecture.Systems;
import pmuoracle.harness.architecture.TellingPrograms;
import pmuoracle.harness.architecture.Witness;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.campaign.Divergence;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.campaign.SystemOracle;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Trace;

/**
 * Two systems of one architecture that are to be compared.
 *
 * @param model whose machines and programs they are given, and which is asked about a difference
 * @param one a system's id
 * @param other a system's id
 */
public record Rivals(ArchitectureKit kit, Model model, String one, String other) {
  @Override
  public String toString() {
    return "%s and %s on %s".formatted(one, other, kit.architecture().id());
  }

  private Supplier<SystemUnderTest> supplier(String system) {
    return Systems.ofUser().supplier(system, model);
  }

  /** What the systems say of themselves. */
  public List<String> remarks() {
    return Stream.of(one, other)
        .flatMap(id -> new Witness(supplier(id)).remark().map(r -> id + ": " + r).stream())
        .toList();
  }

  /** The campaign, in which the one system stands for the oracle. */
  public Contest contest(List<Bias> presets) {
    Supplier<SystemUnderTest> first = supplier(one);
    Supplier<SystemUnderTest> second = supplier(other);
    Generator generator = new Witness(second).generator(kit, model, presets);
    return new Contest(
        new Witness(first).suited(generator),
        () -> new SystemOracle(model, first.get()),
        second,
        kit.reduction(),
        List.of(),
        () -> program -> OptionalInt.empty());
  }

  /**
   * The smallest difference known of a finding's two systems, and what the model says of it: what
   * the finding's program shrinks to while they differ at all, or one of the programs that tell
   * models apart.
   */
  public Contrast contrast(Contest contest, Finding finding) throws Judge.NoOutcome {
    Shrinker shrinker = new Shrinker(contest.reduction());
    try (Judge judge = new Judge(contest.oracle().get(), contest.system().get())) {
      Predicate<GuestProgram> differ = judge.diverges();
      GuestProgram least =
          Stream.concat(
                  Stream.of(finding.shrunk().program()),
                  TellingPrograms.of(kit).stream().filter(differ))
              .map(program -> shrinker.shrink(program, differ))
              .min(Comparator.comparing(contest.reduction()::size))
              .orElseThrow();
      Divergence smallest = judge.divergence(least).orElseThrow(Judge.NoOutcome::unsteady);
      return asked(new Finding(finding.index(), finding.original(), smallest));
    }
  }

  private Contrast asked(Finding finding) throws Judge.NoOutcome {
    Divergence difference = finding.shrunk();
    GuestProgram program = difference.program();
    Trace expected = new Trace();
    Decision said;
    try (Oracle oracle = kit.oracle(model)) {
      oracle.predict(program, expected, new RuleSet());
      said = oracle.explain(program).get(difference.step()).get(difference.place());
    }
    List<String> agreeing = new ArrayList<>();
    List<String> contradicting = new ArrayList<>();
    for (String system : List.of(one, other)) {
      (contradicts(system, program) ? contradicting : agreeing).add(system);
    }
    return new Contrast(finding, model, said, expected, agreeing, contradicting);
  }

  private boolean contradicts(String system, GuestProgram program) throws Judge.NoOutcome {
    try (Judge judge = new Judge(kit.oracle(model), supplier(system).get())) {
      return judge.divergence(program).isPresent();
    }
  }
}
