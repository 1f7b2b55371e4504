package pmuoracle.oracle.prove.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.domain.Machines;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Node;
import pmuoracle.oracle.smt.Operator;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.x86.StepInputs;
import pmuoracle.oracle.x86.RandomPrograms;
import pmuoracle.oracle.x86.StepWatch;
import pmuoracle.spec.Standing;
import pmuoracle.spec.x86.X86Invariant;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

/**
 * What scenarios assume. They leave out mediated machines and unavailable events, which no verdict
 * looks at.
 */
final class ScenarioDomainTest {
  private static final LongPredicate[] NONE = {};
  private static final List<X86Machine> PERF_BACKED =
      Machines.x86().stream().filter(m -> !m.mediated() && m.unavailableEvents() == 0).toList();
  private static final Set<String> LEFT_OUT = Set.of("mediated", "unavailable-events");

  static List<X86Model> models() {
    return X86Models.ALL;
  }

  @Test
  void everyOtherMachineIsInTheScene() {
    Compiled scenario;
    try (Terms terms = new Terms()) {
      Statement empty = new Scenario(terms, X86Models.V7_3).claims(terms.bool(true));
      List<Term> machine = MachineTerms.variables(terms).terms();
      scenario = Compiler.compile(machine, List.of(), List.of(terms.all(empty.given())));
    }
    long[] in = new long[MachineTerms.SIZE];
    long[] out = new long[1];
    for (X86Machine machine : PERF_BACKED) {
      MachineTerms.write(machine, in, 0);
      scenario.evaluate(in, NONE, out);
      assertEquals(1, out[0], machine::toString);
    }
  }

  @Test
  void everyFixedCounterIsInTheScene() {
    Compiled scenario;
    try (Terms terms = new Terms()) {
      Scenario fixed = new Scenario(terms, X86Models.V7_3);
      List<Term> inputs = new ArrayList<>(MachineTerms.variables(terms).terms());
      inputs.add(fixed.fixedCounter("counter"));
      List<Bool> given = fixed.claims(terms.bool(true)).given();
      scenario = Compiler.compile(inputs, List.of(), List.of(terms.all(given)));
    }
    long[] in = new long[MachineTerms.SIZE + 1];
    long[] out = new long[1];
    for (X86Machine machine : PERF_BACKED) {
      for (int counter = 0; counter < machine.fixed(); counter++) {
        MachineTerms.write(machine, in, 0);
        in[MachineTerms.SIZE] = counter;
        scenario.evaluate(in, NONE, out);
        assertEquals(1, out[0], machine::toString);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyEventSelectThatProgramsWriteIsInTheScene(X86Model model) {
    Compiled writable;
    try (Terms terms = new Terms()) {
      Scenario scenario = new Scenario(terms, model);
      Terms.Predicate listed = terms.predicate("listed", 64);
      StepInputs in = StepInputs.variables(scenario.machine(), listed::of);
      Word select = in.counter().select();
      writable =
          Compiler.compile(in.terms(), List.of(), List.of(scenario.writable(select).is(select)));
    }
    long[] out = new long[1];
    StepWatch watch =
        StepWatch.of(
            model,
            (function, fixed, inputs, listed) -> {
              writable.evaluate(inputs, NONE, out);
              assertEquals(1, out[0], function::toString);
            });
    RandomPrograms programs = new RandomPrograms(3);
    for (int i = 0; i < 200; i++) {
      watch.run(programs.next(model, 30));
    }
  }

  /** So that a claim about the machines of the scenario is one about all. */
  @ParameterizedTest
  @MethodSource("models")
  void noClaimLooksAtWhatTheSceneLeavesOut(X86Model model) {
    int scenarios = 0;
    for (X86Invariant invariant : X86Invariant.values()) {
      if (invariant.standing(model) != Standing.ABSENT) {
        for (Obligation obligation : X86Claims.claim(invariant, model, 2).obligations()) {
          scenarios += looksElsewhere(obligation) ? 1 : 0;
        }
      }
    }
    assertTrue(scenarios > 0, "no claim has a scenario");
  }

  /** Whether it has a scenario; then it must not look at what that leaves out. */
  private static boolean looksElsewhere(Obligation obligation) {
    try (Terms terms = new Terms()) {
      Statement statement = obligation.statement().apply(terms);
      Node perfBacked = Node.of(MachineTerms.variables(terms).mediated().not());
      boolean isScene = statement.given().stream().map(Node::of).anyMatch(perfBacked::equals);
      if (isScene) {
        Set<String> looked = new TreeSet<>(variables(Node.of(statement.goal()), new HashSet<>()));
        looked.retainAll(LEFT_OUT);
        assertEquals(Set.of(), looked, obligation::title);
      }
      return isScene;
    }
  }

  private static Set<String> variables(Node node, Set<Node> seen) {
    Set<String> names = new TreeSet<>();
    if (seen.add(node)) {
      if (node.operator() == Operator.VARIABLE) {
        names.add(node.name());
      }
      node.children().forEach(child -> names.addAll(variables(child, seen)));
    }
    return names;
  }
}
