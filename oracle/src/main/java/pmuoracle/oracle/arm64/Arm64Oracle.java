package pmuoracle.oracle.arm64;

import java.util.List;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.run.ModelOracle;
import pmuoracle.oracle.step.arm64.Arm64Encoding;
import pmuoracle.oracle.step.arm64.Arm64StepTable;
import pmuoracle.oracle.step.arm64.CallFunction;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.RegisterFunction;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Rule;

/** The oracle of one arm64 model. */
public final class Arm64Oracle
    extends ModelOracle<Arm64Model, CallFunction, RegisterFunction, CounterFunction, Ruling> {
  public Arm64Oracle(Arm64Model model) {
    super(
        model,
        List.of(Arm64Rule.values()),
        new Arm64StepTable(model),
        new Arm64Encoding(model),
        CompiledArm64.of(model).evaluation(new ConcreteCalls(CompiledArm64.of(model))),
        CallTerms::new);
  }

  @Override
  public void prepare() {
    CompiledArm64.of(model()).compile();
  }

  @Override
  public List<List<Decision>> explain(GuestProgram program) {
    return Explanation.of(model(), program);
  }
}
