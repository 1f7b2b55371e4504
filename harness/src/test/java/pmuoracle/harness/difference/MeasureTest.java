package pmuoracle.harness.difference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.shrink.Size;
import pmuoracle.oracle.difference.Pair;
import pmuoracle.oracle.difference.Unrolling;
import pmuoracle.oracle.smt.Answer;
import pmuoracle.oracle.smt.Question;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;

/** What the solver minimises is what programs are shrunk by. */
final class MeasureTest {
  @ParameterizedTest
  @CsvSource({
    "x86/6.4, 0, 3, 0, 9",
    "x86/6.4, 0, 4, 2, 40",
    "x86/7.3, 1, 4, 3, 55",
    "x86/rfc-v2, 0, 2, 3, 31",
    "arm64/7.3, 0, 4, 1, 30",
    "arm64/7.3, 1, 4, 2, 200",
  })
  void aProgramOfSoManyPartsAndBitsHasAsMany(
      String id, int counter, int steps, int parts, int bits) {
    Model model = ArchitectureKits.model(id);
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    Pair pair = kit.of(model).pair(model, EnumSet.allOf(Observation.Kind.class));
    try (Terms terms = new Terms()) {
      Unrolling unrolling = pair.unrolling(terms, counter, steps);
      Answer answer =
          new Question(terms)
              .given(unrolling.possible())
              .given(unrolling.parts().is(parts))
              .given(unrolling.bits().is(bits))
              .answer();
      Answer.Sat sat = assertInstanceOf(Answer.Sat.class, answer);
      Size size = kit.reduction().size(unrolling.decode().apply(sat.assignment()));
      assertEquals(steps, size.steps());
      assertEquals(parts, size.parts());
      assertEquals(bits, size.bits());
    }
  }
}
