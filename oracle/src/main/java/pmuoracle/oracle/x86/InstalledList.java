package pmuoracle.oracle.x86;

import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.run.ConcreteFilter;
import pmuoracle.oracle.step.x86.X86StepTable;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Rule;
import pmuoracle.spec.x86.X86Step;

/** The event list of one program: that of the last request that was accepted. */
public final class InstalledList implements ConcreteFilter {
  /** Verdicts that asked whether an event is listed. */
  static final RuleSet ASKING =
      RuleSet.of(
          X86Rule.LISTED_ALLOWED,
          X86Rule.UNLISTED_DENIED,
          X86Rule.LISTED_DENIED,
          X86Rule.UNLISTED_ALLOWED);

  private final X86Model model;
  private final ConcreteList list;
  private X86Machine last = X86Machine.amd();

  public InstalledList(CompiledX86 compiled) {
    model = compiled.model();
    list = new ConcreteList(compiled);
  }

  ConcreteList list() {
    return list;
  }

  @Override
  // Equal machines of which one is not the other are merely set up anew.
  @SuppressWarnings("ReferenceEquality")
  public void begin(Machine machine) {
    if (machine != last) {
      last = (X86Machine) machine;
      list.begin(last);
    } else {
      list.clear();
    }
  }

  @Override
  public void look(Step call, long[] called) {
    FilterRequest request = ((X86Step.SetFilter) call).request();
    boolean reserved = list.anyReserved(request.events(), claimed(request));
    X86StepTable.entries(reserved, list.someUnsettled(), called);
  }

  @Override
  public void succeeded(Step call) {
    FilterRequest request = ((X86Step.SetFilter) call).request();
    list.set(request.events(), claimed(request), isMasked(request));
  }

  private static int claimed(FilterRequest request) {
    return (int) Math.min(request.nevents(), request.events().size());
  }

  private boolean isMasked(FilterRequest request) {
    return model.headerBytes() > 8
        && (request.flags() & model.validFlags() & FilterRequest.MASKED_EVENTS) != 0;
  }

  @Override
  public long applyAsLong(long eventSelect) {
    return list.said(eventSelect);
  }
}
