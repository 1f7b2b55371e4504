package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.prove.Watch;
import pmuoracle.oracle.x86.X86Oracle;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Step;

/** Each program beside itself without its filters: whether some access faults in one only. */
final class WithoutFilter implements Watch {
  private final X86Oracle oracle;
  private final Trace with = new Trace();
  private final Trace without = new Trace();

  WithoutFilter(X86Model model) {
    oracle = new X86Oracle(model);
  }

  @Override
  public OptionalInt contradiction(GuestProgram program) {
    List<Step> rest = new ArrayList<>(program.steps());
    rest.removeIf(s -> s instanceof X86Step.SetFilter);
    predict(program, with);
    predict(new GuestProgram(program.machine(), rest), without);
    int place = 0;
    for (int i = 0; i < program.steps().size(); i++) {
      Step step = program.steps().get(i);
      if (step instanceof X86Step.SetFilter) {
        continue;
      }
      if (differs(program, i, place)) {
        return OptionalInt.of(i);
      }
      place++;
    }
    return OptionalInt.empty();
  }

  private void predict(GuestProgram program, Trace into) {
    into.clear();
    oracle.predict(program, into, new RuleSet());
  }

  private boolean differs(GuestProgram program, int step, int twin) {
    List<Observation> seen = program.machine().observations(program.steps().get(step));
    for (int i = 0; i < seen.size(); i++) {
      if (seen.get(i).equals(Observation.FAULT) && with.cell(step, i) != without.cell(twin, i)) {
        return true;
      }
    }
    return false;
  }
}
