package pmuoracle.oracle.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Rule;

/** For each rule of a law book of any size, the condition under which it took part. Immutable. */
public final class Fired {
  private final Terms terms;

  /** By the rule's place in the law book. */
  private final SortedMap<Integer, Bool> conditions;

  private Fired(Terms terms, SortedMap<Integer, Bool> conditions) {
    this.terms = terms;
    this.conditions = conditions;
  }

  /** No rule took part. */
  public static Fired none(Terms terms) {
    return new Fired(terms, new TreeMap<>());
  }

  /** Also this rule, under this condition. */
  public Fired with(Rule rule, Bool condition) {
    return with(rule.ordinal(), condition);
  }

  private Fired with(int place, Bool condition) {
    SortedMap<Integer, Bool> more = new TreeMap<>(conditions);
    more.merge(place, condition, Bool::or);
    return new Fired(terms, more);
  }

  /** Also those rules, where the condition holds. */
  public Fired with(Fired that, Bool condition) {
    Fired all = this;
    for (Map.Entry<Integer, Bool> entry : that.conditions.entrySet()) {
      all = all.with(entry.getKey(), condition.and(entry.getValue()));
    }
    return all;
  }

  /** Also those rules. */
  public Fired with(Fired that) {
    Fired all = this;
    for (Map.Entry<Integer, Bool> entry : that.conditions.entrySet()) {
      all = all.with(entry.getKey(), entry.getValue());
    }
    return all;
  }

  /** Whether the rule took part. */
  public Bool of(Rule rule) {
    return conditions.getOrDefault(rule.ordinal(), terms.bool(false));
  }

  /**
   * 64 bits each: the rule at place {@code 64 * w + i} of the law book took part iff bit {@code i}
   * of word {@code w} is set.
   *
   * @param count how many words the law book's rules take
   */
  public List<Word> words(int count) {
    List<Word> words = new ArrayList<>();
    for (int word = 0; word < count; word++) {
      words.add(word(Long.SIZE * word));
    }
    return words;
  }

  private Word word(int from) {
    Word zero = terms.word(Long.SIZE, 0);
    Word bits = zero;
    for (Map.Entry<Integer, Bool> entry : conditions.subMap(from, from + Long.SIZE).entrySet()) {
      Word bit = entry.getValue().choose(terms.word(Long.SIZE, 1L << entry.getKey()), zero);
      bits = bits == zero ? bit : bits.or(bit);
    }
    return bits;
  }
}
