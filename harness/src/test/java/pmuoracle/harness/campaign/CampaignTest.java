package pmuoracle.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pmuoracle.harness.campaign.Toys.Erring;
import pmuoracle.harness.campaign.Toys.Quiet;
import pmuoracle.harness.conclusion.Conclusion;
import pmuoracle.harness.conclusion.Count;
import pmuoracle.harness.shrink.Reduction;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Errno;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Rule;
import pmuoracle.spec.x86.X86Step;

class CampaignTest {
  private static final long PROGRAMS = 5000;
  private static final Unknowns UNKNOWNS = Unknowns.MODEL_MAY_LEAVE_OPEN;

  private static CampaignPlan plan(int threads) {
    return CampaignPlan.ofPrograms(Toys.SEED, PROGRAMS, threads)
        .withBlockSize(64)
        .withCheckEvery(97);
  }

  /** Bad in about one program of a thousand. */
  private static boolean rarelyBad(GuestProgram program) {
    int last = Toys.lastRetire(program);
    // A machine may have no counter, and then nothing shows it.
    return Toys.hasExclude(program)
        && program.hashCode() % 97 == 0
        && last > 0
        && !program.machine().observations(program.steps().get(last)).isEmpty();
  }

  @Test
  void agreementIsACompleteCampaignWithItsCoverage() {
    CampaignResult result = Toys.run(Toys.against(program -> false), plan(2));
    Coverage coverage = result.coverage();
    assertEquals(Ending.COMPLETED, result.ending());
    assertEquals(PROGRAMS, coverage.programs());
    assertTrue(coverage.steps() > PROGRAMS && coverage.comparisons() > PROGRAMS);
    assertEquals(List.of(X86Rule.EXCLUDE_WINS), coverage.decided());
    assertEquals(List.of(X86Rule.NO_FILTER_ALLOWS), coverage.fired());
    long closed = Stream.of(X86Rule.values()).filter(rule -> !rule.leavesOpen()).count();
    assertEquals(closed - 2, coverage.unreached().size());
    assertEquals(coverage.requests(), coverage.errnos().get(Errno.OK));
    assertEquals(1, coverage.acceptedShare());
    assertEquals(X86Step.Kind.values().length, coverage.verbs().size());
    assertEquals(0, coverage.notObservable() + coverage.notSettled() + coverage.counting());
    assertEquals(Conclusion.AGREEMENT, result.account(UNKNOWNS).conclusion());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void theNumberOfThreadsChangesNothing(int threads) {
    assertEquals(
        Toys.run(Toys.against(CampaignTest::rarelyBad), plan(1)),
        Toys.run(Toys.against(CampaignTest::rarelyBad), plan(threads)));
    assertEquals(
        Toys.run(Toys.against(program -> false), plan(1)),
        Toys.run(Toys.against(program -> false), plan(threads)));
  }

  @Test
  void theFirstDivergenceIsTheOneOfTheLowestProgram() {
    CampaignResult result = Toys.run(Toys.against(CampaignTest::rarelyBad), plan(4));
    long first = 0;
    Contest contest = Toys.against(CampaignTest::rarelyBad);
    while (!rarelyBad(Campaign.program(contest, Toys.SEED, first))) {
      first++;
    }
    assertEquals(Ending.DIVERGED, result.ending());
    assertEquals(first, result.finding().orElseThrow().index());
    assertEquals(first + 1, result.coverage().programs());
  }

  @Test
  void aDivergenceIsShrunkToItsExactMinimum() {
    CampaignResult result =
        Toys.run(
            Toys.against(
                program ->
                    Toys.hasExclude(program)
                        && ((X86Machine) program.machine()).generalPurpose() > 0),
            plan(2));
    X86Machine one = new X86Machine(Vendor.INTEL, 1, 0, false, 48, false, false, false, 0, 64, 1);
    Divergence shrunk = result.finding().orElseThrow().shrunk();
    GuestProgram least =
        new GuestProgram(
            one,
            List.of(
                new X86Step.Retire(0, 0, 1, Privilege.KERNEL),
                new X86Step.SetFilter(FilterRequest.of(0, 1, 0, MaskedEntry.EXCLUDE))));
    assertEquals(2, shrunk.program().steps().size());
    assertEquals(one, shrunk.program().machine());
    assertTrue(shrunk.program().steps().containsAll(least.steps()), shrunk::toString);
    assertEquals(1, shrunk.observed());
    assertEquals(0, shrunk.predicted());
    assertEquals(
        new WrongCell("retire", "gp", Divergence.Side.MORE, 0),
        WrongCell.of(shrunk, new Reduction(X86Forms.ALL)));
  }

  @Test
  void aSystemThatThrowsHasFailedAndNotDiverged() {
    CampaignResult result =
        Toys.run(
            Toys.against(
                program -> {
                  if (rarelyBad(program)) {
                    throw new IllegalStateException("out of order");
                  }
                  return false;
                }),
            plan(2));
    assertEquals(Ending.SYSTEM_FAILED, result.ending());
    assertTrue(result.finding().isEmpty());
    SystemFailure failure = result.failure().orElseThrow();
    assertEquals("out of order", failure.cause().getMessage());
    assertTrue(rarelyBad(failure.program()));
  }

  @Test
  void aTraceOfAnotherShapeIsAFailureOfTheSystem() {
    CampaignResult result =
        Toys.run(Toys.contest(Quiet::new, () -> new Lazy((program, trace) -> {})), plan(1));
    assertEquals(Ending.SYSTEM_FAILED, result.ending());
  }

  @Test
  void whatASystemCannotObserveIsCountedAndNotCompared() {
    CampaignResult result =
        Toys.run(
            Toys.contest(
                Quiet::new,
                () ->
                    new Lazy(
                        (program, trace) ->
                            program
                                .steps()
                                .forEach(
                                    step -> {
                                      program
                                          .machine()
                                          .observations(step)
                                          .forEach(what -> trace.addUnknown());
                                      trace.endStep();
                                    }))),
            plan(1));
    assertEquals(Ending.COMPLETED, result.ending());
    assertEquals(0, result.coverage().comparisons());
    assertTrue(result.coverage().oneSidedCells() > PROGRAMS);
    assertTrue(result.coverage().hidden().size() > 1);
    assertEquals(Conclusion.INCONCLUSIVE, result.account(UNKNOWNS).conclusion());
  }

  @Test
  void aStopFlagEndsTheCampaignCleanly() {
    AtomicBoolean stop = new AtomicBoolean();
    CampaignPlan endless = CampaignPlan.ofPrograms(Toys.SEED, Long.MAX_VALUE, 2).withStop(stop);
    CampaignListener stopper =
        new CampaignListener() {
          @Override
          public void advanced(long programs) {
            stop.set(true);
          }
        };
    CampaignResult result = new Campaign(Toys.against(program -> false), endless, stopper).run();
    assertEquals(Ending.STOPPED, result.ending());
    assertTrue(result.coverage().programs() >= endless.blockSize());
    assertEquals(Conclusion.AGREEMENT, result.account(UNKNOWNS).conclusion());
  }

  /** Nobody asks for a block after the last one, so that the last one has to say it. */
  @Test
  void aStopWithinTheLastBlockIsNoCompletion() {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong runs = new AtomicLong();
    Contest contest =
        Toys.against(
            program -> {
              stop.compareAndSet(false, runs.incrementAndGet() == 10);
              return false;
            });
    CampaignResult result =
        Toys.run(
            contest, CampaignPlan.ofPrograms(Toys.SEED, 64, 1).withBlockSize(64).withStop(stop));
    assertEquals(10, result.coverage().programs());
    assertEquals(Ending.STOPPED, result.ending());
  }

  @Test
  void aClockThatRunsOutEndsTheCampaign() {
    AtomicLong clock = new AtomicLong();
    CampaignPlan plan =
        CampaignPlan.ofTime(Toys.SEED, 10, 1).withClock(clock::getAndIncrement).withBlockSize(8);
    CampaignResult result = Toys.run(Toys.against(program -> false), plan);
    assertEquals(Ending.OUT_OF_TIME, result.ending());
    // The clock ticks when it is asked: at each block, and before each program but a block's first.
    assertEquals(9, result.coverage().programs());
  }

  @Test
  void anOracleThatContradictsItsSolverIsOurOwnDefect() {
    class TwoFaced extends Quiet {
      @Override
      public void predict(GuestProgram program, Trace into, RuleSet fired) {
        program.steps().forEach(step -> into.endStep());
      }
    }
    assertThrows(
        AssertionError.class,
        () -> Toys.run(Toys.contest(TwoFaced::new, () -> new Erring(program -> false)), plan(2)));
  }

  @Test
  void badInputOfTheUserStaysBadInput() {
    assertThrows(
        BadInput.class,
        () ->
            Toys.run(
                Toys.against(
                    program -> {
                      throw new BadInput("no such command");
                    }),
                plan(2)));
  }

  @Test
  void programsOfOneCampaignDiffer() {
    Contest contest = Toys.against(program -> false);
    assertFalse(
        Campaign.program(contest, 1, 0).equals(Campaign.program(contest, 1, 1))
            && Campaign.program(contest, 1, 0).equals(Campaign.program(contest, 2, 0)));
  }

  private record Lazy(java.util.function.BiConsumer<GuestProgram, Trace> outcome)
      implements SystemUnderTest {
    @Override
    public String id() {
      return "lazy";
    }

    @Override
    public void run(GuestProgram program, Trace into) {
      outcome.accept(program, into);
    }
  }

  @Test
  void aProgramThatContradictsWhatIsProvedIsAnErrorOfOurs() {
    Contest plain = Toys.against(program -> false);
    Contest claimed =
        new Contest(
            plain.generator(),
            plain.oracle(),
            plain.system(),
            plain.unknowns(),
            plain.reduction(),
            plain.rules(),
            () -> program -> OptionalInt.of(0));
    Toys.run(claimed, plan(1));
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> Toys.run(claimed, plan(1).withClaimsEvery(PROGRAMS)));
    assertTrue(error.toString().contains("step 1 contradicts a claim"), error::toString);
  }

  /** Differs on the first run of a program and never again. */
  private static Predicate<GuestProgram> once() {
    Set<GuestProgram> seen = ConcurrentHashMap.newKeySet();
    return program -> rarelyBad(program) && seen.add(program);
  }

  @Test
  void whatDoesNotDifferAgainIsFlakyAndTheCampaignGoesOn() {
    CampaignResult result = Toys.run(Toys.against(once()), plan(2));
    assertTrue(result.flaky().size() > 1, result::toString);
    assertEquals(result.flaky().size() == 8 ? Ending.FLAKY : Ending.COMPLETED, result.ending());
    for (Flaky flaky : result.flaky()) {
      assertEquals(0, flaky.again());
      assertEquals(CampaignPlan.USUAL_RETRIES, flaky.repeats());
      assertEquals(1, flaky.first().observed());
      assertTrue(rarelyBad(flaky.first().program()));
    }
    assertEquals(Conclusion.INCONCLUSIVE, result.account(UNKNOWNS).conclusion());
    assertEquals(result.flaky().size(), result.account(UNKNOWNS).get(Count.FLAKY));
  }

  @Test
  void aSteadyDivergenceBehindFlakyOnesIsFound() {
    Predicate<GuestProgram> flaky = once();
    Contest contest =
        Toys.against(
            program ->
                flaky.test(program)
                    || (Toys.lastRetire(program) > 0 && program.hashCode() % 499 == 0));
    CampaignResult result = Toys.run(contest, plan(2));
    assertEquals(Ending.DIVERGED, result.ending());
    assertEquals(Conclusion.DIVERGENCE, result.account(UNKNOWNS).conclusion());
  }

  @Test
  void aRepeatThatGivesNoOutcomeIsAFailureAndNotFlaky() {
    Set<GuestProgram> seen = ConcurrentHashMap.newKeySet();
    Contest contest =
        Toys.against(
            program -> {
              if (rarelyBad(program) && !seen.add(program)) {
                throw new IllegalStateException("out of time");
              }
              return rarelyBad(program);
            });
    CampaignResult result = Toys.run(contest, plan(1));
    assertEquals(Ending.SYSTEM_FAILED, result.ending());
    assertEquals(0, result.flaky().size());
    assertEquals("out of time", result.failure().orElseThrow().cause().getMessage());
  }

  /** Shows nothing of retired events; whether it says so is another matter. */
  private record Silent(boolean honest) implements SystemUnderTest {
    @Override
    public String id() {
      return "silent";
    }

    @Override
    public boolean announces(Step step, Observation.Kind kind) {
      return !honest || !(step instanceof X86Step.Retire);
    }

    @Override
    public void run(GuestProgram program, Trace into) {
      for (Step step : program.steps()) {
        for (Observation ignored : program.machine().observations(step)) {
          if (step instanceof X86Step.Retire) {
            into.addUnknown();
          } else {
            into.add(0);
          }
        }
        into.endStep();
      }
    }
  }

  @Test
  void whatASystemAnnouncesAndNeverShowsIsHiddenAndWhatItAnnouncesThatItCannotIsNot() {
    CampaignResult hiding =
        Toys.run(Toys.contest(Toys.Quiet::new, () -> new Silent(false)), plan(2));
    assertEquals(
        List.of(
            new CellKind(
                "retire", Observation.Kind.COUNT, false, hiding.coverage().oneSidedCells(), 0)),
        hiding.coverage().hidden());
    assertTrue(hiding.coverage().oneSidedCells() > PROGRAMS);
    assertEquals(Conclusion.INCONCLUSIVE, hiding.account(UNKNOWNS).conclusion());

    CampaignResult honest =
        Toys.run(Toys.contest(Toys.Quiet::new, () -> new Silent(true)), plan(2));
    assertEquals(hiding.coverage().oneSidedCells(), honest.coverage().notObservable());
    assertEquals(0, honest.coverage().oneSidedCells());
    assertEquals(Conclusion.AGREEMENT, honest.account(UNKNOWNS).conclusion());
  }

  /** An oracle that was made to know nothing of retired events. */
  private static final class Forgetful extends Toys.Quiet {
    @Override
    public void evaluate(GuestProgram program, Trace into) {
      new Silent(true).run(program, into);
    }
  }

  @Test
  void anOracleThatStopsKnowingIsInDoubtBesideTheImplementationOfItsOwnModel() {
    Contest plain = Toys.contest(Forgetful::new, () -> new Toys.Erring(program -> false));
    CampaignResult foreign = Toys.run(plain, plan(2));
    assertEquals(Conclusion.AGREEMENT, foreign.account(plain.unknowns()).conclusion());
    assertTrue(foreign.coverage().notSettled() > PROGRAMS);

    Contest own =
        new Contest(
            plain.generator(),
            plain.oracle(),
            plain.system(),
            Unknowns.ONE_MODEL,
            plain.reduction(),
            plain.rules(),
            plain.claims());
    CampaignResult result = Toys.run(own, plan(2));
    assertEquals(Conclusion.INCONCLUSIVE, result.account(own.unknowns()).conclusion());
    assertEquals(foreign.coverage().notSettled(), result.coverage().oneSidedCells());
  }
}
