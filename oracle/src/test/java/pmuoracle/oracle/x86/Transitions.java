package pmuoracle.oracle.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import pmuoracle.oracle.compile.RandomStates;
import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.ListedRules;
import pmuoracle.oracle.encoding.x86.Listing;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.x86.X86Encoding;
import pmuoracle.oracle.step.x86.X86StepTable;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Rule;

/** Every compiled function of a model, against the solver, on random states. */
public final class Transitions implements Function<X86Model, List<String>> {
  private static final int STATES = 6;

  private record StandIn(X86Model model) implements Listing {
    @Override
    public Bool of(Word eventSelect) {
      return RandomStates.listed(eventSelect);
    }

    @Override
    public Fired fired(Word eventSelect) {
      Fired fired = Fired.none(eventSelect.terms());
      for (X86Rule rule : ListedRules.of(model.matching())) {
        fired = fired.with(rule, of(eventSelect));
      }
      return fired;
    }
  }

  @Override
  public List<String> apply(X86Model model) {
    CompiledX86 compiled = CompiledX86.of(model);
    RandomStates states = new RandomStates(model.id().hashCode(), STATES);
    List<String> found =
        new ArrayList<>(
            pmuoracle.oracle.run.Transitions.of(
                model.id(),
                new X86Encoding(model),
                new X86StepTable(model),
                compiled.steps(),
                new StandIn(model),
                states));
    try (Terms terms = new Terms()) {
      EntryInputs entry = EntryInputs.variables(MachineTerms.variables(terms));
      found.addAll(
          states.disagreements(
              model.id() + " form of an entry",
              compiled.entries().form(),
              entry.terms(),
              List.of(
                  Entry.dropped(entry.machine(), entry.entry()),
                  Entry.reserved(entry.machine(), entry.entry()),
                  Entry.unsettled(model.matching(), entry.entry()))));
      found.addAll(
          states.disagreements(
              model.id() + " match of an entry",
              compiled.entries().match(),
              entry.terms(),
              List.of(includes(model, entry), excludes(model, entry))));
    }
    return found;
  }

  private static Bool includes(X86Model model, EntryInputs entry) {
    return Entry.includes(
        model.matching(), entry.machine(), entry.masked(), entry.entry(), entry.eventSelect());
  }

  private static Bool excludes(X86Model model, EntryInputs entry) {
    return Entry.excludes(
        model.matching(), entry.machine(), entry.masked(), entry.entry(), entry.eventSelect());
  }
}
