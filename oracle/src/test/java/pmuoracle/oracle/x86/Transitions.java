package pmuoracle.oracle.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import pmuoracle.oracle.compile.RandomStates;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.spec.x86.X86Model;

/** Every compiled function of a model, against the solver, on random states. */
public final class Transitions implements Function<X86Model, List<String>> {
  private static final int STATES = 6;

  @Override
  public List<String> apply(X86Model model) {
    List<String> found = new ArrayList<>();
    CompiledModel compiled = CompiledModel.of(model);
    RandomStates states = new RandomStates(model.id().hashCode(), STATES);
    try (Terms terms = new Terms()) {
      MachineTerms machine = MachineTerms.variables(terms);
      StepInputs in = StepInputs.variables(machine, RandomStates::listed);
      compiled
          .generalPurpose()
          .forEach(
              (f, code) ->
                  found.addAll(
                      states.disagreements(
                          model.id() + " " + f, code, in.terms(), f.outputs(model, in, false))));
      compiled
          .fixed()
          .forEach(
              (f, code) ->
                  found.addAll(
                      states.disagreements(
                          model.id() + " fixed " + f,
                          code,
                          in.terms(),
                          f.outputs(model, in, true))));
      compiled
          .registers()
          .forEach(
              (f, code) ->
                  found.addAll(
                      states.disagreements(
                          model.id() + " " + f, code, in.terms(), f.outputs(model, in))));
      found.addAll(ofRequests(model, compiled, machine, states));
    }
    return found;
  }

  private static List<String> ofRequests(
      X86Model model, CompiledModel compiled, MachineTerms machine, RandomStates states) {
    Acceptance.Request request = Acceptance.Request.variables(machine.world());
    Acceptance acceptance = Acceptance.of(model, machine, request);
    List<Term> asked = new ArrayList<>(machine.terms());
    asked.addAll(request.terms());
    EntryInputs entry = EntryInputs.variables(machine);
    List<String> found = new ArrayList<>();
    found.addAll(
        states.disagreements(
            model.id() + " acceptance",
            compiled.acceptance(),
            asked,
            List.of(acceptance.errno(), acceptance.fired().bits())));
    found.addAll(
        states.disagreements(
            model.id() + " form of an entry",
            compiled.entryForm(),
            entry.terms(),
            List.of(
                Entry.dropped(machine, entry.entry()),
                Entry.reserved(machine, entry.entry()),
                Entry.unsettled(model.matching(), entry.entry()))));
    found.addAll(
        states.disagreements(
            model.id() + " match of an entry",
            compiled.entryMatch(),
            entry.terms(),
            List.of(
                Entry.includes(
                    model.matching(), machine, entry.masked(), entry.entry(), entry.eventSelect()),
                Entry.excludes(
                    model.matching(),
                    machine,
                    entry.masked(),
                    entry.entry(),
                    entry.eventSelect()))));
    return found;
  }
}
