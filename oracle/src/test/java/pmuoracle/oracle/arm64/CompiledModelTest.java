package pmuoracle.oracle.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pmuoracle.oracle.run.ProgramRun;
import pmuoracle.oracle.step.StepWords;
import pmuoracle.oracle.step.arm64.Arm64StepTable;
import pmuoracle.oracle.step.arm64.CallFunction;
import pmuoracle.oracle.step.arm64.RegisterFunction;
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
    CompiledArm64 compiled = CompiledArm64.uncompiled(MODEL);
    Arm64Step call = new Arm64Step.SetFilter(0, FilterRequest.of(0, 1, FilterRequest.DENY));
    Arm64Step load = new Arm64Step.Load(0);
    Arm64Machine machine = Arm64Machine.plain(false);
    Arm64StepTable table = new Arm64StepTable(MODEL);
    var plan = table.read(load, machine, new StepWords(table.layout()));
    ProgramRun.whole(table, compiled.evaluation(new ConcreteCalls(compiled)), true)
        .run(new GuestProgram(machine, Steps.of(call, load)), new Trace());
    assertEquals(Set.of(CallFunction.CREATION), compiled.steps().calls().compiled());
    assertEquals(Set.of(CallFunction.FILTER), compiled.steps().plans().calls().compiled());
    assertEquals(Set.of(), compiled.steps().unruled().calls().compiled());
    assertEquals(List.of(), compiled.steps().unruled().compiled());
    assertEquals(Set.of(RegisterFunction.INITIAL), compiled.steps().registers().compiled());
    assertEquals(List.of(plan.place()), compiled.steps().plans().compiled());
    assertEquals(Set.of(), compiled.steps().plain().compiled());
    assertEquals(Set.of(), compiled.ranges().compiled());
  }
}
