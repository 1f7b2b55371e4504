package pmuoracle.oracle.prove.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

final class InductionDomainTest {
  static List<X86Model> models() {
    return X86Models.ALL;
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyStepOfEveryProgramIsOneThatInductionsAreAbout(X86Model model) {
    assertEquals(Set.of(), new InductionDomain().apply(model));
  }
}
