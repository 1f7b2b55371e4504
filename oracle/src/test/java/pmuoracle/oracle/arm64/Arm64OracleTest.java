package pmuoracle.oracle.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Rule;

final class Arm64OracleTest {
  static Stream<Arm64Model> models() {
    return Arm64Models.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void compiledFormAndSolverPredictTheSame(Arm64Model model) {
    RandomPrograms programs = new RandomPrograms(0x5eed);
    try (Arm64Oracle oracle = new Arm64Oracle(model)) {
      for (int i = 0; i < 4; i++) {
        GuestProgram program = programs.next(model, 24);
        Trace compiled = new Trace();
        Trace solver = new Trace();
        oracle.predict(program, compiled, new RuleSet());
        oracle.evaluate(program, solver);
        assertEquals(compiled, solver, program::toString);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void explanationsAnswerWhatIsPredicted(Arm64Model model) {
    RandomPrograms programs = new RandomPrograms(0xface);
    try (Arm64Oracle oracle = new Arm64Oracle(model)) {
      for (int i = 0; i < 200; i++) {
        GuestProgram program = programs.next(model, 30);
        Trace trace = new Trace();
        oracle.predict(program, trace, new RuleSet());
        List<List<Decision>> decisions = oracle.explain(program);
        for (int step = 0; step < trace.steps(); step++) {
          assertEquals(trace.width(step), decisions.get(step).size());
          for (int place = 0; place < trace.width(step); place++) {
            Decision decision = decisions.get(step).get(place);
            assertEquals(trace.cell(step, place), decision.cell());
            assertEquals(trace.isKnown(step, place), decision.known());
          }
        }
      }
    }
  }

  @Test
  void everyRuleTakesPartSomewhere() {
    RuleSet fired = new RuleSet();
    for (Arm64Model model : Arm64Models.ALL) {
      RandomPrograms programs = new RandomPrograms(0xabcd);
      try (Arm64Oracle oracle = new Arm64Oracle(model)) {
        for (int i = 0; i < 3000; i++) {
          oracle.predict(programs.next(model, 40), new Trace(), fired);
        }
      }
    }
    List<Arm64Rule> silent =
        Stream.of(Arm64Rule.values()).filter(rule -> !fired.contains(rule)).toList();
    assertTrue(silent.isEmpty(), silent::toString);
  }
}
