package pmuoracle.harness.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;

/** What holds of the generator of every architecture; a test of each has the {@code MODELS}. */
public abstract class GeneratorContract<M extends Model> {
  private static final int PROGRAMS = 5_000;

  protected abstract M newest();

  protected abstract Generator generator(M model, Bias bias);

  /** So many programs. */
  protected final void each(M model, Bias bias, int count, Consumer<GuestProgram> look) {
    Generator generator = generator(model, bias);
    SplittableRandom seeds = new SplittableRandom(7);
    for (int i = 0; i < count; i++) {
      look.accept(generator.program(seeds.split()));
    }
  }

  @ParameterizedTest
  @FieldSource("MODELS")
  void everyProgramIsOneItsModelSpeaksAbout(M model) {
    for (Bias bias : Bias.PRESETS) {
      each(
          model,
          bias,
          PROGRAMS,
          program -> assertEquals(Optional.empty(), model.refusal(program.machine())));
    }
  }

  @Test
  void theSameRandomNumbersGiveTheSameProgram() {
    for (Bias bias : Bias.PRESETS) {
      Generator one = generator(newest(), bias);
      Generator other = generator(newest(), bias);
      for (int seed = 0; seed < 500; seed++) {
        other.program(new SplittableRandom(seed + 1));
        assertEquals(
            one.program(new SplittableRandom(seed)), other.program(new SplittableRandom(seed)));
      }
    }
  }
}
