package pmuoracle.oracle.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;

final class TransitionsTest {
  static List<Arm64Model> models() {
    return List.copyOf(Arm64Models.ALL);
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyFunctionMeansWhatTheSolverSaysOnRandomStates(Arm64Model model) {
    assertEquals(List.of(), new Transitions().apply(model));
  }
}
