package pmuoracle.harness.file;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a file came from.
 *
 * @param by what made it, on one line: {@code fuzz}, {@code hand}, the test it repeats
 * @param seed the campaign's seed, unsigned
 * @param index the program's place in the campaign, unsigned
 * @param shrunk from what to what, on one line: {@code 41 steps to 4}
 */
public record Origin(String by, OptionalLong seed, OptionalLong index, Optional<String> shrunk) {
  /** An origin without a campaign. */
  public static Origin of(String by) {
    return new Origin(by, OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
  }
}
