package pmuoracle.harness.file;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Count;
import pmuoracle.spec.Rule;

/**
 * One file on one engine.
 *
 * @param engine {@code oracle} or a system's id
 * @param mustDiffer whether the file names the engine under {@code differs}
 * @param differences the cells that are not as expected
 * @param compared how many cells both sides know
 * @param unfired of the oracle, the file's rules that took no part; of a system, none
 * @param noAnswer why there is no answer, or empty
 */
public record Replayed(
    String engine,
    boolean mustDiffer,
    List<Difference> differences,
    int compared,
    List<Rule> unfired,
    Optional<NoAnswer> noAnswer) {
  public Replayed {
    differences = List.copyOf(differences);
    unfired = List.copyOf(unfired);
  }

  /**
   * Why there is no answer.
   *
   * @param what SKIPPED, FAILED or FLAKY
   */
  public record NoAnswer(Count what, String why) {}

  /** A system that cannot be had here. */
  static Replayed skipped(String system, boolean mustDiffer, String why) {
    return without(system, mustDiffer, Count.SKIPPED, why);
  }

  static Replayed without(String system, boolean mustDiffer, Count what, String why) {
    return new Replayed(
        system, mustDiffer, List.of(), 0, List.of(), Optional.of(new NoAnswer(what, why)));
  }

  /** Whether it is ours: the oracle, or the built-in implementation of the file's model. */
  public boolean isOfOracle() {
    return engine.equals(Replay.ORACLE) || engine.equals(Replay.IMPERATIVE);
  }

  /** Whether the engine was not run, which is no answer. */
  public boolean isSkipped() {
    return noAnswer.map(none -> none.what() == Count.SKIPPED).orElse(false);
  }

  /** Whether the engine met the file: it differs iff it must, and something was compared. */
  public boolean isMet() {
    return noAnswer.isEmpty()
        && differences.isEmpty() != mustDiffer
        && compared > 0
        && unfired.isEmpty();
  }

  /** What of it decides how a run ends. */
  public Account account() {
    if (noAnswer.isPresent()) {
      return Account.of(noAnswer.get().what(), 1);
    }
    if (isMet()) {
      return Account.of(Count.COMPARED, compared);
    }
    boolean silent = compared == 0 && differences.isEmpty() && unfired.isEmpty();
    return Account.of(Count.COMPARED, compared).plus(silent ? Count.FAILED : Count.DIFFERENT, 1);
  }

  /** What happened, for people; several lines if there are several differences. */
  public String show(String file) {
    String head = file + ", " + engine + ": ";
    if (noAnswer.isPresent()) {
      return head + noAnswer.get().what().words() + ": " + noAnswer.get().why();
    } else if (compared == 0 && differences.isEmpty()) {
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
