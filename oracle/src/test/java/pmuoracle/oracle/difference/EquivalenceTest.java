package pmuoracle.oracle.difference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pmuoracle.oracle.difference.Equivalence.Result;
import pmuoracle.oracle.difference.arm64.Arm64Pair;
import pmuoracle.oracle.difference.x86.X86Pair;
import pmuoracle.spec.Observation.Kind;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

/** What is equivalent is proved to be, and nothing else. */
final class EquivalenceTest {
  private static final long LIMIT = 400_000_000L;
  private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

  private static Result x86(X86Model one, X86Model other) {
    return new Equivalence(new X86Pair(one, other, ALL), LIMIT).result();
  }

  private static Result arm64(Arm64Model one, Arm64Model other, Set<Kind> observed) {
    return new Equivalence(new Arm64Pair(one, other, observed), LIMIT).result();
  }

  /** Version 7.0 adds the mediated PMU, of which 6.9 says nothing. */
  @Test
  void whereThePmuIsNotMediated7_0IsAs6_9() {
    assertEquals(new Result.Proved(List.of()), x86(X86Models.V6_9, X86Models.V7_0));
  }

  /** Version 6.5 gives AMD global control, of which 6.4 says nothing. */
  @Test
  void whereAmdHasNoGlobalControl6_5IsAs6_4() {
    assertEquals(new Result.Proved(List.of()), x86(X86Models.V6_4, X86Models.V6_5));
  }

  @Test
  void everyOtherNeighbourOnX86IsNot() {
    for (int i = 1; i < X86Models.ALL.size(); i++) {
      X86Model one = X86Models.ALL.get(i - 1);
      X86Model other = X86Models.ALL.get(i);
      if (!one.equals(X86Models.V6_9) && !one.equals(X86Models.V6_4)) {
        assertInstanceOf(Result.Unproved.class, x86(one, other), one::id);
      }
    }
  }

  @Test
  void theRemapIsTheArchitectureButForWhatHardwareIsGiven() {
    assertEquals(
        new Result.Proved(List.of("hardware type")),
        arm64(Arm64Models.REMAP, Arm64Models.ARCHITECTURE, ALL));
  }

  @Test
  void arm64_6_12IsAs6_8() {
    assertEquals(new Result.Proved(List.of()), arm64(Arm64Models.V6_8, Arm64Models.V6_12, ALL));
  }

  @Test
  void everyOtherOnArm64IsNotTheArchitecture() {
    for (Arm64Model model : Arm64Models.ALL) {
      if (!model.equals(Arm64Models.REMAP) && !model.equals(Arm64Models.ARCHITECTURE)) {
        assertInstanceOf(
            Result.Unproved.class, arm64(model, Arm64Models.ARCHITECTURE, ALL), model::id);
      }
    }
  }

  /**
   * Filters drift apart when calls are not compared: 6.1 refuses one after a run, 5.10 does not.
   */
  @Test
  void whatCallsAreAcceptedMattersThoughOnlyCountsAreCompared() {
    assertInstanceOf(
        Result.Unproved.class, arm64(Arm64Models.V5_10, Arm64Models.V6_1, EnumSet.of(Kind.COUNT)));
  }
}
