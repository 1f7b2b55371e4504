package pmuoracle.oracle.prove.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.arm64.Arm64Oracle;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.ClaimResult;
import pmuoracle.oracle.prove.Hunter;
import pmuoracle.oracle.prove.Limits;
import pmuoracle.oracle.prove.ProgramWitness;
import pmuoracle.oracle.prove.Prover;
import pmuoracle.oracle.prove.Script;
import pmuoracle.oracle.prove.Watch;
import pmuoracle.oracle.prove.Witness;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Standing;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Invariant;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** One row or two of each family of claims; the whole table is a command. */
final class Arm64CatalogueTest {
  private final Arm64Claims claims = new Arm64Claims();

  @ParameterizedTest
  @CsvSource({
    // Calls.
    "I6_DEFAULT_IS_THE_FIRST_CALLS_OPPOSITE, arm64/7.3",
    "I7_LAST_RANGE_DECIDES, arm64/5.10",
    "I8_RANGE_BOUND_IS_EXACT, arm64/6.1",
    "P5_RANGE_IS_ITS_EVENTS, arm64/7.3",
    "I9_REFUSED_CHANGES_NOTHING, arm64/7.3",
    "I10_FROZEN_ONCE_RUN, arm64/5.10",
    "I10_FROZEN_ONCE_RUN, arm64/6.1",
    "I14_ORDER_OF_CALLS_IRRELEVANT, arm64/7.3",
    "I15_NEIGHBOURS_COMMUTE, arm64/7.3",
    "P6_FIRST_FAILING_CHECK_ANSWERS, arm64/5.10",
    // PMCEID.
    "I11_ADVERTISED_IS_ALLOWED, arm64/5.10",
    "I12_ALLOWED_IS_ADVERTISED, arm64/7.3",
    "I12U_UPPER_ALLOWED_IS_ADVERTISED, arm64/7.3",
    "I13_COUNTED_IS_ADVERTISED, arm64/remap",
    "P10_ADVERTISED_IS_CONSTANT, arm64/5.10",
    // A counter just programmed.
    "I4_VERDICT_INDEPENDENT_OF_LEVEL, arm64/direct-v5",
    "C7_DENIED_WHATEVER_BITS, arm64/direct-v8",
    "C8_NSH_DECIDES_AT_VIRTUAL_EL2, arm64/direct-v5",
    "C8_NSH_DECIDES_AT_VIRTUAL_EL2, arm64/7.3",
    "P12_JUST_PROGRAMMED_AS_BITS_SAY, arm64/remap",
    "P12_JUST_PROGRAMMED_AS_BITS_SAY, arm64/6.1",
    // Every program.
    "I1_DENIED_NEVER_COUNTS, arm64/6.8",
    "G1_FILTERED_NEVER_COUNTS, arm64/remap",
    "I2_COUNTS_AS_ARCHITECTURE, arm64/remap",
    "I3_COUNTS_AS_ARCHITECTURE_HANDLED, arm64/7.3",
    "C4_CYCLES_BY_DP_AND_HCCD, arm64/remap",
    "C5_CONTROLS_CHANGE_NO_BIT, arm64/6.8",
    "I5_SOFTWARE_UNAFFECTED, arm64/7.3",
    "P1_WRITTEN_AS_LOADED, arm64/direct-v7",
    "I17M_READS_NO_RESERVED_BIT, arm64/direct-v8",
  })
  void comesOutAsExpected(Arm64Invariant invariant, String id) {
    Arm64Model model =
        Arm64Models.ALL.stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
    ClaimResult outcome = outcome(invariant, model, Optional.empty());
    assertEquals(invariant.standing(model), shown(outcome), outcome::toString);
  }

  /** What would hold of another model is refuted here, and not merely not shown. */
  @Test
  void aFalseStandingIsNoticed() {
    Arm64Invariant invariant = Arm64Invariant.C7_DENIED_WHATEVER_BITS;
    assertEquals(Standing.HOLDS, invariant.standing(Arm64Models.REMAP));
    ClaimResult outcome = outcome(invariant, Arm64Models.DIRECT_V5, Optional.empty());
    assertEquals(Standing.FAILS, shown(outcome));
  }

  @Test
  void aStateThatIsNotKeptShowsNothingWithoutAProgram() {
    assertInstanceOf(
        ClaimResult.Inconclusive.class,
        outcome(Arm64Invariant.C1_HPMD_STOPS_AT_ONCE, Arm64Models.V7_3, Optional.empty()));
  }

  @Test
  void aProgramRefutesWhatNoStepKeeps() {
    Optional<GuestProgram> stale = Optional.of(stale());
    assertEquals(
        Standing.FAILS,
        shown(outcome(Arm64Invariant.C1_HPMD_STOPS_AT_ONCE, Arm64Models.V7_3, stale)));
    assertInstanceOf(
        ClaimResult.Proved.class,
        outcome(Arm64Invariant.C1_HPMD_STOPS_AT_ONCE, Arm64Models.REMAP, stale));
  }

  @Test
  void ofTwoProgramsTheArgumentSaysWhereTheyDiffer() {
    ClaimResult outcome =
        outcome(Arm64Invariant.I14_ORDER_OF_CALLS_IRRELEVANT, Arm64Models.V7_3, Optional.empty());
    List<String> argument = ((ClaimResult.Refuted) outcome).witness().argument();
    assertEquals(2, argument.stream().filter(line -> line.startsWith("program 2, step ")).count());
  }

  @Test
  void everyClaimHasAFalseSiblingOfAnotherName() {
    for (Arm64Invariant invariant : Arm64Invariant.values()) {
      Model model = Arm64Models.REMAP;
      if (invariant.standing(model) != Standing.ABSENT) {
        Claim claim = claims.claim(invariant, model);
        assertFalse(claim.obligations().isEmpty(), invariant::id);
        assertTrue(
            claim.obligations().stream().noneMatch(o -> o.title().equals(claim.sibling().title())),
            invariant::id);
      }
    }
  }

  /** HPMD is set while a counter counts at virtual EL2. */
  private static GuestProgram stale() {
    return new GuestProgram(
        Arm64Machine.plain(true),
        List.of(
            new Arm64Step.Init(0, true),
            new Arm64Step.Run(0),
            new Arm64Step.Write(0, Register.type(0), EventType.NSH | 8),
            new Arm64Step.Write(0, Register.of(Kind.PMCNTENSET), 1),
            new Arm64Step.Write(0, Register.of(Kind.PMCR), 1),
            new Arm64Step.Write(0, Register.of(Kind.MDCR), Mdcr.HPMD | 6),
            new Arm64Step.Retire(0, 8, 1)));
  }

  private ClaimResult outcome(
      Arm64Invariant invariant, Arm64Model model, Optional<GuestProgram> program) {
    Prover prover =
        new Prover(
            Arm64CatalogueTest::trace,
            (under, watch) -> new Hunter.Hunted(program.flatMap(p -> witness(under, watch, p)), ""),
            Limits.DEFAULT);
    return prover.outcome(claims.claim(invariant, model), model, Script.NONE);
  }

  private static Optional<Witness> witness(Model model, Watch watch, GuestProgram program) {
    return watch.contradiction(program).isPresent()
        ? Optional.of(ProgramWitness.of(model, program, trace(model, program), List.of()))
        : Optional.empty();
  }

  /** By the compiled encoding, which is no solver. */
  private static Trace trace(Model model, GuestProgram program) {
    Trace trace = new Trace();
    try (Arm64Oracle oracle = new Arm64Oracle((Arm64Model) model)) {
      oracle.predict(program, trace, new RuleSet());
    }
    return trace;
  }

  /** What an outcome shows, which is nothing if it is inconclusive or broken. */
  private static Standing shown(ClaimResult outcome) {
    if (outcome instanceof ClaimResult.Proved) {
      return Standing.HOLDS;
    }
    return outcome instanceof ClaimResult.Refuted ? Standing.FAILS : Standing.ABSENT;
  }
}
