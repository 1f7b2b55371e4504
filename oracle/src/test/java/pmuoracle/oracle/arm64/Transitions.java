package pmuoracle.oracle.arm64;

import java.util.List;
import java.util.function.Function;
import pmuoracle.oracle.compile.RandomStates;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.arm64.Arm64Encoding;
import pmuoracle.oracle.step.arm64.Arm64StepTable;
import pmuoracle.spec.arm64.Arm64Model;

/** Every compiled function of a model, against the solver, on random states. */
public final class Transitions implements Function<Arm64Model, List<String>> {
  private static final int STATES = 4;

  private record StandIn() implements Ruling {
    @Override
    public Bool allows(Word event) {
      return RandomStates.listed(event);
    }

    @Override
    public Bool covers(Word event) {
      return RandomStates.listed(event);
    }
  }

  @Override
  public List<String> apply(Arm64Model model) {
    return pmuoracle.oracle.run.Transitions.of(
        model.id(),
        new Arm64Encoding(model),
        new Arm64StepTable(model),
        CompiledArm64.of(model).steps(),
        new StandIn(),
        new RandomStates(model.id().hashCode(), STATES));
  }
}
