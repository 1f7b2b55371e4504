package pmuoracle.oracle.symbolic.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.encoding.x86.Listing;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Binding;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.x86.Action;
import pmuoracle.oracle.symbolic.Cell;
import pmuoracle.oracle.symbolic.Folded;
import pmuoracle.oracle.symbolic.State;
import pmuoracle.oracle.symbolic.TermStep;
import pmuoracle.oracle.symbolic.x86.ObservedCounter.Place;
import pmuoracle.oracle.x86.RandomPrograms;
import pmuoracle.oracle.x86.X86Oracle;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Observation.Kind;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Step;

/** The run over terms says of every program what the compiled oracle says. */
final class SymbolicRunTest {
  private static final int LENGTH = 12;
  private static final int PROGRAMS = 25;

  @Test
  void whatItSaysOfAProgramIsWhatTheOraclePredicts() {
    Set<Action> met = EnumSet.noneOf(Action.class);
    for (X86Model model : X86Models.ALL) {
      agrees(model, met);
    }
    assertEquals(EnumSet.allOf(Action.class), met, "an action was never met");
  }

  private static void agrees(X86Model model, Set<Action> met) {
    RandomPrograms programs = new RandomPrograms(0x5eed + X86Models.ALL.indexOf(model) * 7919L);
    Random random = new Random(1);
    try (X86Oracle oracle = new X86Oracle(model)) {
      for (int i = 0; i < PROGRAMS; i++) {
        Place place = Place.REPRESENTATIVES.get(i % Place.REPRESENTATIVES.size());
        GuestProgram program = program(programs, model, place);
        program.steps().forEach(s -> met.add(Ground.action((X86Step) s, place).orElseThrow()));
        Trace trace = new Trace();
        oracle.predict(program, trace, new RuleSet());
        try (Terms terms = new Terms()) {
          agrees(program, Ground.ground(program, place, terms, random), model, trace, terms);
        }
      }
    }
  }

  /** In 5.17 nothing is said of a list with other bits, nor of what counts after it. */
  @Test
  void whatIsOnceUnsettledStaysSo() {
    Place place = Place.REPRESENTATIVES.get(0);
    GuestProgram program =
        new GuestProgram(
            X86Machine.amd(),
            List.of(
                new X86Step.SetFilter(FilterRequest.of(FilterRequest.ALLOW, 0, 0, 1L << 40)),
                new X86Step.SetFilter(FilterRequest.of(FilterRequest.ALLOW, 0, 0)),
                new X86Step.HostRead(0, place.counter())));
    Trace trace = new Trace();
    try (X86Oracle oracle = new X86Oracle(X86Models.V5_17);
        Terms terms = new Terms()) {
      oracle.predict(program, trace, new RuleSet());
      assertFalse(trace.isKnown(2, 0));
      SymbolicProgram symbolic = Ground.ground(program, place, terms, new Random(1));
      agrees(program, symbolic, X86Models.V5_17, trace, terms);
    }
  }

  /** A program all of whose steps a program about the counter can have. */
  private static GuestProgram program(RandomPrograms programs, X86Model model, Place place) {
    while (true) {
      GuestProgram whole = programs.next(model, 80);
      X86Machine machine = ((X86Machine) whole.machine()).withVcpus(1);
      List<Step> steps = new ArrayList<>();
      for (Step any : whole.steps()) {
        Step step = Ground.redirected((X86Step) any, place);
        if (steps.size() < LENGTH && Ground.action((X86Step) step, place).isPresent()) {
          steps.add(step);
        }
      }
      int counters =
          machine.count(place.fixed() ? Register.Kind.FIXED_COUNTER : Register.Kind.EVENT_SELECT);
      if (counters > place.index() && steps.size() == LENGTH) {
        return new GuestProgram(machine, steps);
      }
    }
  }

  private static void agrees(
      GuestProgram program, SymbolicProgram symbolic, X86Model model, Trace trace, Terms terms) {
    Binding values = new Binding(terms);
    assertTrue(values.value(symbolic.exists()), () -> "does not exist: " + program);
    assertEquals(program, symbolic.decode(values));
    SymbolicRun run = new SymbolicRun(model, symbolic.machine(), symbolic.counter());
    State<Listing> state = run.initial();
    for (int step = 0; step < program.steps().size(); step++) {
      TermStep<Listing> taken = run.take(state, symbolic.steps().get(step));
      state = Folded.state(taken.after());
      for (Cell cell : taken.cells()) {
        if (values.value(cell.when())) {
          agrees(program, step, cell, symbolic.place(), trace, values);
        }
      }
    }
  }

  private static void agrees(
      GuestProgram program, int step, Cell cell, Place place, Trace trace, Binding values) {
    List<Observation> what = program.machine().observations(program.steps().get(step));
    String name = cell.what().kind() == Kind.COUNT ? place.toString() : cell.what().name();
    int at = what.stream().map(Observation::name).toList().indexOf(name);
    assertEquals(cell.what().kind(), what.get(at).kind());
    boolean isStatus =
        program.steps().get(step) instanceof X86Step.Read read
            && read.register().equals(Register.GLOBAL_STATUS);
    long mine = 1L << (place.fixed() ? 32 + place.index() : place.index());
    long predicted = trace.cell(step, at) & (isStatus ? mine : -1);
    boolean known = values.value(cell.known());
    assertEquals(trace.isKnown(step, at), known, () -> "step " + (step + 1) + " of " + program);
    if (known) {
      assertEquals(
          predicted, values.value(cell.value()), () -> "step " + (step + 1) + " of " + program);
    }
  }

  @Test
  void aMachineIsOfAModelIffTheModelDoesNotRefuseIt() {
    RandomPrograms programs = new RandomPrograms(0xcafe);
    int refused = 0;
    try (Terms terms = new Terms()) {
      Binding values = new Binding(terms);
      for (int i = 0; i < 60; i++) {
        X86Machine machine = (X86Machine) programs.next(X86Models.V7_3, 1).machine();
        SymbolicMachine symbolic = new SymbolicMachine(MachineTerms.of(terms, machine));
        assertTrue(values.value(symbolic.exists()));
        for (X86Model model : X86Models.ALL) {
          boolean isRefused = model.refusal(machine).isPresent();
          assertEquals(!isRefused, values.value(symbolic.isOf(model)));
          refused += isRefused ? 1 : 0;
        }
      }
    }
    assertTrue(refused > 100, "too few machines were refused: " + refused);
  }
}
