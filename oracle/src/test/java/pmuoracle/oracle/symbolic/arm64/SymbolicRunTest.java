package pmuoracle.oracle.symbolic.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.arm64.Arm64Oracle;
import pmuoracle.oracle.arm64.RandomPrograms;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.smt.Binding;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.oracle.symbolic.Cell;
import pmuoracle.oracle.symbolic.Folded;
import pmuoracle.oracle.symbolic.State;
import pmuoracle.oracle.symbolic.TermStep;
import pmuoracle.oracle.symbolic.arm64.ObservedCounter.Place;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Observation.Kind;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.Register;

/** The run over terms says of every program what the compiled oracle says. */
final class SymbolicRunTest {
  private static final int LENGTH = 16;
  private static final int PROGRAMS = 15;

  @Test
  void whatItSaysOfAProgramIsWhatTheOraclePredicts() {
    Set<Action> met = EnumSet.noneOf(Action.class);
    for (Arm64Model model : Arm64Models.ALL) {
      agrees(model, met);
    }
    assertEquals(EnumSet.allOf(Action.class), met, "an action was never met");
  }

  private static void agrees(Arm64Model model, Set<Action> met) {
    RandomPrograms programs = new RandomPrograms(0x5eed + Arm64Models.ALL.indexOf(model) * 7919L);
    Random random = new Random(1);
    try (Arm64Oracle oracle = new Arm64Oracle(model)) {
      for (int i = 0; i < PROGRAMS; i++) {
        Place place = Place.REPRESENTATIVES.get(i % Place.REPRESENTATIVES.size());
        GuestProgram program = program(programs, model, place);
        program.steps().forEach(s -> met.add(Ground.action((Arm64Step) s, place).orElseThrow()));
        Trace trace = new Trace();
        oracle.predict(program, trace, new RuleSet());
        try (Terms terms = new Terms()) {
          agrees(program, Ground.ground(program, place, terms, random), model, trace, terms);
        }
      }
    }
  }

  /** A program all of whose steps a program about the counter can have. */
  private static GuestProgram program(RandomPrograms programs, Arm64Model model, Place place) {
    while (true) {
      GuestProgram whole = programs.next(model, 60);
      List<Step> steps = new ArrayList<>();
      for (Step any : whole.steps()) {
        Step step = Ground.redirected((Arm64Step) any, place);
        if (steps.size() < LENGTH && Ground.action((Arm64Step) step, place).isPresent()) {
          steps.add(step);
        }
      }
      if (steps.size() == LENGTH) {
        return new GuestProgram(whole.machine(), steps);
      }
    }
  }

  private static void agrees(
      GuestProgram program, SymbolicProgram symbolic, Arm64Model model, Trace trace, Terms terms) {
    Binding values = new Binding(terms);
    assertTrue(values.value(symbolic.exists()), () -> "does not exist: " + program);
    assertEquals(program, symbolic.decode(values));
    SymbolicRun run =
        new SymbolicRun(
            model, symbolic.machine(), symbolic.counter(), terms.bool(false), terms.word(64, 0));
    State<Ruling> state = run.initial();
    for (int step = 0; step < LENGTH; step++) {
      TermStep<Ruling> taken = run.take(state, symbolic.steps().get(step));
      state = Folded.state(taken.after());
      int shown = 0;
      for (Cell cell : taken.cells()) {
        if (values.value(cell.when())) {
          agrees(program, step, cell, symbolic.place(), trace, values);
          shown++;
        }
      }
      assertEquals(shown == 0, trace.width(step) == 0);
    }
  }

  private static void agrees(
      GuestProgram program, int step, Cell cell, Place place, Trace trace, Binding values) {
    List<Observation> what = program.machine().observations(program.steps().get(step));
    int at = what.stream().map(Observation::name).toList().indexOf(name(cell, place));
    assertEquals(cell.what().kind(), what.get(at).kind());
    long predicted = trace.cell(step, at) & mask(program.steps().get(step), at, place);
    boolean known = values.value(cell.known());
    assertEquals(trace.isKnown(step, at), known, () -> "step " + (step + 1) + " of " + program);
    if (known) {
      assertEquals(
          predicted, values.value(cell.value()), () -> "step " + (step + 1) + " of " + program);
    }
  }

  private static String name(Cell cell, Place place) {
    return cell.what().kind() == Kind.COUNT
        ? place.toString()
        : cell.what().kind() == Kind.HARDWARE
            ? place.cycle() ? "ccfiltr" : "typer" + place.index()
            : cell.what().name();
  }

  /** Of a bitmap register only the counter's own bit is told. */
  private static long mask(Step step, int place, Place counter) {
    boolean isBitmap =
        step instanceof Arm64Step.Read read
            && (read.register().kind() == Register.Kind.PMCNTENSET
                || read.register().kind() == Register.Kind.PMOVSSET);
    return isBitmap && place == 1 ? 1L << counter.index() : -1;
  }

  @Test
  void aMachineIsOfAModelIffTheModelDoesNotRefuseIt() {
    RandomPrograms programs = new RandomPrograms(0xcafe);
    int refused = 0;
    try (Terms terms = new Terms()) {
      Binding values = new Binding(terms);
      for (int i = 0; i < 60; i++) {
        Arm64Machine machine = (Arm64Machine) programs.next(Arm64Models.V7_3, 1).machine();
        SymbolicMachine symbolic = Ground.machine(machine, terms);
        assertTrue(values.value(symbolic.exists()));
        for (Arm64Model model : Arm64Models.ALL) {
          boolean isRefused = model.refusal(machine).isPresent();
          assertEquals(!isRefused, values.value(symbolic.isOf(model)));
          refused += isRefused ? 1 : 0;
        }
      }
    }
    assertTrue(refused > 60, "too few machines were refused: " + refused);
  }
}
