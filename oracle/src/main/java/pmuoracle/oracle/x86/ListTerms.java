package pmuoracle.oracle.x86;

import java.util.Arrays;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.EventList;
import pmuoracle.oracle.encoding.x86.Listing;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.run.SolverFilter;
import pmuoracle.oracle.smt.Binding;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.x86.X86StepTable;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Step;

/** The event list of one program as terms. */
final class ListTerms implements SolverFilter<Listing> {
  private final X86Model model;
  private final Terms terms;
  private final MachineTerms facts;
  private MachineTerms exactly;
  private EventList list;

  ListTerms(X86Model model, Terms terms) {
    this.model = model;
    this.terms = terms;
    facts = MachineTerms.variables(terms);
    exactly = facts;
    list = EventList.of(model.matching(), facts, false, Words.of());
  }

  @Override
  public void begin(Machine machine) {
    exactly = MachineTerms.of(terms, (X86Machine) machine);
    list = EventList.of(model.matching(), facts, false, Words.of());
  }

  @Override
  public void look(Step call, long[] called) {
    Words claimed = claimed(call);
    Binding nothing = new Binding(terms);
    EventList asked = EventList.of(model.matching(), exactly, true, claimed);
    boolean open =
        Arrays.stream(claimed.toArray())
            .mapToObj(e -> Entry.unsettled(model.matching(), terms.word(64, e)))
            .anyMatch(nothing::value);
    X86StepTable.entries(nothing.value(asked.reserved()), open, called);
  }

  @Override
  public void succeeded(Step call) {
    FilterRequest request = ((X86Step.SetFilter) call).request();
    boolean masked =
        new Binding(terms).value(Acceptance.masked(model, terms.word(32, request.flags())));
    list = EventList.of(model.matching(), facts, masked, claimed(call));
  }

  private static Words claimed(Step call) {
    return InstalledList.claimed(((X86Step.SetFilter) call).request());
  }

  @Override
  public Listing filter() {
    return list;
  }
}
