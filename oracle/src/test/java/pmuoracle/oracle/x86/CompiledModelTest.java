package pmuoracle.oracle.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import pmuoracle.oracle.x86.CompiledModel.RequestFunction;
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
    CompiledModel compiled = CompiledModel.uncompiled(MODEL);
    CompiledEvaluation evaluation = new CompiledEvaluation(MODEL, compiled);
    assertEquals(Set.of(), compiled.requests().compiled());
    X86Step step = new X86Step.SetFilter(FilterRequest.of(FilterRequest.DENY, 0, 0));
    new ProgramRun(MODEL, evaluation)
        .run(new GuestProgram(X86Machine.intel(2, 1), Steps.of(step)), new Trace());
    assertEquals(Set.of(RequestFunction.ACCEPTANCE), compiled.requests().compiled());
    assertEquals(Set.of(RegisterFunction.INITIAL), compiled.registers().compiled());
    assertEquals(Set.of(CounterFunction.FILTER_SET), compiled.generalPurpose().compiled());
    assertEquals(Set.of(CounterFunction.FILTER_SET), compiled.fixed().compiled());
  }
}
