package pmuoracle.oracle.prove.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pmuoracle.oracle.arm64.RandomPrograms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Invariant;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** Claims on programs. */
final class ClaimWatchTest {
  private static final int PROGRAMS = 300;

  /**
   * No counter counts.
   *
   * @param ownerStores whether also in programs whose owner stores a type register
   */
  private record NothingCounts(boolean ownerStores) implements StepClaim {
    @Override
    public Bool holds(CounterStep step) {
      return step.is(CounterFunction.RETIRED) ? step.counts().not() : step.anything();
    }
  }

  private static final Step STORED = new Arm64Step.HostWrite(0, Register.type(1), 8);

  private static GuestProgram counting(Step... first) {
    List<Step> steps = new ArrayList<>(List.of(first));
    steps.add(new Arm64Step.Init(0, true));
    steps.add(new Arm64Step.Run(0));
    steps.add(new Arm64Step.Write(0, Register.type(0), 8));
    steps.add(new Arm64Step.Write(0, Register.of(Kind.PMCNTENSET), 1));
    steps.add(new Arm64Step.Write(0, Register.of(Kind.PMCR), 1));
    steps.add(new Arm64Step.Retire(0, 9, 1));
    steps.add(new Arm64Step.Retire(0, 8, 1));
    return new GuestProgram(Arm64Machine.plain(false), steps);
  }

  @ParameterizedTest
  @ValueSource(strings = {"arm64/6.8", "arm64/7.3", "arm64/remap", "arm64/direct-v4"})
  void theFirstStepThatContradictsIsNamed(String id) {
    ClaimWatch watch = new ClaimWatch(model(id), List.of(new NothingCounts(false)));
    assertEquals(OptionalInt.of(6), watch.contradiction(counting()));
    assertEquals(OptionalInt.of(6), watch.contradiction(counting()), "a second time");
  }

  @Test
  void nothingContradictsOutsideTheScope() {
    ClaimWatch watch = new ClaimWatch(Arm64Models.V7_3, List.of(new NothingCounts(false)));
    assertEquals(OptionalInt.empty(), watch.contradiction(counting(STORED)));
    assertEquals(OptionalInt.of(6), watch.contradiction(counting()), "the next program");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eachClaimHasItsOwnScope(boolean wideFirst) {
    List<StepClaim> claims = List.of(new NothingCounts(wideFirst), new NothingCounts(!wideFirst));
    ClaimWatch watch = new ClaimWatch(Arm64Models.V7_3, claims);
    assertEquals(OptionalInt.of(7), watch.contradiction(counting(STORED)));
  }

  /** What a campaign can check of every program. */
  @ParameterizedTest
  @ValueSource(strings = {"arm64/5.10", "arm64/7.3", "arm64/remap", "arm64/direct-v4"})
  void whatHoldsIsNotContradictedByPrograms(String id) {
    Arm64Model model = model(id);
    Map<Arm64Invariant, StepClaim> claims = Arm64Claims.stepClaims(model);
    assertFalse(claims.isEmpty());
    claims.forEach(
        (invariant, claim) -> {
          RandomPrograms programs = new RandomPrograms(1);
          ClaimWatch watch = new ClaimWatch(model, List.of(claim));
          for (int i = 0; i < PROGRAMS; i++) {
            GuestProgram program = programs.next(model, 40);
            assertEquals(OptionalInt.empty(), watch.contradiction(program), invariant::id);
          }
        });
  }

  private static Arm64Model model(String id) {
    return Arm64Models.ALL.stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
  }
}
