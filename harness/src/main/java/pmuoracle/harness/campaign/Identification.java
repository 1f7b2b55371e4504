package pmuoracle.harness.campaign;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.ProgramSeed;
import pmuoracle.harness.shrink.Reduction;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;

/**
 * Finds which models a system behaves as, by what it does and nothing else: first by the programs
 * that are known to tell models apart, then by a fixed campaign of programs made for the models
 * that are left.
 */
public final class Identification {
  private static final long SEED = 0x1d;

  /** So many programs are generated in all, so many at a time for each model that is left. */
  private static final int GENERATED = 4096;

  private static final int ROUND = 64;

  private final List<Candidate> candidates;
  private final List<CandidateModel> candidateModels = new ArrayList<>();
  private final List<GuestProgram> telling;
  private final Supplier<SystemUnderTest> system;
  private final Reduction reduction;
  private final Set<Observation.Kind> shown = EnumSet.noneOf(Observation.Kind.class);
  private final Batch batch = new Batch();
  private long programs;

  /**
   * A model the system may be.
   *
   * @param generator of programs that suit the system
   */
  public record Candidate(Model model, Supplier<Oracle> oracle, Generator generator) {}

  /**
   * Of the system.
   *
   * @param candidates oldest first
   * @param telling programs that tell the models apart, the smallest first
   */
  public Identification(
      List<Candidate> candidates,
      List<GuestProgram> telling,
      Supplier<SystemUnderTest> system,
      Reduction reduction) {
    this.candidates = List.copyOf(candidates);
    this.telling = List.copyOf(telling);
    this.system = system;
    this.reduction = reduction;
  }

  /**
   * Asks the system; blocks. Once only.
   *
   * @param limit how long it may take, and who may stop it
   */
  public Identity identity(Limit limit) throws Judge.NoOutcome {
    try (Observer observer = new Observer(system.get(), unneeded -> {})) {
      candidates.forEach(
          c -> candidateModels.add(new CandidateModel(c, observer.system(), reduction, limit)));
      ask(
          observer,
          telling.stream().filter(p -> observer.system().refusal(p.machine()).isEmpty()).toList(),
          limit);
      int generated = 0;
      List<GuestProgram> round = generated(generated);
      while (!round.isEmpty() && generated < GENERATED && !limit.isOver()) {
        ask(observer, round, limit);
        generated += round.size();
        round = generated(generated);
      }
      return identity(observer.system(), !round.isEmpty() && generated < GENERATED);
    } finally {
      candidateModels.forEach(CandidateModel::close);
    }
  }

  private List<GuestProgram> generated(int from) {
    List<GuestProgram> round = new ArrayList<>();
    for (CandidateModel candidateModel : candidateModels) {
      for (int i = 0; i < ROUND && candidateModel.ruledOut().isEmpty(); i++) {
        candidateModel
            .program(ProgramSeed.random(SEED, (long) from + round.size()))
            .ifPresent(round::add);
      }
    }
    return round;
  }

  private void ask(Observer observer, List<GuestProgram> all, Limit limit) throws Judge.NoOutcome {
    int from = 0;
    while (from < all.size() && !limit.isOver()) {
      int end = Math.min(all.size(), from + Math.max(ROUND, observer.system().batch()));
      batch.run(observer, programs, all.subList(from, end));
      for (; from < end; from++) {
        note(all.get(from), batch.observed(programs, observer));
        programs++;
      }
      batch.requireExplained();
    }
  }

  private void note(GuestProgram program, Trace observed) throws Judge.NoOutcome {
    List<Step> steps = program.steps();
    for (int step = 0; step < Math.min(steps.size(), observed.steps()); step++) {
      List<Observation> what = program.machine().observations(steps.get(step));
      for (int place = 0; place < Math.min(what.size(), observed.width(step)); place++) {
        if (observed.isKnown(step, place)) {
          shown.add(what.get(place).kind());
        }
      }
    }
    for (CandidateModel candidateModel : candidateModels) {
      candidateModel.see(programs, program, observed);
    }
  }

  private Identity identity(SystemUnderTest asked, boolean cutShort) {
    List<CandidateModel> left = candidateModels.stream().filter(CandidateModel::isLeft).toList();
    List<CandidateModel> whole = left.stream().filter(s -> s.silence().isEmpty()).toList();
    List<CandidateModel> agreeing = whole.isEmpty() ? left : whole;
    List<Identity.Neighbours> neighbours = new ArrayList<>();
    for (int i = 1; i < agreeing.size(); i++) {
      neighbours.add(neighbours(agreeing.get(i - 1), agreeing.get(i), asked));
    }
    return new Identity(
        models(agreeing),
        left.stream()
            .filter(s -> !agreeing.contains(s))
            .map(s -> new Identity.Partly(s.model(), s.silence().orElseThrow()))
            .toList(),
        candidateModels.stream().flatMap(s -> s.ruledOut().stream()).toList(),
        models(candidateModels.stream().filter(CandidateModel::isUnasked).toList()),
        neighbours,
        shown,
        programs,
        candidateModels.stream().mapToLong(CandidateModel::comparisons).sum(),
        cutShort);
  }

  private Identity.Neighbours neighbours(
      CandidateModel one, CandidateModel other, SystemUnderTest asked) {
    Optional<Identity.Apart> apart =
        telling.stream().flatMap(p -> one.apart(other, p, asked).stream()).findFirst();
    return new Identity.Neighbours(one.model(), other.model(), apart);
  }

  private static List<Model> models(List<CandidateModel> candidateModels) {
    return candidateModels.stream().map(CandidateModel::model).toList();
  }
}
