package pmuoracle.oracle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Rule;

/**
 * How many cells of a campaign a model leaves unknown, by the rule that says so and by kind of
 * observation.
 */
public final class OpenCells {
  /** What stands for the rule if the cell cites none that leaves anything open. */
  public static final String NO_RULE = "no rule";

  private final Map<String, Integer> cells = new TreeMap<>();
  private final Map<String, Integer> open = new TreeMap<>();

  /** Adds the cells of a program. */
  public void add(Oracle oracle, GuestProgram program) {
    for (List<Decision> ofStep : oracle.explain(program)) {
      for (Decision decision : ofStep) {
        String kind = decision.what().kind().name();
        cells.merge(kind, 1, Integer::sum);
        if (!decision.known()) {
          open.merge(rule(decision) + " " + kind, 1, Integer::sum);
        }
      }
    }
  }

  private static String rule(Decision decision) {
    Optional<Rule> first = decision.rules().stream().filter(Rule::leavesOpen).findFirst();
    return first.map(Rule::id).orElse(NO_RULE);
  }

  /** Of all cells of the kind those that are unknown by the rule, in percent: rule and kind. */
  public Map<String, Double> percent() {
    Map<String, Double> shares = new TreeMap<>();
    open.forEach(
        (name, count) -> {
          String kind = name.substring(name.lastIndexOf(' ') + 1);
          shares.put(name, 100.0 * count / cells.getOrDefault(kind, 0));
        });
    return shares;
  }
}
