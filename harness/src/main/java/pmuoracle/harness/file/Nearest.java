package pmuoracle.harness.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.JaroWinklerDistance;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known name a misspelt one was probably meant to be. */
public final class Nearest {
  /** Lists longer than this are not spelt out in a message. */
  private static final int LISTED = 24;

  private static final int LONGEST = 100;

  private Nearest() {}

  /** The nearest of the names, unless none is near: a third of its letters may differ. */
  static Optional<String> of(String found, Collection<String> names) {
    if (found.length() > LONGEST) {
      return Optional.empty();
    }
    String lower = found.toLowerCase(Locale.ROOT);
    // Of equally distant names the one that begins alike is meant.
    return names.stream()
        .filter(n -> distance(lower, n) <= Math.max(1, (n.length() + 1) / 3))
        .min(
            Comparator.comparingInt((String n) -> distance(lower, n))
                .thenComparing(n -> new JaroWinklerDistance().apply(lower, n)));
  }

  private static int distance(String lower, String name) {
    return LevenshteinDistance.getDefaultInstance().apply(lower, name.toLowerCase(Locale.ROOT));
  }

  /** {@code expected one of a, b; did you mean 'a'?} */
  public static String expectation(String found, String what, Collection<String> names) {
    String list =
        names.size() <= LISTED ? "one of " + String.join(", ", names) : names.size() + " names";
    String expected = what.isEmpty() ? list : names.isEmpty() ? what : what + ", " + list;
    return "expected "
        + expected
        + of(found, names).map(n -> "; did you mean '" + n + "'?").orElse("");
  }
}
