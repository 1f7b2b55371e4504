package pmuoracle.oracle.difference;

import java.util.List;

/**
 * What two models have in common between steps: those of the state's components that are equal, and
 * those facts that hold of both states.
 *
 * @param components by the names an {@link Induction} gives them
 * @param facts by theirs
 */
public record Coupling(List<String> components, List<String> facts) {
  public Coupling {
    components = List.copyOf(components);
    facts = List.copyOf(facts);
  }

  Coupling without(List<String> names) {
    return new Coupling(
        components.stream().filter(c -> !names.contains(c)).toList(),
        facts.stream().filter(f -> !names.contains(f)).toList());
  }
}
