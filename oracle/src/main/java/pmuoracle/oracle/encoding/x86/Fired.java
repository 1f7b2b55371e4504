package pmuoracle.oracle.encoding.x86;

import java.util.EnumMap;
import java.util.Map;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Rule;
import pmuoracle.spec.x86.X86Rule;

/** For each rule, the condition under which it took part. Immutable. */
public final class Fired {
  private final Terms terms;
  private final Map<X86Rule, Bool> conditions;

  private Fired(Terms terms, Map<X86Rule, Bool> conditions) {
    this.terms = terms;
    this.conditions = conditions;
  }

  /** No rule took part. */
  public static Fired none(Terms terms) {
    return new Fired(terms, new EnumMap<>(X86Rule.class));
  }

  /** Also this rule, under this condition. */
  public Fired with(X86Rule rule, Bool condition) {
    Map<X86Rule, Bool> more = new EnumMap<>(conditions);
    more.merge(rule, condition, Bool::or);
    return new Fired(terms, more);
  }

  /** Also those rules, where the condition holds. */
  public Fired with(Fired that, Bool condition) {
    Fired all = this;
    for (Map.Entry<X86Rule, Bool> entry : that.conditions.entrySet()) {
      all = all.with(entry.getKey(), condition.and(entry.getValue()));
    }
    return all;
  }

  /** Also those rules. */
  public Fired with(Fired that) {
    Fired all = this;
    for (Map.Entry<X86Rule, Bool> entry : that.conditions.entrySet()) {
      all = all.with(entry.getKey(), entry.getValue());
    }
    return all;
  }

  /** Whether the rule took part. */
  public Bool of(X86Rule rule) {
    return conditions.getOrDefault(rule, terms.bool(false));
  }

  /** 64 bits: the rule at place i of the law book took part iff bit i is set. */
  public Word bits() {
    Word zero = terms.word(64, 0);
    Word bits = zero;
    for (Map.Entry<X86Rule, Bool> entry : conditions.entrySet()) {
      Word bit = entry.getValue().choose(terms.word(64, place(entry.getKey())), zero);
      bits = bits == zero ? bit : bits.or(bit);
    }
    return bits;
  }

  private static long place(Rule rule) {
    if (rule.ordinal() >= 64) {
      throw new AssertionError(rule.id() + " is the law book's 65th rule or later; expected 64");
    }
    return 1L << rule.ordinal();
  }
}
