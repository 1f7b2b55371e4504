package pmuoracle.harness.sweep;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Errno;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Step;

/** Two filters in files, compared under one model on every machine that makes a difference. */
public record FilterPair(ArchitectureKit kit, Model model, FilterFile first, FilterFile second) {

  /**
   * One difference for each machine on which both are accepted; a {@link BadInput} if there is
   * none, because then there is nothing to compare.
   */
  public List<FilterDifference> differences() throws TwoSides.Divergence {
    List<FilterDifference> differences = new ArrayList<>();
    Set<String> refusals = new LinkedHashSet<>();
    for (Machine machine : kit.sweptMachines()) {
      Optional<String> refusal = model.refusal(machine);
      if (refusal.isPresent()) {
        continue;
      }
      Allowed one = allowed(first, machine);
      Allowed other = allowed(second, machine);
      if (one.refusal().isEmpty() && other.refusal().isEmpty()) {
        int asked = kit.questions(machine).size();
        differences.add(FilterDifference.of(machine, asked, one.set(), other.set()));
      }
      refusals.addAll(one.refusal());
      refusals.addAll(other.refusal());
    }
    if (differences.isEmpty()) {
      throw new BadInput(String.join("; ", refusals));
    }
    return differences;
  }

  private record Allowed(BitSet set, List<String> refusal) {}

  private Allowed allowed(FilterFile file, Machine machine) throws TwoSides.Divergence {
    List<Step> requests = file.requests(kit, machine, model);
    TwoSides sides = new TwoSides(kit, model);
    List<String> refusal = new ArrayList<>();
    List<Errno> errnos = sides.install(machine, requests);
    for (int i = 0; i < errnos.size(); i++) {
      if (errnos.get(i) != Errno.OK) {
        refusal.add(
            "%s: request %d is refused with %s under %s"
                .formatted(file.file(), i + 1, errnos.get(i), model.id()));
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
}
