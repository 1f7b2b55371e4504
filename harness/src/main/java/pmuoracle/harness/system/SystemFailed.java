package pmuoracle.harness.system;

/**
 * A system under test that gave no outcome; the message says what it did instead, in the user's
 * words. Inconclusive, never a divergence.
 */
public class SystemFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SystemFailed(String message) {
    super(message);
  }

  /** What to tell a user of something a system threw: of one of these the message, else all. */
  public static String told(Throwable thrown) {
    return thrown instanceof SystemFailed ? thrown.getMessage() : thrown.toString();
  }
}
