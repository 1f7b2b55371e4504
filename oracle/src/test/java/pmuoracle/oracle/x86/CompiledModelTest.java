package pmuoracle.oracle.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pmuoracle.oracle.run.ProgramRun;
import pmuoracle.oracle.step.StepWords;
import pmuoracle.oracle.step.x86.CallFunction;
import pmuoracle.oracle.step.x86.RegisterFunction;
import pmuoracle.oracle.step.x86.X86StepTable;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Steps;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Step;

final class CompiledModelTest {
  private static final X86Model MODEL = X86Models.ALL.get(X86Models.ALL.size() - 1);

  @Test
  void aProgramCompilesWhatItAsksAndNoMore() {
    CompiledX86 compiled = CompiledX86.uncompiled(MODEL);
    X86Step step = new X86Step.SetFilter(FilterRequest.of(FilterRequest.DENY, 0, 0));
    X86Machine machine = X86Machine.intel(2, 1);
    X86StepTable table = new X86StepTable(MODEL);
    var plan = table.read(step, machine, new StepWords(table.layout()));
    ProgramRun.whole(table, compiled.evaluation(new InstalledList(compiled)), true)
        .run(new GuestProgram(machine, Steps.of(step)), new Trace());
    assertEquals(Set.of(), compiled.entries().functions().compiled());
    assertEquals(Set.of(), compiled.steps().calls().compiled());
    assertEquals(Set.of(CallFunction.FILTER_SET), compiled.steps().plans().calls().compiled());
    assertEquals(Set.of(), compiled.steps().unruled().calls().compiled());
    assertEquals(List.of(), compiled.steps().unruled().compiled());
    assertEquals(Set.of(RegisterFunction.INITIAL), compiled.steps().registers().compiled());
    assertEquals(List.of(plan.place()), compiled.steps().plans().compiled());
    assertEquals(Set.of(), compiled.steps().plain().compiled());
  }
}
