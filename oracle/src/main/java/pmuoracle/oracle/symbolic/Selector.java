package pmuoracle.oracle.symbolic;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Valuation;
import pmuoracle.oracle.smt.Word;

/**
 * Which of some things a step is.
 *
 * @param all what there is, in the order of their numbers
 * @param allowed what the step may be
 * @param number 8 bits: that of what it is
 */
public record Selector<A extends Enum<A>>(List<A> all, Set<A> allowed, Word number) {
  private static final int BITS = 8;

  public Selector {
    all = List.copyOf(all);
    allowed = Set.copyOf(allowed);
  }

  /** Nothing else is known of it. */
  public static <A extends Enum<A>> Selector<A> variable(
      Terms terms, String name, Class<A> type, Set<A> allowed) {
    return new Selector<>(all(type), allowed, terms.variable(name, BITS));
  }

  /** It is this one. */
  public static <A extends Enum<A>> Selector<A> of(Terms terms, A one, Set<A> allowed) {
    List<A> all = all(one.getDeclaringClass());
    return new Selector<>(all, allowed, terms.word(BITS, all.indexOf(one)));
  }

  private static <A extends Enum<A>> List<A> all(Class<A> type) {
    return List.copyOf(EnumSet.allOf(type));
  }

  /** Those of the type for which this holds. */
  public static <A extends Enum<A>> Set<A> those(Class<A> type, Predicate<A> holds) {
    Set<A> those = EnumSet.allOf(type);
    those.removeIf(holds.negate());
    return those;
  }

  /** True iff it is this. */
  public Bool is(A one) {
    return allowed.contains(one) ? number.is(all.indexOf(one)) : number.terms().bool(false);
  }

  /** True iff it is one of these. */
  public Bool isAny(List<A> some) {
    return number.terms().any(some.stream().map(this::is).toList());
  }

  /** What it may be, in order. */
  public List<A> inOrder() {
    return allowed.stream().sorted().toList();
  }

  /** True iff it is one of those allowed, and that is possible. */
  public Bool exists(Function<A, Bool> isPossible) {
    return number.terms().any(inOrder().stream().map(a -> is(a).and(isPossible.apply(a))).toList());
  }

  /** What it is. */
  public A value(Valuation values) {
    return all.get((int) values.value(number));
  }
}
