package pmuoracle.harness.conclusion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import pmuoracle.harness.conclusion.Count.Weight;

/**
 * What a run, or one part of it, counted. All that decides how it ends.
 *
 * @param counts those that are not 0
 * @param doubts counts that were made to weigh as doubts by what the user asked for
 */
public record Account(Map<Count, Long> counts, Set<Count> doubts) {
  /** Nothing was counted. */
  public static final Account NOTHING = new Account(Map.of(), Set.of());

  public Account {
    EnumMap<Count, Long> ordered = new EnumMap<>(Count.class);
    ordered.putAll(counts);
    ordered.values().removeIf(count -> count == 0);
    counts = Collections.unmodifiableMap(ordered);
    doubts = Set.copyOf(doubts);
  }

  public static Account of(Count what, long count) {
    return NOTHING.plus(what, count);
  }

  public long get(Count what) {
    return counts.getOrDefault(what, 0L);
  }

  /** The same with so many more. */
  public Account plus(Count what, long count) {
    EnumMap<Count, Long> sum = new EnumMap<>(Count.class);
    sum.putAll(counts);
    sum.merge(what, count, Long::sum);
    return new Account(sum, doubts);
  }

  public Account plus(Account that) {
    Account sum = this;
    for (Map.Entry<Count, Long> entry : that.counts.entrySet()) {
      sum = sum.plus(entry.getKey(), entry.getValue());
    }
    Set<Count> both = EnumSet.noneOf(Count.class);
    both.addAll(doubts);
    both.addAll(that.doubts);
    return new Account(sum.counts, both);
  }

  /** The same, in doubt if there is one of these. */
  public Account doubting(Count what) {
    Set<Count> more = EnumSet.of(what);
    more.addAll(doubts);
    return new Account(counts, more);
  }

  /** AGREEMENT iff something was compared or proved, nothing differs, and there is no doubt. */
  public Conclusion conclusion() {
    if (has(Weight.REFUTATION)) {
      return Conclusion.DIVERGENCE;
    }
    return has(Weight.EVIDENCE) && !has(Weight.DOUBT)
        ? Conclusion.AGREEMENT
        : Conclusion.INCONCLUSIVE;
  }

  /** Why there is no answer, or not a whole one: each a few words. Empty for an agreement. */
  public List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    if (!has(Weight.EVIDENCE) && !has(Weight.REFUTATION)) {
      reasons.add("nothing was compared");
    }
    for (Count what : Count.values()) {
      if (get(what) > 0 && weight(what) == Weight.DOUBT) {
        reasons.add(String.format(Locale.ROOT, "%,d %s", get(what), what.words()));
      }
    }
    return reasons;
  }

  private boolean has(Weight weight) {
    return counts.keySet().stream().anyMatch(what -> weight(what) == weight);
  }

  private Weight weight(Count what) {
    return doubts.contains(what) ? Weight.DOUBT : what.weight();
  }

  /** Every count for programs that read it, 0 included. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    for (Count what : Count.values()) {
      json.put(what.id(), get(what));
    }
    return json;
  }
}
