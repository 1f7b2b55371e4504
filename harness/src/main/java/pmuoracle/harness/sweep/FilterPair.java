package pmuoracle.harness.sweep;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Errno;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Questions;
import pmuoracle.spec.Step;

/** Two filters in files, compared under one model on every machine that makes a difference. */
public record FilterPair(ArchitectureKit kit, Model model, FilterFile first, FilterFile second) {

  /** What came of one machine. */
  public sealed interface OnMachine {
    Machine machine();
  }

  /** Both are accepted. */
  public record Compared(FilterDifference difference) implements OnMachine {
    @Override
    public Machine machine() {
      return difference.machine();
    }
  }

  /** One or both are refused, or left open; each why, a line each, empty if accepted. */
  public record Refused(Machine machine, List<String> first, List<String> second)
      implements OnMachine {
    public Refused {
      first = List.copyOf(first);
      second = List.copyOf(second);
    }

    /** Whether only one of them is. */
    public boolean isDifference() {
      return first.isEmpty() != second.isEmpty();
    }
  }

  /**
   * Each machine of which the model speaks; a {@link BadInput} if both are refused on all of them,
   * because then there is nothing to compare.
   */
  public List<OnMachine> machines() throws TwoSides.Divergence {
    List<OnMachine> all = new ArrayList<>();
    Set<String> refusals = new LinkedHashSet<>();
    for (Machine machine : kit.sweptMachines()) {
      if (model.refusal(machine).isPresent()) {
        continue;
      }
      Allowed one = allowed(first, machine);
      Allowed other = allowed(second, machine);
      if (one.refusal().isEmpty() && other.refusal().isEmpty()) {
        all.add(new Compared(difference(machine, one.set(), other.set())));
      } else {
        all.add(new Refused(machine, one.refusal(), other.refusal()));
        refusals.addAll(one.refusal());
        refusals.addAll(other.refusal());
      }
    }
    if (all.stream().allMatch(m -> m instanceof Refused both && !both.isDifference())) {
      throw new BadInput(String.join("; ", refusals));
    }
    return all;
  }

  private FilterDifference difference(Machine machine, BitSet one, BitSet other) {
    Questions questions = kit.questions(machine);
    BitSet counting = new BitSet();
    for (int question = 0; question < questions.size(); question++) {
      counting.set(question, questions.isAboutCounting(model, question));
    }
    return FilterDifference.of(machine, questions.size(), counting, one, other);
  }

  private record Allowed(BitSet set, List<String> refusal) {}

  private Allowed allowed(FilterFile file, Machine machine) throws TwoSides.Divergence {
    List<Step> requests = file.requests(kit, machine, model);
    TwoSides sides = new TwoSides(kit.of(model));
    List<String> refusal = new ArrayList<>();
    List<Errno> errnos = sides.install(machine, requests);
    for (int i = 0; i < errnos.size(); i++) {
      if (errnos.get(i) != Errno.OK) {
        refusal.add(
            "%s: request %d is refused with %s under %s%s"
                .formatted(
                    file.file(), i + 1, errnos.get(i), model.id(), why(machine, requests, i)));
      }
    }
    if (!sides.isSettled()) {
      refusal.add(
          "%s: the sources of %s leave open what it says".formatted(file.file(), model.id()));
    }
    // What the sources leave open the two sides need not say alike.
    BitSet allowed = refusal.isEmpty() ? (BitSet) sides.allowed().clone() : new BitSet();
    return new Allowed(allowed, refusal);
  }

  /** The rule that refuses the request, and on what it decided. */
  private String why(Machine machine, List<Step> requests, int number) {
    try (Oracle oracle = kit.of(model).oracle()) {
      GuestProgram program = new GuestProgram(machine, requests);
      Decision decision = oracle.explain(program).get(number).get(0);
      String rules =
          decision.rules().stream()
              .map(rule -> rule.id() + ": " + rule.sentence())
              .findFirst()
              .map(rule -> " [" + rule + "]")
              .orElse("");
      return rules + (decision.because().isEmpty() ? "" : " " + decision.because());
    }
  }
}
