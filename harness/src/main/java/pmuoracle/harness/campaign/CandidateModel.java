package pmuoracle.harness.campaign;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.shrink.Reduction;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;

/** A model that a system may be, while the system is asked. */
final class CandidateModel implements AutoCloseable {
  private final Model model;
  private final Generator generator;
  private final Oracle oracle;
  private final Judge judge;
  private final Reduction reduction;
  private final Limit limit;
  private boolean isMute;
  private Optional<String> silence = Optional.empty();
  private long comparisons;
  private Optional<Identity.RuledOut> ruledOut = Optional.empty();

  /** The system is the one that is asked, and stays open. */
  CandidateModel(
      Identification.Candidate candidate,
      SystemUnderTest system,
      Reduction reduction,
      Limit limit) {
    model = candidate.model();
    generator = candidate.generator();
    oracle = candidate.oracle().get();
    judge = new Judge(oracle, system);
    this.reduction = reduction;
    this.limit = limit;
  }

  Model model() {
    return model;
  }

  /** A program made for the model that suits the system, or empty if there seems to be none. */
  Optional<GuestProgram> program(RandomGenerator random) {
    if (isMute) {
      return Optional.empty();
    }
    try {
      return Optional.of(generator.program(random));
    } catch (SystemUnavailable none) {
      // The system can be no machine of this model; other models may still have one.
      isMute = true;
      return Optional.empty();
    }
  }

  /** Compares what the system observed with what the model says, unless it is ruled out already. */
  void see(long index, GuestProgram program, Trace observed) throws Judge.NoOutcome {
    Optional<String> refusal = model.refusal(program.machine());
    if (ruledOut.isPresent() || refusal.isPresent()) {
      silence = silence.or(() -> refusal);
      return;
    }
    boolean differs = judge.differs(program, observed, false);
    comparisons += judge.comparison().compared();
    if (differs) {
      Divergence original = judge.steady(index, program, CampaignPlan.USUAL_RETRIES);
      WrongCell cell = WrongCell.of(original, reduction);
      Predicate<GuestProgram> same =
          judge.diverges(found -> WrongCell.of(found, reduction).equals(cell));
      GuestProgram least = new Shrinker(reduction).shrink(program, limit.until(program, same));
      Divergence shrunk = judge.divergence(least).orElse(original);
      ruledOut = Optional.of(new Identity.RuledOut(model, new Finding(index, original, shrunk)));
    }
  }

  /** Whether something was compared, and nothing differed. */
  boolean isLeft() {
    return ruledOut.isEmpty() && comparisons > 0;
  }

  boolean isUnasked() {
    return ruledOut.isEmpty() && comparisons == 0;
  }

  /** Why it says nothing of some machine the system was, or empty. */
  Optional<String> silence() {
    return silence;
  }

  long comparisons() {
    return comparisons;
  }

  Optional<Identity.RuledOut> ruledOut() {
    return ruledOut;
  }

  /**
   * Where the program tells this model from the other, and what hinders the system to; or empty.
   */
  Optional<Identity.Apart> apart(
      CandidateModel other, GuestProgram program, SystemUnderTest system) {
    if (model.refusal(program.machine()).isPresent()
        || other.model.refusal(program.machine()).isPresent()) {
      return Optional.empty();
    }
    Trace mine = judge.prediction(program);
    Trace its = other.judge.prediction(program);
    Comparison comparison = new Comparison();
    if (!comparison.differs(program, mine, its, false)) {
      return Optional.empty();
    }
    Step step = program.steps().get(comparison.step());
    Observation what = program.machine().observations(step).get(comparison.place());
    return Optional.of(
        new Identity.Apart(
            program, comparison.step(), what, obstacle(program, comparison.step(), system)));
  }

  private static Identity.Obstacle obstacle(
      GuestProgram program, int step, SystemUnderTest system) {
    List<Step> steps = program.steps().subList(0, step + 1);
    if (system.refusal(program.machine()).isPresent()) {
      return Identity.Obstacle.MACHINE;
    }
    return steps.stream().allMatch(system::supports)
        ? Identity.Obstacle.OBSERVATION
        : Identity.Obstacle.STEP;
  }

  @Override
  public void close() {
    oracle.close();
  }
}
