package pmuoracle.oracle.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Steps;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;

final class CompiledModelTest {
  private static final Arm64Model MODEL = Arm64Models.ALL.get(Arm64Models.ALL.size() - 1);

  @Test
  void aProgramCompilesWhatItAsksAndNoMore() {
    CompiledModel compiled = CompiledModel.uncompiled(MODEL);
    CompiledEvaluation evaluation = new CompiledEvaluation(compiled);
    assertEquals(Set.of(), compiled.ranges().compiled());
    Arm64Step step = new Arm64Step.SetFilter(0, FilterRequest.of(0, 1, FilterRequest.DENY));
    new ProgramRun(MODEL, evaluation)
        .run(new GuestProgram(Arm64Machine.plain(false), Steps.of(step)), new Trace());
    assertEquals(Set.of(CallFunction.CREATION, CallFunction.FILTER), compiled.calls().compiled());
    assertEquals(Set.of(RegisterFunction.INITIAL), compiled.registers().compiled());
    assertEquals(Set.of(), compiled.events().compiled());
    assertEquals(Set.of(), compiled.cycle().compiled());
    assertEquals(Set.of(), compiled.ranges().compiled());
  }
}
