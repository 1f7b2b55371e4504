package pmuoracle.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Conclusion;
import pmuoracle.harness.conclusion.Count;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.x86.X86Generator;
import pmuoracle.harness.shrink.Reduction;
import pmuoracle.harness.shrink.Shrinker;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Step;

/**
 * Two systems, each of which says what it shows: what only one shows, and what no model predicts.
 */
class TwoSystemsTest {
  private static final CampaignPlan PLAN =
      CampaignPlan.ofPrograms(Toys.SEED, 2000, 2).withBlockSize(64);

  /**
   * Shows 0 everywhere, but nothing of the retired events of some programs, and tells one fact.
   *
   * @param hides where retired events are not shown
   * @param announces whether it says that it shows retired events
   * @param lies where the fact is another one
   */
  private record Teller(
      Predicate<GuestProgram> hides,
      boolean announces,
      Predicate<GuestProgram> lies,
      AtomicBoolean tells)
      implements SystemUnderTest {
    static Teller of(Predicate<GuestProgram> hides, boolean announces) {
      return new Teller(hides, announces, program -> false, new AtomicBoolean());
    }

    static Teller lying(Predicate<GuestProgram> lies) {
      return new Teller(program -> false, true, lies, new AtomicBoolean());
    }

    @Override
    public String id() {
      return "teller";
    }

    @Override
    public boolean announces(Step step, Observation.Kind kind) {
      return announces || !(step instanceof X86Step.Retire);
    }

    @Override
    public List<Observation> facts(Machine machine) {
      return List.of(new Observation(Observation.Kind.FACT, "gp0 period"));
    }

    @Override
    public void tellFacts() {
      tells.set(true);
    }

    @Override
    public void run(GuestProgram program, Trace into) {
      for (Step step : program.steps()) {
        for (Observation ignored : program.machine().observations(step)) {
          if (step instanceof X86Step.Retire && hides.test(program)) {
            into.addUnknown();
          } else {
            into.add(0);
          }
        }
        if (tells.get()) {
          into.addFact(step instanceof X86Step.Enter && lies.test(program) ? 0x64 : 0);
        }
        into.endStep();
      }
    }
  }

  private static Contest contest(Teller one, Teller other) {
    return new Contest(
        new X86Generator(X86Models.V6_3, Bias.WHOLE),
        () -> new SystemOracle(X86Models.V6_3, one),
        () -> other,
        Unknowns.BOTH_ANNOUNCE,
        new Reduction(X86Forms.ALL),
        List.of(),
        () -> program -> OptionalInt.empty());
  }

  private static Conclusion conclusion(CampaignResult result) {
    return result.account(Unknowns.BOTH_ANNOUNCE).conclusion();
  }

  private static boolean has(GuestProgram program, X86Step.Kind kind) {
    return program.steps().stream().anyMatch(step -> step.kind() == kind);
  }

  /** Hides counts where the guest's virtual CPU was reset. */
  private static boolean hides(GuestProgram program) {
    return has(program, X86Step.Kind.RESET);
  }

  @Test
  void whatTheOtherNoLongerShowsIsShrunk() throws Judge.NoOutcome {
    Contest contest =
        contest(Teller.of(program -> false, true), Teller.of(TwoSystemsTest::hides, true));
    CampaignResult result = Toys.run(contest, PLAN);
    assertEquals(Ending.COMPLETED, result.ending());
    assertEquals(Conclusion.INCONCLUSIVE, conclusion(result));
    long index = result.coverage().firstOneSided().orElseThrow();
    try (Judge judge = contest.judge()) {
      OneSided found =
          judge
              .oneSided(
                  Campaign.program(contest, Toys.SEED, index),
                  new Shrinker(contest.reduction()),
                  3,
                  new Limit(Long.MAX_VALUE, new AtomicBoolean()))
              .orElseThrow();
      assertTrue(found.byFirst());
      assertEquals(2, found.program().steps().size(), found::toString);
      assertTrue(hides(found.program()) && has(found.program(), X86Step.Kind.RETIRE));
      assertEquals(Observation.Kind.COUNT, found.what().kind());
    }
  }

  @Test
  void whatTheFirstDoesNotShowIsOneSidedToo() {
    CampaignResult result =
        Toys.run(
            contest(Teller.of(TwoSystemsTest::hides, true), Teller.of(program -> false, true)),
            PLAN);
    assertEquals(Conclusion.INCONCLUSIVE, conclusion(result));
    CellKind kind = result.coverage().oneSided().get(0);
    assertEquals("retire", kind.verb());
    assertEquals(0, kind.onlyFirst());
    assertTrue(kind.onlySecond() > 0);
  }

  @Test
  void aSystemAgainstItselfHasNothingOneSidedAndWhatIsNotAnnouncedIsNotEither() {
    CampaignResult itself =
        Toys.run(
            contest(Teller.of(TwoSystemsTest::hides, true), Teller.of(TwoSystemsTest::hides, true)),
            PLAN);
    assertEquals(0, itself.coverage().oneSidedCells());
    assertEquals(Conclusion.AGREEMENT, conclusion(itself));

    CampaignResult unannounced =
        Toys.run(
            contest(Teller.of(program -> false, true), Teller.of(program -> true, false)), PLAN);
    assertEquals(0, unannounced.coverage().oneSidedCells());
    assertTrue(unannounced.coverage().notObservable() > 0);
    assertEquals(Conclusion.AGREEMENT, conclusion(unannounced));
  }

  private static Contest facts(boolean told, boolean toldByOther) {
    Teller one = Teller.lying(program -> false);
    Teller other = Teller.lying(program -> has(program, X86Step.Kind.EMULATE));
    if (told) {
      one.tellFacts();
    }
    if (toldByOther) {
      other.tellFacts();
    }
    return contest(one, other);
  }

  @Test
  void aFactThatDiffersIsADifferenceOfItsOwnKind() {
    CampaignResult result = Toys.run(facts(true, true), PLAN);
    assertEquals(Ending.DIVERGED, result.ending());
    Divergence least = result.finding().orElseThrow().shrunk();
    assertEquals(new Observation(Observation.Kind.FACT, "gp0 period"), least.decision().what());
    assertEquals(0, least.predicted());
    assertEquals(0x64, least.observed());
    assertEquals("0x64", least.show(least.observed()));
    assertEquals(2, least.program().steps().size(), least::toString);
    assertTrue(has(least.program(), X86Step.Kind.ENTER));
    assertEquals(Count.DIFFERENT, differing(result));
  }

  private static Count differing(CampaignResult result) {
    Account account = result.account(Unknowns.BOTH_ANNOUNCE);
    return account.get(Count.DIFFERENT) == 1 ? Count.DIFFERENT : Count.COMPARED;
  }

  @Test
  void factsAreComparedOnlyWhereBothTellThem() {
    for (Contest contest : List.of(facts(true, false), facts(false, true), facts(false, false))) {
      CampaignResult result = Toys.run(contest, PLAN);
      assertEquals(Ending.COMPLETED, result.ending());
      assertFalse(result.finding().isPresent());
    }
  }

  /** Cannot be a machine with an odd number of counters, and says so. */
  private static SystemUnderTest choosy() {
    Teller teller = Teller.of(TwoSystemsTest::isOdd, true);
    return new SystemUnderTest() {
      @Override
      public String id() {
        return "choosy";
      }

      @Override
      public void run(GuestProgram program, Trace into) {
        if (!isOdd(program)) {
          teller.run(program, into);
          return;
        }
        into.refuse();
        for (Step step : program.steps()) {
          program.machine().observations(step).forEach(unseen -> into.addUnknown());
          into.endStep();
        }
      }
    };
  }

  private static boolean isOdd(GuestProgram program) {
    return ((X86Machine) program.machine()).generalPurpose() % 2 == 1;
  }

  @Test
  void programsThatASystemRefusesAreCountedAndHideNothing() {
    CampaignResult result = Toys.run(Toys.contest(Toys.Quiet::new, TwoSystemsTest::choosy), PLAN);
    Account account = result.account(Unknowns.MODEL_MAY_LEAVE_OPEN);
    assertEquals(Conclusion.AGREEMENT, account.conclusion());
    assertTrue(account.get(Count.REFUSED) > 100, account::toString);
    assertEquals(0, account.get(Count.ONE_SIDED), account::toString);
  }

  @Test
  void whereOnlyOneOfTwoRefusesWhatTheOtherShowsIsOneSided() {
    Contest contest = contest(Teller.of(program -> false, true), Teller.of(p -> false, true));
    Contest choosy =
        new Contest(
            contest.generator(),
            contest.oracle(),
            TwoSystemsTest::choosy,
            contest.unknowns(),
            contest.reduction(),
            contest.rules(),
            contest.claims());
    CampaignResult result = Toys.run(choosy, PLAN);
    assertEquals(Conclusion.INCONCLUSIVE, conclusion(result));
    assertEquals(0, result.coverage().refused());
    assertTrue(result.coverage().oneSidedCells() > 0);
  }
}
