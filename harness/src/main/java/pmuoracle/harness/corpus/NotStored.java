package pmuoracle.harness.corpus;

/**
 * A file found by a verb that could not be stored, for a reason outside the program; the message is
 * complete, in the user's words. What was found is still known.
 */
public final class NotStored extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotStored(String message) {
    super(message);
  }
}
