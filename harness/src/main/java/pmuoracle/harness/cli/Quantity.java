package pmuoracle.harness.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.LongRange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import pmuoracle.spec.BadInput;

/** How the command line writes numbers, times, places and forms. */
final class Quantity {
  static final LongRange POSITIVE = LongRange.of(1, Long.MAX_VALUE);

  private Quantity() {}

  /** A decimal number without a sign, up to this; the command says from where on. */
  static long whole(String text, long most) {
    try {
      long number = Long.parseLong(text);
      if (number <= most && number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of range.
    }
    throw new TypeConversionException(
        "'" + text + "' is no number here; expected a decimal one from 0 to " + most);
  }

  /** A {@link BadInput} if the option's number is not in the range. */
  static void require(String option, long number, LongRange expected) {
    if (!expected.contains(number)) {
      boolean open = expected.getMaximum() == Long.MAX_VALUE;
      String words =
          open
              ? "at least " + expected.getMinimum()
              : expected.getMinimum() + " to " + expected.getMaximum();
      throw new BadInput(option + " " + number + "; expected " + words);
    }
  }

  /** A seed: decimal or 0x hexadecimal, 64 bits, unsigned. */
  static final class Seed implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        boolean hexadecimal = text.startsWith("0x");
        String digits = hexadecimal ? text.substring(2) : text;
        if (!digits.startsWith("+")) {
          return Long.parseUnsignedLong(digits, hexadecimal ? 16 : 10);
        }
      } catch (NumberFormatException e) {
        // Told below, like a sign.
      }
      throw new TypeConversionException(
          "'" + text + "' is no seed; expected 64 bits, decimal or 0x hexadecimal");
    }
  }

  /** A time such as 500ms, 60s, 5m, 2h. */
  static final class Time implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Duration MOST = Duration.ofDays(365);

    @Override
    public Duration convert(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is no time; expected a number and ms, s, m or h, such as 60s");
      }
      long number = Long.parseLong(matcher.group(1));
      Duration time =
          switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
          };
      if (time.isZero() || time.compareTo(MOST) > 0) {
        throw new TypeConversionException(
            "found '" + text + "'; expected 1ms to " + MOST.toHours() + "h");
      }
      return time;
    }
  }

  /** A path that is not empty: an empty one would mean the working folder. */
  static final class Place implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      if (text.isEmpty()) {
        throw new TypeConversionException("found an empty path; expected that of a file or folder");
      }
      try {
        return Path.of(text);
      } catch (InvalidPathException e) {
        throw new TypeConversionException("'" + text + "' is no path here: " + e.getReason());
      }
    }
  }

  /** The form of the output. */
  static final class Form implements ITypeConverter<Output.Format> {
    @Override
    public Output.Format convert(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "text" -> Output.Format.TEXT;
        case "json" -> Output.Format.JSON;
        default -> throw new TypeConversionException("found '" + text + "'; expected text or json");
      };
    }
  }
}
