package pmuoracle.oracle.prove.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.ClaimResult;
import pmuoracle.oracle.prove.Engine;
import pmuoracle.oracle.prove.Hunter;
import pmuoracle.oracle.prove.Limits;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.ProgramWitness;
import pmuoracle.oracle.prove.Prover;
import pmuoracle.oracle.prove.Script;
import pmuoracle.oracle.x86.RandomPrograms;
import pmuoracle.oracle.x86.X86Oracle;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Standing;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.X86Invariant;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

/** The x86 catalogue: whole, and right where it is tried. */
final class X86ClaimsTest {
  private static final int PROGRAMS = 20_000;
  private static final int STEPS = 60;

  private final Engine engine = (model, program) -> predicted((X86Model) model, program);
  private final Hunter hunter =
      (model, watch) -> {
        RandomPrograms random = new RandomPrograms(1);
        for (int i = 0; i < PROGRAMS; i++) {
          GuestProgram program = random.next((X86Model) model, STEPS);
          if (watch.contradiction(program).isPresent()) {
            Trace trace = predicted((X86Model) model, program);
            return new Hunter.Hunted(
                Optional.of(ProgramWitness.of(model, program, trace, List.of())), "");
          }
        }
        return new Hunter.Hunted(Optional.empty(), "");
      };
  private final Prover prover = new Prover(engine, hunter, Limits.DEFAULT);

  private static Trace predicted(X86Model model, GuestProgram program) {
    Trace trace = new Trace();
    new X86Oracle(model).predict(program, trace, new RuleSet());
    return trace;
  }

  @Test
  void everyInvariantIsClaimedOfEveryModelThatHasWhatItTakes() {
    X86Claims claims = new X86Claims();
    for (X86Invariant invariant : X86Invariant.values()) {
      int claimed = 0;
      for (X86Model model : X86Models.ALL) {
        if (invariant.standing(model) != Standing.ABSENT) {
          Claim claim = claims.claim(invariant, model);
          List<String> titles = claim.obligations().stream().map(Obligation::title).toList();
          assertEquals(titles.size(), new HashSet<>(titles).size(), invariant.id() + titles);
          claimed++;
        }
      }
      assertTrue(claimed > 0, invariant.id());
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          G1_SIZE_CANNOT_OVERFLOW, 7.3
          G3_NARROW_SIZE_NEEDS_NO_LIMIT, 7.3
          G4_LIMIT_IS_WHAT_FITS_A_PAGE, review-2019
          G4_LIMIT_IS_WHAT_FITS_A_PAGE, rfc-v2
          G6_DENIED_ONCE_ENTERED, 6.2
          G6_DENIED_ONCE_ENTERED, 5.18
          G8_DENIED_NEVER_ADVANCES, 7.3
          G9_ANY_FIXED_COUNTERS, review-2019-short
          I1_ALLOW_DENY_COMPLEMENT, 5.3
          I4_ORDER_IRRELEVANT, rfc-v2
          I5_LOOKUP_IS_MEMBERSHIP, 7.3
          I5_LOOKUP_IS_MEMBERSHIP, 5.17
          I15_DENY_IS_ALLOW_OF_REST, review-2019
          I17_FIRST_CHECK_DECIDES, 7.3
          I19_ACCESSES_IGNORE_THE_FILTER, 7.3
          I19_ACCESSES_IGNORE_THE_FILTER, review-2019
          I20_LAST_FILTER_DECIDES, 7.0
          I22_NESTED_GUEST_COUNTS_NO_MORE, 7.3
          P1_ONE_VERDICT, 6.4
          P8_NO_HISTORY, 7.3
          P9_READS_BACK, 7.3
          N1_ALLOW_LIST_ONLY_GROWS, 7.3
          N3_RAW_LIST_WITH_THE_FLAG, 7.3
          N5_IMPOSSIBLE_REFUSED, 6.2
          N8_DENIED_WITH_ITS_EVENT, 7.3
          N16_ACTIONS_CHECKED, rfc-v2
          O1_EVERY_WRAP_REPORTED, 5.3
          O1_EVERY_WRAP_REPORTED, 7.3
          """)
  void rowsComeOutAsExpected(X86Invariant invariant, String name) {
    X86Model model = model(name);
    ClaimResult outcome =
        prover.outcome(new X86Claims().claim(invariant, model), model, Script.NONE);
    Class<? extends ClaimResult> expected =
        invariant.standing(model) == Standing.HOLDS
            ? ClaimResult.Proved.class
            : ClaimResult.Refuted.class;
    assertInstanceOf(expected, outcome, outcome.toString());
  }

  @Test
  void whatIsExpectedMakesNoDifferenceToWhatIsShown() {
    X86Model before = X86Models.V6_2;
    X86Model since = X86Models.V6_3;
    Claim fails = X86Claims.claim(X86Invariant.I6_KEY_DECIDES, before, before.maxEvents());
    Claim holds = X86Claims.claim(X86Invariant.I6_KEY_DECIDES, since, 2);
    assertInstanceOf(ClaimResult.Refuted.class, prover.outcome(fails, before, Script.NONE));
    assertInstanceOf(ClaimResult.Proved.class, prover.outcome(holds, since, Script.NONE));
  }

  @Test
  void programsKeepWhatIsClaimedOfTheirSteps() {
    for (X86Model model : X86Models.ALL) {
      Map<X86Invariant, StepClaim> claims = X86Claims.stepClaims(model);
      assertFalse(claims.isEmpty(), model.id());
      ClaimWatch watch = new ClaimWatch(model, StepClaim.all(claims.values()));
      RandomPrograms random = new RandomPrograms(2);
      for (int i = 0; i < 200; i++) {
        GuestProgram program = random.next(model, STEPS);
        assertEquals(OptionalInt.empty(), watch.contradiction(program), model.id());
      }
    }
  }

  private static X86Model model(String name) {
    return X86Models.ALL.stream().filter(m -> m.id().equals("x86/" + name)).findAny().orElseThrow();
  }
}
