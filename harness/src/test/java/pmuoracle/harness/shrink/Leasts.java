package pmuoracle.harness.shrink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.form.Forms;

/** Generated programs made smaller. */
public final class Leasts {
  private Leasts() {}

  /** The first generated program for which the predicate holds, shrunk. */
  public static GuestProgram least(
      Forms forms, Generator generator, Predicate<GuestProgram> predicate) {
    SplittableRandom seeds = new SplittableRandom(3);
    GuestProgram program = generator.program(seeds.split());
    while (!predicate.test(program)) {
      program = generator.program(seeds.split());
    }
    Shrinker shrinker = new Shrinker(new Reduction(forms));
    GuestProgram least = shrinker.shrink(program, predicate);
    assertTrue(predicate.test(least));
    assertTrue(shrinker.isMinimal(least, predicate));
    assertEquals(least, shrinker.shrink(program, predicate), "another result the second time");
    return least;
  }

  /** Every candidate of some programs is smaller, and on a machine that the model speaks of. */
  public static void assertSmaller(Forms forms, Model model, Function<Bias, Generator> generators) {
    Reduction reduction = new Reduction(forms);
    for (Bias bias : Bias.PRESETS) {
      Generator generator = generators.apply(bias);
      SplittableRandom seeds = new SplittableRandom(5);
      for (int i = 0; i < 20; i++) {
        GuestProgram program = generator.program(seeds.split());
        reduction
            .smaller(program)
            .forEach(
                smaller -> {
                  assertTrue(reduction.order().compare(smaller, program) < 0);
                  assertEquals(Optional.empty(), model.refusal(smaller.machine()));
                });
      }
    }
  }
}
