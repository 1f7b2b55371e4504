package pmuoracle.spec;

/**
 * The user gave something that cannot be worked with; the message is complete, in the user's words.
 */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInput(String message) {
    super(message);
  }
}
