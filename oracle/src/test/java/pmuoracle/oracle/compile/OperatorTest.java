package pmuoracle.oracle.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.oracle.smt.Terms;

/** Every operator, compiled, against the solver. */
class OperatorTest {
  private static final int[] WIDTHS = {1, 7, 8, 16, 31, 32, 33, 63, 64};
  private static final int RANDOM_VALUES = 16;

  static List<OperatorCase> operators() {
    return OperatorCase.all();
  }

  @ParameterizedTest
  @MethodSource("operators")
  void compiledOperatorMeansWhatTheSolverSays(OperatorCase operator) {
    assertEquals(List.of(), disagreements(operator, Engine.COMPILED));
  }

  @ParameterizedTest
  @MethodSource("operators")
  void aWrongOperatorIsReported(OperatorCase operator) {
    Engine wrong = (terms, text, width) -> Engine.COMPILED.function(terms, text.mistaken(), width);
    assertFalse(disagreements(operator, wrong).isEmpty());
  }

  /** What the engine says otherwise than the solver, at most one per width. */
  static List<String> disagreements(OperatorCase operator, Engine engine) {
    List<String> found = new ArrayList<>();
    for (int width : WIDTHS) {
      try (Terms terms = new Terms()) {
        Engine.Function expected = Engine.SOLVER.function(terms, operator, width);
        Engine.Function actual = engine.function(terms, operator, width);
        values(width).stream()
            .filter(inputs -> expected.value(inputs) != actual.value(inputs))
            .findFirst()
            .ifPresent(
                inputs ->
                    found.add(
                        "%s at %d bits: %x, expected %x, for %s"
                            .formatted(
                                operator,
                                width,
                                actual.value(inputs),
                                expected.value(inputs),
                                Arrays.toString(inputs))));
      }
    }
    return found;
  }

  /** Pairs of boundary values and some random ones, with each pair of truth values in turn. */
  private static List<long[]> values(int width) {
    long mask = -1L >>> -width;
    long sign = 1L << (width - 1);
    long[] boundaries = {0, 1, width - 1, width, 64, sign - 1, sign, mask};
    List<long[]> values = new ArrayList<>();
    for (long a : boundaries) {
      for (long b : boundaries) {
        values.add(new long[] {a & mask, b & mask, values.size() & 1, values.size() >> 1 & 1});
      }
    }
    Random random = new Random(width);
    for (int i = 0; i < RANDOM_VALUES; i++) {
      long a = random.nextLong() & mask;
      long b = (i % 2 == 0 ? random.nextLong() : random.nextInt(width + 1)) & mask;
      values.add(new long[] {a, b, random.nextInt(2), random.nextInt(2)});
    }
    return values;
  }
}
