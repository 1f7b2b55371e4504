package pmuoracle.harness.system;

import java.util.Objects;

/**
 * A system under test that gave no outcome; the message says what it did instead, in the user's
 * words. Inconclusive, never a divergence.
 */
public class SystemFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SystemFailed(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** Equal for failures of the same sort, such as the same signal. */
  protected String sort() {
    return getClass().getName();
  }

  /** Whether it took no longer than an outcome does, so that it can be tried many times. */
  protected boolean isSwift() {
    return true;
  }

  /**
   * Whether two things that systems threw are failures of the same sort that can be tried again.
   */
  public static boolean isAgain(Throwable one, Throwable other) {
    if (one instanceof SystemFailed failed && other instanceof SystemFailed again) {
      return failed.isSwift() && failed.sort().equals(again.sort());
    }
    return one.getClass() == other.getClass();
  }

  /** What to tell a user of something a system threw: of one of these the message, else all. */
  public static String told(Throwable thrown) {
    return thrown instanceof SystemFailed failed ? failed.getMessage() : thrown.toString();
  }
}
