package pmuoracle.oracle.encoding.arm64;

import java.util.EnumMap;
import java.util.Map;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Rule;
import pmuoracle.spec.arm64.Arm64Rule;

/** For each rule, the condition under which it took part. Immutable. */
public final class Fired {
  private final Terms terms;
  private final Map<Arm64Rule, Bool> conditions;

  private Fired(Terms terms, Map<Arm64Rule, Bool> conditions) {
    this.terms = terms;
    this.conditions = conditions;
  }

  /** No rule took part. */
  public static Fired none(Terms terms) {
    return new Fired(terms, new EnumMap<>(Arm64Rule.class));
  }

  /** Also this rule, under this condition. */
  public Fired with(Arm64Rule rule, Bool condition) {
    Map<Arm64Rule, Bool> more = new EnumMap<>(conditions);
    more.merge(rule, condition, Bool::or);
    return new Fired(terms, more);
  }

  /** Also those rules, where the condition holds. */
  public Fired with(Fired that, Bool condition) {
    Fired all = this;
    for (Map.Entry<Arm64Rule, Bool> entry : that.conditions.entrySet()) {
      all = all.with(entry.getKey(), condition.and(entry.getValue()));
    }
    return all;
  }

  /** Also those rules. */
  public Fired with(Fired that) {
    Fired all = this;
    for (Map.Entry<Arm64Rule, Bool> entry : that.conditions.entrySet()) {
      all = all.with(entry.getKey(), entry.getValue());
    }
    return all;
  }

  /** Whether the rule took part. */
  public Bool of(Arm64Rule rule) {
    return conditions.getOrDefault(rule, terms.bool(false));
  }

  /** 64 bits: the rule at place i of the law book took part iff bit i is set. */
  public Word low() {
    return half(0);
  }

  /** 64 bits: the same of the rules from place 64 on. */
  public Word high() {
    return half(64);
  }

  private Word half(int from) {
    Word zero = terms.word(64, 0);
    Word bits = zero;
    for (Map.Entry<Arm64Rule, Bool> entry : conditions.entrySet()) {
      int place = place(entry.getKey()) - from;
      if (place >= 0 && place < 64) {
        Word bit = entry.getValue().choose(terms.word(64, 1L << place), zero);
        bits = bits == zero ? bit : bits.or(bit);
      }
    }
    return bits;
  }

  private static int place(Rule rule) {
    return rule.ordinal();
  }
}
