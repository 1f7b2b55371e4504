package pmuoracle.spec;

/** What a filter says of one event on one counter. */
public enum Verdict {
  ALLOWED,
  DENIED;

  public static Verdict of(boolean allowed) {
    return allowed ? ALLOWED : DENIED;
  }
}
