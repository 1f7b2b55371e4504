package pmuoracle.harness.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.campaign.CampaignPlan;
import pmuoracle.harness.campaign.Contest;
import pmuoracle.harness.campaign.Divergence;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.campaign.Limit;
import pmuoracle.harness.campaign.OneSided;
import pmuoracle.harness.campaign.SystemOracle;
import pmuoracle.harness.campaign.Unknowns;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.Supported;
import pmuoracle.harness.match.Capabilities;
import pmuoracle.harness.match.LeftOut;
import pmuoracle.harness.match.Systems;
import pmuoracle.harness.match.TellingPrograms;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.harness.system.SystemId;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Trace;

/**
 * Two systems of one architecture that are to be compared.
 *
 * @param model whose machines and programs they are given, and which is asked about a difference
 * @param leftOut steps that no program has
 */
public record SystemPair(
    ArchitectureKit kit, Model model, SystemId one, SystemId other, LeftOut leftOut) {
  @Override
  public String toString() {
    return "%s and %s on %s".formatted(one, other, kit.architecture().id());
  }

  private Supplier<SystemUnderTest> supplier(SystemId system) {
    return Systems.ofUser().supplier(system, model);
  }

  /** What the systems say of themselves. */
  public List<String> remarks() {
    return Stream.of(one, other)
        .flatMap(id -> new Capabilities(supplier(id)).remark().map(r -> id + ": " + r).stream())
        .toList();
  }

  /** Facts are asked for only where both tell some: a system may do more then than show them. */
  private boolean tellsFacts(SystemId id) {
    try (SystemUnderTest system = supplier(id).get()) {
      return kit.sweptMachines().stream().anyMatch(m -> !system.facts(m).isEmpty());
    }
  }

  /** A system that also tells what no model predicts. */
  private static Supplier<SystemUnderTest> telling(Supplier<SystemUnderTest> systems) {
    return () -> {
      SystemUnderTest system = systems.get();
      system.tellFacts();
      return system;
    };
  }

  /** The campaign, in which the one system stands for the oracle. */
  public Contest contest(List<Bias> presets) {
    boolean both = tellsFacts(one) && tellsFacts(other);
    Supplier<SystemUnderTest> first = both ? telling(supplier(one)) : supplier(one);
    Supplier<SystemUnderTest> second = both ? telling(supplier(other)) : supplier(other);
    Generator generator = new Capabilities(second).generator(kit.of(model), presets);
    return new Contest(
        new Supported(new Capabilities(first).suited(generator), leftOut.kept(kit)),
        () -> new SystemOracle(model, first.get()),
        second,
        Unknowns.BOTH_ANNOUNCE,
        kit.reduction(),
        List.of(),
        () -> program -> OptionalInt.empty());
  }

  /**
   * The smallest difference known of a finding's two systems, and what the model says of it: what
   * the finding's program shrinks to while they differ at all, or one of the programs that tell
   * models apart.
   */
  public SystemDifference found(Contest contest, Finding finding, Limit limit) {
    Shrinker shrinker = new Shrinker(contest.reduction());
    try (Judge judge = contest.judge()) {
      GuestProgram known = finding.shrunk().program();
      Predicate<GuestProgram> differ = limit.until(known, judge.diverges());
      GuestProgram least =
          Stream.concat(Stream.of(known, finding.original().program()), telling().filter(differ))
              .map(program -> shrinker.shrink(program, limit.until(program, differ)))
              .min(contest.reduction().order())
              .orElseThrow();
      Divergence smallest = judge.divergence(least).orElse(finding.shrunk());
      return asked(new Finding(finding.index(), finding.original(), smallest));
    } catch (Judge.NoOutcome none) {
      // What the campaign found is known all the same.
      return asked(finding);
    }
  }

  private Stream<GuestProgram> telling() {
    return TellingPrograms.of(kit).stream()
        .filter(program -> program.steps().stream().allMatch(leftOut.kept(kit)));
  }

  private SystemDifference asked(Finding finding) {
    Divergence difference = finding.shrunk();
    GuestProgram program = difference.program();
    Trace expected = new Trace();
    Optional<Decision> said = Optional.empty();
    try (Oracle oracle = kit.of(model).oracle()) {
      oracle.predict(program, expected);
      List<Decision> decisions = oracle.explain(program).get(difference.step());
      if (difference.place() < decisions.size()) {
        said = Optional.of(decisions.get(difference.place()));
      }
    }
    List<String> agreeing = new ArrayList<>();
    List<String> contradicting = new ArrayList<>();
    for (SystemId system : List.of(one, other)) {
      try {
        (contradicts(system, program) ? contradicting : agreeing).add(system.toString());
      } catch (Judge.NoOutcome none) {
        // It is told as neither.
      }
    }
    return new SystemDifference(finding, model, said, expected, agreeing, contradicting);
  }

  /**
   * What only one of the systems shows of the campaign's program of this number, though both
   * announce it; empty if it does not come again each time.
   */
  public Optional<OneSided> oneSided(Contest contest, GuestProgram program, Limit limit)
      throws Judge.NoOutcome {
    try (Judge judge = contest.judge()) {
      return judge.oneSided(
          program, new Shrinker(contest.reduction()), CampaignPlan.USUAL_RETRIES, limit);
    }
  }

  private boolean contradicts(SystemId system, GuestProgram program) throws Judge.NoOutcome {
    try (Judge judge = new Judge(kit.of(model).oracle(), supplier(system).get())) {
      return judge.divergence(program).isPresent();
    }
  }
}
