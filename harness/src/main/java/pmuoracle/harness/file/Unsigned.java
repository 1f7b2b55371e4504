package pmuoracle.harness.file;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** The numbers of the format: decimal without leading zeros, or hexadecimal with {@code 0x}. */
final class Unsigned {
  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,99}");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]{1,100}");

  private Unsigned() {}

  /** The number of any size the text spells, or empty if it spells none. */
  static Optional<BigInteger> parse(String text) {
    if (DECIMAL.matcher(text).matches()) {
      return Optional.of(new BigInteger(text));
    }
    return HEXADECIMAL.matcher(text).matches()
        ? Optional.of(new BigInteger(text.substring(2), 16))
        : Optional.empty();
  }

  /** The word read as unsigned. */
  static BigInteger of(long word) {
    return new BigInteger(Long.toUnsignedString(word));
  }
}
