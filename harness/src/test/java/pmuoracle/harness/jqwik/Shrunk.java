package pmuoracle.harness.jqwik;

import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

/** Failing samples as jqwik's own greedy shrinking leaves them. */
public final class Shrunk {
  private Shrunk() {}

  /** What becomes of the first failing sample. */
  public static <T> T first(Arbitrary<T> arbitrary, Predicate<T> fails) {
    RandomGenerator<T> generator = arbitrary.generator(1000);
    Random random = new Random(1);
    Shrinkable<T> sample = generator.next(random);
    while (!fails.test(sample.value())) {
      sample = generator.next(random);
    }
    Optional<Shrinkable<T>> next = Optional.of(sample);
    while (next.isPresent()) {
      sample = next.get();
      Shrinkable<T> last = sample;
      next =
          last.shrink()
              .filter(s -> s.distance().compareTo(last.distance()) < 0 && fails.test(s.value()))
              .findFirst();
    }
    return sample.value();
  }
}
