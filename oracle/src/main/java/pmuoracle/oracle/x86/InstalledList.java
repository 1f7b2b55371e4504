package pmuoracle.oracle.x86;

import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.run.ConcreteFilter;
import pmuoracle.oracle.step.x86.X86StepTable;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.EventFilter;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Rule;
import pmuoracle.spec.x86.X86Step;

/** The filter of one program: that of the last request that was accepted. */
public final class InstalledList implements ConcreteFilter {
  /** Verdicts that asked whether an event is listed. */
  static final RuleSet ASKING =
      RuleSet.of(
          X86Rule.LISTED_ALLOWED,
          X86Rule.UNLISTED_DENIED,
          X86Rule.LISTED_DENIED,
          X86Rule.UNLISTED_ALLOWED);

  private static final EventFilter NONE =
      new EventFilter(FilterRequest.DENY, 0, 0, false, Words.of());

  private final X86Model model;
  private final ConcreteList list;
  private EventFilter filter = NONE;
  private X86Machine last = X86Machine.amd();

  public InstalledList(CompiledX86 compiled) {
    model = compiled.model();
    list = new ConcreteList(compiled);
  }

  ConcreteList list() {
    return list;
  }

  EventFilter filter() {
    return filter;
  }

  @Override
  // Equal machines of which one is not the other are merely set up anew.
  @SuppressWarnings("ReferenceEquality")
  public void begin(Machine machine) {
    filter = NONE;
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
    boolean reserved = list.anyReserved(claimed(request));
    X86StepTable.entries(reserved, list.someUnsettled(), called);
  }

  @Override
  public void succeeded(Step call) {
    FilterRequest request = ((X86Step.SetFilter) call).request();
    filter =
        new EventFilter(
            request.action(),
            request.bitmap(),
            request.flags(),
            isMasked(request),
            claimed(request));
    list.set(filter.events(), filter.masked());
  }

  /** The events in memory that the request claims. */
  static Words claimed(FilterRequest request) {
    return request.events().first((int) Math.min(request.nevents(), request.events().size()));
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
