package pmuoracle.harness.campaign;

/** What it means that one of two sides does not know a cell. */
public enum Unknowns {
  /** The oracle's model leaves it open; the system says which observations it can make. */
  MODEL_MAY_LEAVE_OPEN,
  /** Both sides implement one model: what the one leaves open the other must leave open too. */
  ONE_MODEL,
  /** Both sides are systems, and each says which observations it can make. */
  BOTH_ANNOUNCE
}
