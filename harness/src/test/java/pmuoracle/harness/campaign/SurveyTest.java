package pmuoracle.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.X86Step;

class SurveyTest {
  private static final long PROGRAMS = 3000;

  private static CampaignPlan plan(int threads) {
    return CampaignPlan.ofPrograms(Toys.SEED, PROGRAMS, threads).withBlockSize(64);
  }

  private static Survey.Result survey(Contest contest, CampaignPlan plan) {
    return new Survey(contest, plan).run();
  }

  /** Whether such a step comes before the last retired event, which is where the toy errs. */
  private static boolean has(GuestProgram program, X86Step.Kind kind) {
    return program.steps().stream()
        .limit(Math.max(0, Toys.lastRetire(program)))
        .anyMatch(step -> step.verb().equals(kind.verb()));
  }

  /**
   * Common: an emulated instruction comes before. Rare: a reset, a host's write and a way out of
   * L2, in its stead.
   */
  private static boolean isBad(GuestProgram program) {
    return has(program, X86Step.Kind.EMULATE) || isRarelyBad(program);
  }

  private static boolean isRarelyBad(GuestProgram program) {
    return Stream.of(X86Step.Kind.HOST_WRITE, X86Step.Kind.LEAVE_L2, X86Step.Kind.RESET)
        .allMatch(kind -> has(program, kind));
  }

  @Test
  void aSystemThatLikesBatchesGetsThem() {
    Toys.Batched.RUNS.set(0);
    Contest contest = Toys.contest(Toys.Quiet::new, Toys.Batched::new);
    assertEquals(PROGRAMS, survey(contest, plan(2)).coverage().programs());
    assertEquals(0, Toys.Batched.RUNS.get());
  }

  private static List<List<String>> verbs(Survey.Result result) {
    return result.findings().stream().map(finding -> verbs(finding.shrunk().program())).toList();
  }

  private static List<String> verbs(GuestProgram program) {
    return program.steps().stream().map(Step::verb).sorted().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void theNumberOfThreadsChangesNothing(int threads) {
    Contest contest = Toys.against(SurveyTest::isBad);
    Survey.Result result = survey(contest, plan(1));
    assertTrue(result.findings().size() > 1);
    assertEquals(result, survey(contest, plan(threads)));
  }

  @Test
  void theSizeOfBlocksChangesNothing() {
    Contest contest = Toys.against(SurveyTest::isBad);
    assertEquals(survey(contest, plan(2)), survey(contest, plan(2).withBlockSize(1000)));
  }

  @Test
  void oneOfEachKindAndShapeIsReportedInTheOrderOfPrograms() {
    Contest contest = Toys.against(SurveyTest::isBad);
    Survey.Result result = survey(contest, plan(2));
    Set<List<Object>> seen = new HashSet<>();
    long last = -1;
    for (Finding finding : result.findings()) {
      assertTrue(finding.index() > last);
      last = finding.index();
      Divergence shrunk = finding.shrunk();
      assertEquals(contest.cell(finding.original()), contest.cell(shrunk));
      String counter = shrunk.decision().what().name().replaceAll("[0-9]", "");
      assertTrue(
          seen.add(List.of(contest.cell(shrunk), counter, verbs(shrunk.program()))),
          shrunk::toString);
    }
    assertTrue(result.differing() > 10L * result.findings().size());
  }

  /** Of one kind, and so many of the other shape come first that a limit by number drops it. */
  @Test
  void whatIsCrowdedOutIsStillReported() {
    Contest contest = Toys.against(SurveyTest::isBad);
    long first = 0;
    long before = 0;
    GuestProgram program = Campaign.program(contest, Toys.SEED, first);
    while (!isRarelyBad(program) || has(program, X86Step.Kind.EMULATE)) {
      before += isBad(program) ? 1 : 0;
      program = Campaign.program(contest, Toys.SEED, ++first);
    }
    assertTrue(before > 10, "crowded by " + before);
    List<List<String>> verbs = verbs(survey(contest, plan(2)));
    assertTrue(verbs.contains(List.of("emulate", "retire")), verbs::toString);
    assertTrue(
        verbs.contains(List.of("host-write", "leave-l2", "reset", "retire")), verbs::toString);
  }

  private static void assertNothing(long programs, Survey.Result result) {
    assertEquals(programs, result.coverage().programs());
    assertEquals(0, result.differing());
    assertEquals(
        List.of(),
        Stream.of(result.findings(), result.flaky(), result.failures())
            .flatMap(List::stream)
            .toList());
  }

  @Test
  void betweenEqualSidesNothingIsFound() {
    assertNothing(PROGRAMS, survey(Toys.against(program -> false), plan(2)));
  }

  @Test
  void aStoppedSurveySaysHowManyProgramsItRan() {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong runs = new AtomicLong();
    Contest contest =
        Toys.against(
            program -> {
              stop.set(runs.incrementAndGet() == 100);
              return false;
            });
    Survey.Result result = survey(contest, plan(1).withStop(stop));
    assertNothing(100, result);
  }

  @Test
  void whatWasFoundSurvivesProgramsWithoutAnOutcome() {
    Contest contest =
        Toys.against(
            program -> {
              if (program.hashCode() % 101 == 0) {
                throw new IllegalStateException("out of order");
              }
              return isBad(program);
            });
    Survey.Result result = survey(contest, plan(2));
    assertTrue(result.findings().size() > 1, result::toString);
    assertTrue(result.failures().size() > 1, result::toString);
    assertEquals("out of order", result.failures().get(0).cause().getMessage());
  }

  @Test
  void whatWasFoundSurvivesFlakyPrograms() {
    AtomicLong runs = new AtomicLong();
    Contest contest =
        Toys.against(
            program -> isBad(program) && (isRarelyBad(program) || runs.incrementAndGet() % 2 == 0));
    Survey.Result result = survey(contest, plan(1));
    assertTrue(result.flaky().size() > 1, result::toString);
    Flaky first = result.flaky().get(0);
    assertTrue(first.again() < first.repeats(), result::toString);
  }
}
