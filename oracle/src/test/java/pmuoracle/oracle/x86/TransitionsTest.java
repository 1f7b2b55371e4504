package pmuoracle.oracle.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

final class TransitionsTest {
  static List<X86Model> models() {
    return List.copyOf(X86Models.ALL);
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyFunctionMeansWhatTheSolverSaysOnRandomStates(X86Model model) {
    assertEquals(List.of(), new Transitions().apply(model));
  }
}
