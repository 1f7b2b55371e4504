package pmuoracle.oracle.x86;

import java.util.List;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.encoding.x86.Listing;
import pmuoracle.oracle.run.ModelOracle;
import pmuoracle.oracle.step.x86.CallFunction;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.oracle.step.x86.RegisterFunction;
import pmuoracle.oracle.step.x86.X86Encoding;
import pmuoracle.oracle.step.x86.X86StepTable;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Rule;

/** The oracle of one x86 model. */
public final class X86Oracle
    extends ModelOracle<X86Model, CallFunction, RegisterFunction, CounterFunction, Listing> {
  public X86Oracle(X86Model model) {
    super(
        model,
        List.of(X86Rule.values()),
        new X86StepTable(model),
        new X86Encoding(model),
        CompiledX86.of(model).evaluation(new InstalledList(CompiledX86.of(model))),
        terms -> new ListTerms(model, terms));
  }

  @Override
  public void prepare() {
    CompiledX86.of(model()).compile();
  }

  @Override
  public List<List<Decision>> explain(GuestProgram program) {
    return Explanation.of(model(), program);
  }
}
