package pmuoracle.oracle.step;

/** Which counters a step's function is applied to. */
public enum Reach {
  /** The one that is accessed. */
  ONE,
  /** Every counter of the virtual CPU, in order; each hears whether the one before it carries. */
  EVERY,
  /** Every counter of every virtual CPU. */
  EVERYWHERE
}
