package pmuoracle.harness.system;

import java.util.Optional;
import java.util.function.Function;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Words;

/**
 * Which machines a system can be. The limits of fields are what a machine is drawn by; the rest is
 * what the system says of a machine.
 *
 * @param least for each field of a machine's form the least it can be, unsigned; empty for no limit
 * @param most for each field the most it can be
 * @param refusal why the system cannot be a machine, or empty
 */
public record MachineLimits(Words least, Words most, Function<Machine, Optional<String>> refusal) {
  public static final MachineLimits NONE =
      new MachineLimits(Words.of(), Words.of(), machine -> Optional.empty());

  /** Of a system that says nothing of single fields. */
  public static MachineLimits of(Function<Machine, Optional<String>> refusal) {
    return new MachineLimits(Words.of(), Words.of(), refusal);
  }

  /** What both can be. */
  public MachineLimits and(MachineLimits other) {
    return new MachineLimits(
        joined(least, other.least, true),
        joined(most, other.most, false),
        machine -> refusal.apply(machine).or(() -> other.refusal.apply(machine)));
  }

  private static Words joined(Words one, Words other, boolean larger) {
    if (one.size() == 0 || other.size() == 0) {
      return one.size() == 0 ? other : one;
    }
    long[] joined = one.toArray();
    for (int i = 0; i < joined.length; i++) {
      boolean isLarger = Long.compareUnsigned(other.get(i), joined[i]) > 0;
      joined[i] = isLarger == larger ? other.get(i) : joined[i];
    }
    return Words.of(joined);
  }

  /** The value of the field at this index, or the nearest there can be. */
  public long nearest(int index, long value) {
    if (least.size() == 0) {
      return value;
    }
    long low = least.get(index);
    long high = most.get(index);
    return Long.compareUnsigned(value, low) < 0
        ? low
        : Long.compareUnsigned(value, high) > 0 ? high : value;
  }
}
