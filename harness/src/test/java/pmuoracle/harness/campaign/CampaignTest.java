package pmuoracle.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pmuoracle.harness.campaign.Toys.Erring;
import pmuoracle.harness.campaign.Toys.Quiet;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Errno;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Rule;
import pmuoracle.spec.x86.X86Step;

class CampaignTest {
  private static final long PROGRAMS = 5000;

  private static Plan plan(int threads) {
    return Plan.ofPrograms(Toys.SEED, PROGRAMS, threads).withBlockSize(64).withCheckEvery(97);
  }

  /** Bad in about one program of a thousand. */
  private static boolean rarelyBad(GuestProgram program) {
    return Toys.hasExclude(program) && program.hashCode() % 97 == 0 && Toys.lastRetire(program) > 0;
  }

  @Test
  void agreementIsACompleteCampaignWithItsCoverage() {
    CampaignResult result = Toys.run(Toys.against(program -> false), plan(2));
    Coverage coverage = result.coverage();
    assertEquals(Ending.COMPLETED, result.ending());
    assertEquals(PROGRAMS, coverage.programs());
    assertTrue(coverage.steps() > PROGRAMS && coverage.comparisons() > PROGRAMS);
    assertEquals(List.of(X86Rule.NO_FILTER_ALLOWS), coverage.fired());
    assertEquals(X86Rule.values().length - 1, coverage.unreached().size());
    assertEquals(coverage.requests(), coverage.errnos().get(Errno.OK));
    assertEquals(1, coverage.acceptedShare());
    assertEquals(X86Step.Kind.values().length, coverage.verbs().size());
    assertEquals(0, coverage.unobserved() + coverage.unsettled() + coverage.counting());
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
    X86Machine one =
        new X86Machine(
            ((X86Machine) result.finding().orElseThrow().original().program().machine()).vendor(),
            1,
            0,
            false,
            48,
            false,
            false,
            false,
            0,
            64,
            1);
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
        new Divergence.Kind(
            new Divergence.Look("retire", Observation.Kind.COUNT, Divergence.Side.MORE),
            Optional.of(X86Rule.EXCLUDE_WINS)),
        shrunk.kind());
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
    assertTrue(result.coverage().unobserved() > PROGRAMS);
  }

  @Test
  void aStopFlagEndsTheCampaignCleanly() {
    AtomicBoolean stop = new AtomicBoolean();
    Plan endless = Plan.ofPrograms(Toys.SEED, Long.MAX_VALUE, 2).withStop(stop);
    CampaignListener stopper =
        new CampaignListener() {
          @Override
          public void advanced(long programs) {
            stop.set(true);
          }
        };
    CampaignResult result = new Campaign(Toys.against(program -> false), endless, stopper).run();
    assertEquals(Ending.STOPPED, result.ending());
    assertTrue(result.coverage().programs() > 0);
    assertEquals(0, result.coverage().programs() % endless.blockSize());
  }

  @Test
  void aClockThatRunsOutEndsTheCampaign() {
    AtomicLong clock = new AtomicLong();
    Plan plan = Plan.ofTime(Toys.SEED, 10, 1).withClock(clock::getAndIncrement).withBlockSize(8);
    CampaignResult result = Toys.run(Toys.against(program -> false), plan);
    assertEquals(Ending.OUT_OF_TIME, result.ending());
    assertEquals(9 * 8, result.coverage().programs());
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
            plain.reduction(),
            plain.rules(),
            () -> program -> OptionalInt.of(0));
    Toys.run(claimed, plan(1));
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> Toys.run(claimed, plan(1).withClaimsEvery(PROGRAMS)));
    assertTrue(error.toString().contains("step 1 contradicts a claim"), error::toString);
  }
}
