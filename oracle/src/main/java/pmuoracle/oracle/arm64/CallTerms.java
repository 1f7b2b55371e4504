package pmuoracle.oracle.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.arm64.FilterCalls;
import pmuoracle.oracle.encoding.arm64.FilterRange;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.run.SolverFilter;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventRange;

/** The accepted calls of one program as terms. */
final class CallTerms implements SolverFilter<Ruling> {
  private final Terms terms;
  private final List<EventRange> accepted = new ArrayList<>();

  CallTerms(Terms terms) {
    this.terms = terms;
  }

  @Override
  public void begin(Machine machine) {
    accepted.clear();
  }

  @Override
  public void succeeded(Step call) {
    if (call instanceof Arm64Step.SetFilter set) {
      accepted.add(FilterRange.said(set.request()));
    }
  }

  @Override
  public Ruling filter() {
    return FilterCalls.of(terms, accepted);
  }
}
