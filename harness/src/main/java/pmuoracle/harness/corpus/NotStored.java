package pmuoracle.harness.corpus;

import java.util.Objects;

/**
 * A file found by a verb that could not be stored, for a reason outside the program; the message is
 * complete, in the user's words. What was found is still known.
 */
public final class NotStored extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String text;

  /**
   * Of a file.
   *
   * @param text the whole file
   */
  public NotStored(String message, String text) {
    super(message);
    this.text = text;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** The whole file, for whoever can keep it elsewhere. */
  public String text() {
    return text;
  }
}
