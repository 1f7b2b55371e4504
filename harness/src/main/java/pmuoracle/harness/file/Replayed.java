package pmuoracle.harness.file;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import pmuoracle.spec.Rule;

/**
 * One file on one engine.
 *
 * @param engine {@code oracle} or a system's id
 * @param mustDiffer whether the file names the engine under {@code differs}
 * @param differences the cells that are not as expected
 * @param compared how many cells both sides know
 * @param unfired of the oracle, the file's rules that took no part; of a system, none
 * @param unavailable why it could not be run here, or empty
 */
public record Replayed(
    String engine,
    boolean mustDiffer,
    List<Difference> differences,
    int compared,
    List<Rule> unfired,
    Optional<String> unavailable) {
  public Replayed {
    differences = List.copyOf(differences);
    unfired = List.copyOf(unfired);
  }

  /** A system that cannot be had here. */
  static Replayed skipped(String system, boolean mustDiffer, String why) {
    return new Replayed(system, mustDiffer, List.of(), 0, List.of(), Optional.of(why));
  }

  /** Whether the engine was not run, which is no answer. */
  public boolean isSkipped() {
    return unavailable.isPresent();
  }

  /** Whether the engine met the file: it differs iff it must, and something was compared. */
  public boolean isMet() {
    return differences.isEmpty() != mustDiffer && compared > 0 && unfired.isEmpty();
  }

  /** What happened, for people; several lines if there are several differences. */
  public String show(String file) {
    String head = file + ", " + engine + ": ";
    if (isSkipped()) {
      return head + "skipped: " + unavailable.get();
    } else if (compared == 0) {
      return head + "nothing was compared; expected at least one observation both sides know";
    } else if (mustDiffer && differences.isEmpty()) {
      return head + "as expected in " + compared + " observations; must differ";
    } else if (!mustDiffer && !differences.isEmpty()) {
      return differences.stream().map(d -> head + d).collect(Collectors.joining("\n"));
    } else if (!unfired.isEmpty()) {
      return head
          + "took no part: "
          + unfired.stream().map(Rule::id).collect(Collectors.joining(", "));
    }
    return head + (mustDiffer ? "differs, as it must: " + differences.get(0) : "as expected");
  }
}
