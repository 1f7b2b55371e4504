package pmuoracle.harness.jqwik.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import pmuoracle.harness.jqwik.Shrunk;
import pmuoracle.harness.system.imperative.arm64.Arm64Imperative;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.arm64.Arm64Oracle;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;

class Arm64ArbitrariesTest {
  private static final int PROGRAMS = 200;

  /** One model, its oracle and its fast implementation. */
  private record Pair(Arm64Model model, Arm64Oracle oracle, Arm64Imperative imperative) {
    Pair(Arm64Model model) {
      this(model, new Arm64Oracle(model), new Arm64Imperative(model));
    }

    static final List<Pair> FEW =
        List.of(
            new Pair(Arm64Models.V5_10),
            new Pair(Arm64Models.V6_8),
            new Pair(Arm64Models.V7_3),
            new Pair(Arm64Models.DIRECT_V5),
            new Pair(Arm64Models.REMAP));
  }

  @Provide
  Arbitrary<Tuple2<Arm64Model, GuestProgram>> programs() {
    return Arbitraries.of(Arm64Models.ALL)
        .flatMap(
            model -> Arm64Arbitraries.programs(model).map(program -> Tuple.of(model, program)));
  }

  @Property(seed = "24301")
  void everyProgramIsOneItsModelSpeaksAbout(
      @ForAll("programs") Tuple2<Arm64Model, GuestProgram> sample) {
    GuestProgram program = sample.get2();
    assertEquals(Optional.empty(), sample.get1().refusal(program.machine()));
    for (Step step : program.steps()) {
      assertEquals(Optional.empty(), program.machine().refusal(step));
    }
  }

  @Provide
  Arbitrary<Tuple2<Pair, GuestProgram>> pairs() {
    return Arbitraries.of(Pair.FEW)
        .flatMap(
            pair ->
                Arm64Arbitraries.programs(pair.model()).map(program -> Tuple.of(pair, program)));
  }

  @Property(seed = "24301", tries = 300)
  void bothDefinitionsAgreeOnEveryProgram(@ForAll("pairs") Tuple2<Pair, GuestProgram> sample) {
    GuestProgram program = sample.get2();
    Trace expected = new Trace();
    sample.get1().oracle().predict(program, expected, new RuleSet());
    Trace actual = new Trace();
    sample.get1().imperative().run(program, actual);
    assertEquals(shown(program, expected), shown(program, actual));
  }

  private static List<String> shown(GuestProgram program, Trace trace) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < trace.steps(); i++) {
      lines.add(trace.show(i, program.machine().observations(program.steps().get(i))));
    }
    return lines;
  }

  @Example
  void manyProgramsCountSomething() {
    for (Pair pair : Pair.FEW) {
      RandomGenerator<GuestProgram> generator =
          Arm64Arbitraries.programs(pair.model()).generator(1000);
      Random random = new Random(1);
      int counted = 0;
      for (int i = 0; i < PROGRAMS; i++) {
        counted += counts(pair, generator.next(random).value()) ? 1 : 0;
      }
      assertTrue(counted > PROGRAMS / 10, pair.model().id() + " " + counted);
    }
  }

  private static boolean counts(Pair pair, GuestProgram program) {
    Trace trace = new Trace();
    pair.imperative().run(program, trace);
    for (int i = 0; i < trace.steps(); i++) {
      if (program.steps().get(i) instanceof Arm64Step.Retire) {
        for (int place = 0; place < trace.width(i); place++) {
          if (trace.cell(i, place) != 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Provide
  Arbitrary<Tuple2<Arm64Machine, FilterRequest>> filters() {
    return Arm64Arbitraries.machines(Arm64Models.V7_3)
        .flatMap(
            machine ->
                Arm64RequestArbitraries.filters(machine).map(filter -> Tuple.of(machine, filter)));
  }

  @Property(seed = "24301")
  void everyFilterIsHonest(@ForAll("filters") Tuple2<Arm64Machine, FilterRequest> sample) {
    FilterRequest filter = sample.get2();
    int last = Arm64Machine.eventMask(sample.get1().hostLimit());
    assertTrue(filter.base() + filter.nevents() <= last + 1);
    assertEquals(
        FilterRequest.of(filter.base(), filter.nevents(), filter.action() & FilterRequest.DENY),
        filter);
  }

  @Example
  void aFailingProgramShrinksToItsSteps() {
    GuestProgram least =
        Shrunk.first(
            Arm64Arbitraries.programs(Arm64Models.V7_3),
            program -> denies(program) && retires(program));
    assertEquals(2, least.steps().size(), least::toString);
    for (Step step : least.steps()) {
      if (step instanceof Arm64Step.SetFilter s) {
        assertEquals(FilterRequest.of(0, 1, FilterRequest.DENY), s.request());
      } else {
        assertEquals(new Arm64Step.Retire(0, 1, 1), step);
      }
    }
  }

  private static boolean denies(GuestProgram program) {
    return program.steps().stream()
        .anyMatch(
            step ->
                step instanceof Arm64Step.SetFilter s
                    && s.request().action() == FilterRequest.DENY
                    && s.request().nevents() > 0);
  }

  private static boolean retires(GuestProgram program) {
    return program.steps().stream().anyMatch(Arm64Step.Retire.class::isInstance);
  }
}
