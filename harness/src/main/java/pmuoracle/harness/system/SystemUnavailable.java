package pmuoracle.harness.system;

import java.util.Objects;

/**
 * A system under test that cannot be had here; the message says why in the user's words.
 * Inconclusive, never a pass.
 */
public final class SystemUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SystemUnavailable(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
