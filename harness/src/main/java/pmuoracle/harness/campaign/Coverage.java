package pmuoracle.harness.campaign;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import pmuoracle.spec.Errno;
import pmuoracle.spec.Rule;

/**
 * What a campaign looked at, and whether its programs were worth running.
 *
 * @param programs how many were run
 * @param steps of these programs
 * @param comparisons cells that both sides knew
 * @param unobserved cells left out because the system cannot observe them
 * @param unsettled cells left out because the model's sources do not settle them
 * @param errnos how often each was predicted
 * @param counting programs in which some counter was predicted to advance
 * @param mixed programs in which something counted and something was denied
 * @param verbs how often each kind of step came, in a sample of the programs
 * @param fired rules that took part, in the order of the law book
 * @param unreached rules that did not
 */
public record Coverage(
    long programs,
    long steps,
    long comparisons,
    long unobserved,
    long unsettled,
    Map<Errno, Long> errnos,
    long counting,
    long mixed,
    SortedMap<String, Long> verbs,
    List<Rule> fired,
    List<Rule> unreached) {
  public Coverage {
    EnumMap<Errno, Long> ordered = new EnumMap<>(Errno.class);
    ordered.putAll(errnos);
    errnos = Collections.unmodifiableMap(ordered);
    verbs = Collections.unmodifiableSortedMap(new TreeMap<>(verbs));
    fired = List.copyOf(fired);
    unreached = List.copyOf(unreached);
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

  public double mixedShare() {
    return share(mixed, programs);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
