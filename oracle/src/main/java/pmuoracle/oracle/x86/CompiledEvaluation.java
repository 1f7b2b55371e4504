package pmuoracle.oracle.x86;

import java.util.function.LongPredicate;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

/** By the compiled encoding. */
final class CompiledEvaluation implements Evaluation {
  private static final LongPredicate[] NONE = {};

  private final X86Model model;
  private final CompiledModel compiled;
  private final ConcreteList list;
  private final LongPredicate[] listed;
  private X86Machine last = X86Machine.amd();
  private final long[] request = new long[MachineTerms.SIZE + Acceptance.Request.SIZE];

  CompiledEvaluation(X86Model model) {
    this(model, CompiledModel.of(model));
  }

  CompiledEvaluation(X86Model model, CompiledModel compiled) {
    this.model = model;
    this.compiled = compiled;
    list = new ConcreteList(compiled);
    listed = new LongPredicate[] {list};
  }

  @Override
  // Equal machines of which one is not the other are merely set up anew.
  @SuppressWarnings("ReferenceEquality")
  public void begin(X86Machine machine) {
    if (machine != last) {
      last = machine;
      MachineTerms.write(machine, request, 0);
      list.begin(machine);
    } else {
      list.clear();
    }
  }

  @Override
  public void accept(FilterRequest asked, long[] into) {
    int at = MachineTerms.SIZE;
    request[at] = asked.action();
    request[at + 1] = asked.nevents();
    request[at + 2] = asked.flags();
    request[at + 3] = asked.pad() == 0 ? 0 : 1;
    request[at + 4] = asked.readableBytes(model.headerBytes());
    request[at + 5] = list.anyReserved(asked.events(), claimed(asked)) ? 1 : 0;
    compiled.acceptance().evaluate(request, NONE, into);
  }

  @Override
  public void install(FilterRequest accepted) {
    list.set(accepted.events(), claimed(accepted), isMasked(accepted));
  }

  @Override
  public boolean isUnsettled() {
    return list.isUnsettled();
  }

  @Override
  public void counter(CounterFunction function, boolean isFixed, long[] inputs, long[] outputs) {
    (isFixed ? compiled.fixed() : compiled.generalPurpose())
        .get(function)
        .evaluate(inputs, listed, outputs);
    if ((outputs[CounterFunction.FIRED] & RuleBits.LISTED) != 0) {
      outputs[CounterFunction.FIRED] |= list.rules(outputs[CounterState.SELECT]);
    }
  }

  @Override
  public void registers(RegisterFunction function, long[] inputs, long[] outputs) {
    compiled.registers().get(function).evaluate(inputs, NONE, outputs);
  }

  ConcreteList list() {
    return list;
  }

  private static int claimed(FilterRequest asked) {
    return (int) Math.min(asked.nevents(), asked.events().size());
  }

  private boolean isMasked(FilterRequest asked) {
    return model.headerBytes() > 8
        && (asked.flags() & model.validFlags() & FilterRequest.MASKED_EVENTS) != 0;
  }
}
