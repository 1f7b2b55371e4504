package pmuoracle.spec;

/** A constant that reports name. */
public interface Titled {
  /** A few words. */
  String title();
}
