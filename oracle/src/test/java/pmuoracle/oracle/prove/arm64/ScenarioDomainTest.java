package pmuoracle.oracle.prove.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.oracle.arm64.RandomPrograms;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.domain.Machines;
import pmuoracle.oracle.encoding.arm64.Acceptance;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.smt.Binding;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;

/**
 * What scenarios assume. They leave out what only calls look at: machines without a PMU, without a
 * ready interrupt controller in the kernel, with strict selection, with a second PMU.
 */
final class ScenarioDomainTest {
  private static final LongPredicate[] NONE = {};
  private static final List<Arm64Machine> ORDINARY =
      Machines.arm64().stream().filter(ScenarioDomainTest::isOrdinary).toList();

  static List<Arm64Model> models() {
    return Arm64Models.ALL;
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyOtherMachineIsInTheScene(Arm64Model model) {
    Compiled plain = scenario(model, false);
    Compiled nested = scenario(model, true);
    long[] in = new long[MachineTerms.SIZE + 1];
    long[] out = new long[1];
    for (Arm64Machine machine : ORDINARY) {
      if (model.refusal(machine).isEmpty()) {
        MachineTerms.write(machine, in, 0);
        in[MachineTerms.SIZE] = machine.counters() - 1L;
        (machine.nested() ? nested : plain).evaluate(in, NONE, out);
        assertEquals(1, out[0], machine::toString);
      }
    }
  }

  private static boolean isOrdinary(Arm64Machine machine) {
    return machine.pmu()
        && machine.irqchip() == Irqchip.READY
        && !machine.strict()
        && machine.pmus() == 1;
  }

  private static Compiled scenario(Arm64Model model, boolean nested) {
    try (Terms terms = new Terms()) {
      List<Term> inputs = new ArrayList<>(MachineTerms.variables(terms).terms());
      inputs.add(terms.variable("index", 64));
      Scenario scenario = new Scenario(terms, model, nested, false);
      return Compiler.compile(inputs, List.of(), List.of(terms.all(scenario.given())));
    }
  }

  @Test
  void everyRequestThatMeansTheFilterOrNothingIsAskedAbout() {
    RandomPrograms programs = new RandomPrograms(3);
    int asked = 0;
    try (Terms terms = new Terms()) {
      for (int i = 0; i < 1_000; i++) {
        for (Step step : programs.next(Arm64Models.V7_3, 10).steps()) {
          if (step instanceof Arm64Step.SetFilter set && set.request().otherMeaning().isEmpty()) {
            Acceptance.Request request = request(terms, set.request());
            assertTrue(new Binding(terms).value(Requests.exists(request)), step::toString);
            asked++;
          }
        }
      }
    }
    assertTrue(asked > 0, "no program has a request");
  }

  private static Acceptance.Request request(Terms terms, FilterRequest request) {
    return new Acceptance.Request(
        terms.word(64, request.group()),
        terms.word(64, request.attribute()),
        terms.word(16, request.base()),
        terms.word(16, request.nevents()),
        terms.word(64, request.action()),
        terms.bool(request.pad() != 0),
        terms.word(64, request.readable()),
        terms.bool(request.memory()));
  }
}
