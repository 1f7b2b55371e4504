package pmuoracle.harness.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.oracle.prove.Hunter.Hunted;
import pmuoracle.oracle.prove.Unrolled;
import pmuoracle.oracle.prove.Watch;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;

/** What is found where no generated program refutes a claim. */
final class ProgramHunterTest {
  /** Shorter than the shortest that was ever generated, or as short. */
  @ParameterizedTest
  @CsvSource({
    "X86-N13-STOPS-WITH-THE-CALL, x86/6.3",
    "X86-N23-OVERFLOW-REPORTED, x86/7.3",
    "X86-P1-ONE-VERDICT, x86/5.17",
    "ARM-C2-ENABLED-ACROSS-CONTEXTS, arm64/7.3",
    "ARM-I2-COUNTS-AS-ARCHITECTURE, arm64/7.3",
  })
  void theSolverFindsTheShortest(String invariant, String model) {
    ModelInvariant question = question(invariant, model);
    Watch watch = watch(question);
    GuestProgram found =
        new ProgramHunter(0, 0)
            .hunted(question.model(), watch)
            .witness()
            .flatMap(witness -> witness.program())
            .orElseThrow();
    int last = found.steps().size() - 1;
    assertEquals(OptionalInt.of(last), watch.contradiction(found));
    for (int left = 0; left < last; left++) {
      List<Step> rest = new ArrayList<>(found.steps());
      rest.remove(left);
      GuestProgram shorter = new GuestProgram(found.machine(), rest);
      assertTrue(watch.contradiction(shorter).isEmpty(), shorter::toString);
    }
  }

  /** The 5,423rd generated one. */
  @Test
  void whereTheSolverGivesUpMoreAreGenerated() {
    ModelInvariant question = question("X86-G8-DENIED-NEVER-ADVANCES", "x86/7.0");
    assertTrue(ProgramHunter.USUAL.hunted(question.model(), watch(question)).witness().isPresent());
  }

  @Test
  void whereNothingIsFoundTheBoundIsTold() {
    ModelInvariant question = question("X86-G8-DENIED-NEVER-ADVANCES", "x86/7.3");
    Hunted hunted = new ProgramHunter(12, 8).hunted(question.model(), upTo(2, watch(question)));
    assertEquals(Optional.empty(), hunted.witness());
    assertEquals(
        "none of 20 generated ones, none of up to 10 steps of one virtual CPU about one counter,"
            + " event lists of at most 3 entries",
        hunted.looked());
  }

  @Test
  void whatHasNoSuchFormIsOnlyGenerated() {
    ModelInvariant question = question("X86-I19-ACCESSES-IGNORE-THE-FILTER", "x86/7.3");
    Hunted hunted = new ProgramHunter(12, 8).hunted(question.model(), p -> OptionalInt.empty());
    assertEquals(new Hunted(Optional.empty(), "none of 20 generated ones"), hunted);
  }

  /** The watch, of whose longer programs the solver hears nothing. */
  private static Watch upTo(int most, Watch watch) {
    Unrolled all = watch.unrolled().orElseThrow();
    return new Watch() {
      @Override
      public OptionalInt contradiction(GuestProgram program) {
        return watch.contradiction(program);
      }

      @Override
      public Optional<Unrolled> unrolled() {
        return Optional.of(
            new Unrolled() {
              @Override
              public int counters() {
                return all.counters();
              }

              @Override
              public Programs programs(Terms terms, int counter, int steps) {
                return all.programs(terms, counter, Math.min(steps, most));
              }

              @Override
              public String scope() {
                return all.scope();
              }
            });
      }
    };
  }

  private static ModelInvariant question(String invariant, String model) {
    return ModelInvariant.all().stream()
        .filter(q -> q.invariant().id().equals(invariant) && q.model().id().equals(model))
        .findFirst()
        .orElseThrow();
  }

  private static Watch watch(ModelInvariant question) {
    return ArchitectureKits.of(question.model().architecture())
        .catalogue()
        .claim(question.invariant(), question.model())
        .watch()
        .orElseThrow()
        .get();
  }
}
