package pmuoracle.oracle.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Rule;

final class X86OracleTest {
  static Stream<X86Model> models() {
    return X86Models.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void compiledFormAndSolverPredictTheSame(X86Model model) {
    RandomPrograms programs = new RandomPrograms(0x5eed);
    try (X86Oracle oracle = new X86Oracle(model)) {
      for (int i = 0; i < 4; i++) {
        GuestProgram program = programs.next(model, 24);
        Trace compiled = new Trace();
        Trace solver = new Trace();
        oracle.predict(program, compiled, new RuleSet());
        oracle.evaluate(program, solver);
        assertEquals(compiled, solver, () -> program.toString());
      }
    }
  }

  @Test
  void everyRuleTakesPartInSomeProgram() {
    RuleSet fired = new RuleSet();
    for (X86Model model : X86Models.ALL) {
      RandomPrograms programs = new RandomPrograms(0xcafe);
      try (X86Oracle oracle = new X86Oracle(model)) {
        for (int i = 0; i < 3000; i++) {
          oracle.predict(programs.next(model, 40), new Trace(), fired);
        }
      }
    }
    List<X86Rule> lawBook = List.of(X86Rule.values());
    assertEquals(List.copyOf(lawBook), fired.of(lawBook));
  }

  @ParameterizedTest
  @MethodSource("models")
  void explanationsAnswerWhatIsPredicted(X86Model model) {
    RandomPrograms programs = new RandomPrograms(0xface);
    try (X86Oracle oracle = new X86Oracle(model)) {
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
}
