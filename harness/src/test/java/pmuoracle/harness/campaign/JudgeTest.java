package pmuoracle.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

class JudgeTest {
  private static final GuestProgram RETIRE =
      new GuestProgram(
          X86Machine.intel(1, 0), List.of(new X86Step.Retire(0, 0xc0, 1, Privilege.USER)));

  /** Otherwise the system would be called flaky for it. */
  @Test
  void anOracleThatPredictsSomethingElseWithItsRulesIsOurOwnDefect() throws Judge.NoOutcome {
    Oracle twoFaced =
        new Toys.Quiet() {
          @Override
          public void predict(GuestProgram program, Trace into) {
            new Toys.Erring(p -> true).run(program, into);
          }
        };
    try (Judge judge = new Judge(twoFaced, new Toys.Erring(p -> false))) {
      assertFalse(judge.differs(RETIRE, true));
      AssertionError failure =
          assertThrows(AssertionError.class, () -> judge.differs(RETIRE, false));
      assertTrue(failure.toString().contains("x86/6.3 predicts something else"));
    }
  }
}
