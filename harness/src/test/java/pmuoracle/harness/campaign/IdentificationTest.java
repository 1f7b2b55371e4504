package pmuoracle.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.x86.X86Generator;
import pmuoracle.harness.shrink.Reduction;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Models;

final class IdentificationTest {
  private static final Model MODEL = X86Models.V6_3;

  private static Identification asking(Supplier<SystemUnderTest> system) {
    return new Identification(
        List.of(
            new Identification.Candidate(
                MODEL, Toys.Quiet::new, new X86Generator(X86Models.V6_3, Bias.WHOLE))),
        List.of(),
        system,
        new Reduction(X86Forms.ALL));
  }

  @Test
  void aSystemThatLikesBatchesGetsThem() throws Judge.NoOutcome {
    Toys.Batched.RUNS.set(0);
    Identity identity =
        asking(Toys.Batched::new).identity(new Limit(Long.MAX_VALUE, new AtomicBoolean()));
    assertEquals(List.of(MODEL), identity.agreeing());
    assertTrue(identity.programs() > 1000 && identity.comparisons() > identity.programs());
    assertEquals(0, Toys.Batched.RUNS.get());
  }

  @Test
  void aModelIsRuledOutByTheSmallestProgramOfTheFirstThatDiffers() throws Judge.NoOutcome {
    Identity identity =
        asking(() -> new Toys.Erring(Toys::hasExclude))
            .identity(new Limit(Long.MAX_VALUE, new AtomicBoolean()));
    assertEquals(List.of(), identity.agreeing());
    Finding finding = identity.ruledOut().get(0).finding();
    assertEquals(2, finding.shrunk().program().steps().size());
    assertTrue(Toys.hasExclude(finding.shrunk().program()));
    assertEquals(finding.index() / 64, (identity.programs() - 1) / 64);
  }

  @Test
  void whatIsCutShortSaysSo() throws Judge.NoOutcome {
    Identity whole =
        asking(Toys.Batched::new).identity(new Limit(Long.MAX_VALUE, new AtomicBoolean()));
    Identity cut = asking(Toys.Batched::new).identity(new Limit(0, new AtomicBoolean()));
    assertFalse(whole.cutShort());
    assertTrue(cut.cutShort());
    assertEquals(0, cut.programs());
    Identity stopped =
        asking(Toys.Batched::new).identity(new Limit(Long.MAX_VALUE, new AtomicBoolean(true)));
    assertTrue(stopped.cutShort());
  }

  /** Differs once, and then no more. */
  @Test
  void aSystemThatDoesNotDifferAgainIsFlaky() {
    AtomicBoolean once = new AtomicBoolean();
    Identification asking =
        asking(
            () ->
                new Toys.Erring(program -> Toys.lastRetire(program) >= 0 && !once.getAndSet(true)));
    Judge.Unsteady unsteady =
        assertThrows(
            Judge.Unsteady.class,
            () -> asking.identity(new Limit(Long.MAX_VALUE, new AtomicBoolean())));
    assertEquals(0, unsteady.flaky().again());
    assertEquals(1, unsteady.flaky().first().observed());
  }

  /** What the system cannot be asked about neither agrees nor contradicts. */
  @Test
  void aSystemThatShowsNothingIsNotAsked() throws Judge.NoOutcome {
    Identity identity = asking(Mute::new).identity(new Limit(Long.MAX_VALUE, new AtomicBoolean()));
    assertEquals(List.of(), identity.agreeing());
    assertEquals(List.of(MODEL), identity.unasked());
    assertEquals(Set.of(), identity.shown());
    assertEquals(0, identity.comparisons());
  }

  private record Mute() implements SystemUnderTest {
    @Override
    public String id() {
      return "mute";
    }

    @Override
    public void run(GuestProgram program, Trace into) {
      program
          .steps()
          .forEach(
              step -> {
                program.machine().observations(step).forEach(unseen -> into.addUnknown());
                into.endStep();
              });
    }
  }

  @Test
  void aSystemThatFailsGivesNoIdentity() {
    assertThrows(
        Judge.NoOutcome.class,
        () -> asking(Failing::new).identity(new Limit(Long.MAX_VALUE, new AtomicBoolean())));
  }

  private record Failing() implements SystemUnderTest {
    @Override
    public String id() {
      return "failing";
    }

    @Override
    public void run(GuestProgram program, Trace into) {
      throw new SystemFailed("on purpose");
    }
  }
}
