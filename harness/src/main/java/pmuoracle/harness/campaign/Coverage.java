package pmuoracle.harness.campaign;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Count;
import pmuoracle.spec.Errno;
import pmuoracle.spec.Rule;

/**
 * What a campaign looked at, and whether its programs were worth running.
 *
 * @param programs how many were run
 * @param steps of these programs
 * @param comparisons cells that both sides knew
 * @param notObservable cells left out because the system says that it cannot observe them
 * @param notSettled cells left out because the model's sources do not settle them
 * @param refused programs whose machine the system said it cannot be
 * @param oneSided kinds of cell that both sides say they know and one did not
 * @param firstOneSided the number of the first program with such a cell
 * @param errnos how often each was predicted
 * @param counting programs in which some counter was predicted to advance
 * @param named programs sampled for the rules that took part; those of programs that differ are
 *     known too
 * @param mixed of these, programs in which something counted and something was denied
 * @param verbs how often each kind of step came, in a sample of the programs
 * @param transitions how often each kind of transition was exercised, in the same sample as rules;
 *     empty if the programs have none
 * @param decided rules that decided a cell that was compared, in the order of the law book
 * @param fired rules that took part in a program, but decided no compared cell that was looked into
 * @param opened rules that left a cell open, which is nothing to compare
 * @param unreached rules that can take part and did not
 */
public record Coverage(
    long programs,
    long steps,
    long comparisons,
    long notObservable,
    long notSettled,
    long refused,
    List<CellKind> oneSided,
    OptionalLong firstOneSided,
    Map<Errno, Long> errnos,
    long counting,
    long named,
    long mixed,
    SortedMap<String, Long> verbs,
    Map<String, Long> transitions,
    List<Rule> decided,
    List<Rule> fired,
    List<Rule> opened,
    List<Rule> unreached) {
  public Coverage {
    EnumMap<Errno, Long> ordered = new EnumMap<>(Errno.class);
    ordered.putAll(errnos);
    errnos = Collections.unmodifiableMap(ordered);
    verbs = Collections.unmodifiableSortedMap(new TreeMap<>(verbs));
    transitions = Collections.unmodifiableMap(new LinkedHashMap<>(transitions));
    oneSided = List.copyOf(oneSided);
    decided = List.copyOf(decided);
    fired = List.copyOf(fired);
    opened = List.copyOf(opened);
    unreached = List.copyOf(unreached);
  }

  /** How many cells only one side knew though both say they know them. */
  public long oneSidedCells() {
    return oneSided.stream().mapToLong(CellKind::oneSided).sum();
  }

  /** Kinds of cell that both sides say they know and that were never compared. */
  public List<CellKind> hidden() {
    return oneSided.stream().filter(CellKind::isHidden).toList();
  }

  /** What of it decides how a run ends. */
  public Account account(Unknowns unknowns) {
    Account account =
        Account.of(Count.COMPARED, comparisons)
            .plus(Count.NOT_OBSERVABLE, notObservable)
            .plus(Count.NOT_SETTLED, notSettled)
            .plus(Count.ONE_SIDED, oneSidedCells())
            .plus(Count.REFUSED, refused)
            .plus(Count.HIDDEN, hidden().size());
    return unknowns == Unknowns.MODEL_MAY_LEAVE_OPEN ? account : account.doubting(Count.ONE_SIDED);
  }

  /** Kinds of transition that no program exercised. */
  public List<String> unexercised() {
    return transitions.entrySet().stream()
        .filter(kind -> kind.getValue() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How many requests had an errno predicted. */
  public long requests() {
    return errnos.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The share of requests that were accepted, 0 if there was none. */
  public double acceptedShare() {
    return share(errnos.getOrDefault(Errno.OK, 0L), requests());
  }

  public double countingShare() {
    return share(counting, programs);
  }

  /** Whether rules were not named in all programs. */
  public boolean isSampled() {
    return named < programs;
  }

  public double mixedShare() {
    return share(mixed, named);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
