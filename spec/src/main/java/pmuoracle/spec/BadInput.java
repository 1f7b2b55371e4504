package pmuoracle.spec;

import java.util.Objects;

/**
 * The user gave something that cannot be worked with; the message is complete, in the user's words.
 */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInput(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
