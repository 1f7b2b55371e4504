package pmuoracle.spec.form;

import java.util.function.LongUnaryOperator;

/**
 * Whether files state a field, and how it depends on other fields of its form.
 *
 * @param expected what is expected if it must be stated, else empty
 * @param stated whether files always state it
 * @param by the field on which the usual value depends, by its first word; empty for none
 * @param usual the value of a field that is left out
 * @param most the largest value there can be
 * @param needs the flag without which the value must be the plain one; empty for none
 * @param perEntry how much less it is when a list has one entry less
 */
public record Presence(
    String expected,
    boolean stated,
    String by,
    LongUnaryOperator usual,
    LongUnaryOperator most,
    String needs,
    int perEntry) {
  /** It must be there. */
  public static Presence required(String expected) {
    return new Presence(expected, true, "", any -> 0, any -> -1, "", 0);
  }

  /** Left out if it has this value. */
  public static Presence usual(long value) {
    return usual("", any -> value);
  }

  /** Left out if it has the value that the word of another field says. */
  public static Presence usual(String by, LongUnaryOperator value) {
    return new Presence("", false, by, value, any -> -1, "", 0);
  }

  /** The same, but always written. */
  public Presence alwaysWritten() {
    return new Presence(expected, true, by, usual, most, needs, perEntry);
  }

  /** The same with a bound that depends on the same field. */
  public Presence upTo(LongUnaryOperator bound) {
    return new Presence(expected, stated, by, usual, bound, needs, perEntry);
  }

  /** The same, for what is there only with a flag. */
  public Presence needing(String flag) {
    return new Presence(expected, stated, by, usual, most, flag, perEntry);
  }

  /** The same, for what becomes less by so much with each entry that is left out. */
  public Presence less(int each) {
    return new Presence(expected, stated, by, usual, most, needs, each);
  }

  public boolean isRequired() {
    return !expected.isEmpty();
  }
}
