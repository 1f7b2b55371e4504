package pmuoracle.oracle.symbolic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Valuation;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.Plan;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;

/** Every program of some number of steps. */
public interface ProgramTerms {
  /** Its machine. */
  MachineChoices machine();

  /** Its steps. */
  List<? extends StepTerms<?>> steps();

  /** True iff there is such a program. */
  Bool exists();

  /** What each step of a smallest program can be that shows something only in its last one. */
  static <A extends Enum<A>> List<Set<A>> smallest(
      int length, Class<A> type, Function<A, Plan<?, ?, ?>> plan) {
    Set<A> changing = Selector.those(type, action -> plan.apply(action).changes());
    List<Set<A>> allowed = new ArrayList<>(Collections.nCopies(length, changing));
    allowed.set(length - 1, Selector.those(type, a -> plan.apply(a).showsSomething()));
    return allowed;
  }

  /** How many list entries and ranges all its requests have together. */
  default Word parts() {
    return SizeTerm.of(machine().world(), parts -> steps().forEach(step -> step.parts(parts)));
  }

  /** Set bits of all numbers, and one for each field that is not as usual. */
  default Word bits() {
    return SizeTerm.of(
        machine().world(),
        bits -> {
          machine().bits(bits);
          steps().forEach(step -> step.bits(bits));
        });
  }

  /** The program of these values, for which there must be one. */
  default GuestProgram decode(Valuation values) {
    return new GuestProgram(
        machine().decode(values), steps().stream().<Step>map(step -> step.decode(values)).toList());
  }
}
