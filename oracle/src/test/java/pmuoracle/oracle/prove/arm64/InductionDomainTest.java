package pmuoracle.oracle.prove.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;

final class InductionDomainTest {
  static List<Arm64Model> models() {
    return Arm64Models.ALL;
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyStepOfEveryProgramIsOneThatInductionsAreAbout(Arm64Model model) {
    assertEquals(Set.of(), new InductionDomain().apply(model));
  }
}
