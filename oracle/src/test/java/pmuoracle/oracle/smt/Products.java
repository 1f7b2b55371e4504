package pmuoracle.oracle.smt;

/** A question that no solver here settles by rewriting, and only with much search. */
final class Products {
  private Products() {}

  /** Whether xy is not (x & y)(x | y) + (x & ~y)(~x & y): never. */
  static Bool differ(Terms terms, int width) {
    Word x = terms.variable("x", width);
    Word y = terms.variable("y", width);
    Word both = x.and(y).times(x.or(y));
    Word one = x.and(y.not()).times(x.not().and(y));
    return x.times(y).is(both.plus(one)).not();
  }
}
