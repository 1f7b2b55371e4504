package pmuoracle.oracle.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pmuoracle.oracle.run.CompiledEvaluation;
import pmuoracle.oracle.run.CompiledModel;
import pmuoracle.oracle.run.ConcreteFilter;
import pmuoracle.oracle.run.ProgramRun;
import pmuoracle.oracle.run.SolverEvaluation;
import pmuoracle.oracle.run.SolverFilter;
import pmuoracle.oracle.smt.Binding;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.Alternative;
import pmuoracle.oracle.symbolic.Cell;
import pmuoracle.oracle.symbolic.Folded;
import pmuoracle.oracle.symbolic.State;
import pmuoracle.oracle.symbolic.TermRun;
import pmuoracle.oracle.symbolic.TermStep;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Step;
import pmuoracle.spec.Steps;
import pmuoracle.spec.Trace;

/**
 * An architecture of three steps, a register and two counters: all that the run over numbers, by
 * bytecode and by the solver, and the run over terms need of it are plans and an encoding.
 */
final class ToyTest {
  /** A gate that is open or not, an event that two counters count, and what they hold. */
  private enum Kind {
    GATE,
    COUNT,
    READ
  }

  private record Toy(Kind kind, long value) implements Step {
    @Override
    public String verb() {
      return kind.name();
    }

    @Override
    public int vcpu() {
      return 0;
    }
  }

  private record Two() implements Machine {
    @Override
    public Architecture architecture() {
      return Architecture.X86;
    }

    @Override
    public int vcpus() {
      return 1;
    }

    @Override
    public List<Observation> observations(Step step) {
      return switch ((Kind) step.kind()) {
        case GATE -> List.of(Observation.FAULT);
        case COUNT -> counts();
        case READ -> List.of(Observation.VALUE);
      };
    }

    @Override
    public List<Observation> counts() {
      return List.of(
          new Observation(Observation.Kind.COUNT, "one"),
          new Observation(Observation.Kind.COUNT, "two"));
    }

    @Override
    public Optional<String> refusal(Step step, Enum<?> kind) {
      return Optional.empty();
    }
  }

  private enum Call {
    NONE
  }

  private enum Registers {
    INITIAL,
    GATE
  }

  private enum Counters {
    COUNT,
    READ
  }

  private static Plan<Call, Registers, Counters> plan(Kind kind) {
    Plan<Call, Registers, Counters> step = new Plan<>();
    return switch (kind) {
      case GATE -> step.with(Registers.GATE).showing(Shown.FAULT);
      case COUNT -> step.then(Reach.EVERY, Counters.COUNT).showing(Shown.COUNTS);
      case READ -> step.then(Reach.ONE, Counters.READ).showing(Shown.COUNTER_VALUE).looking();
    };
  }

  /** Index, gate before and after, operand, counter. */
  private static final Layout LAYOUT = new Layout(0, 0, 0, 0, 0, 1, 2, 1, -1, -1, -1, 4, 1, 5, 0, 0);

  private static final class Table implements StepTable<Call, Registers, Counters> {
    private final List<Plan<Call, Registers, Counters>> plans =
        Plan.inOrder(Stream.of(Kind.values()).map(ToyTest::plan));

    @Override
    public List<Plan<Call, Registers, Counters>> plans() {
      return plans;
    }

    @Override
    public Layout layout() {
      return LAYOUT;
    }

    @Override
    public Plan<Call, Registers, Counters> read(
        Step step, Enum<?> kind, Machine machine, StepWords into) {
      Toy toy = (Toy) step;
      into.inputs()[3] = toy.value();
      into.access((int) (toy.value() & 1));
      return plans.get(List.of(Kind.values()).indexOf(toy.kind()));
    }

    @Override
    public void write(Machine machine, long[] into) {}

    @Override
    public int mostCounters() {
      return 2;
    }

    @Override
    public int counters(Machine machine) {
      return 2;
    }

    @Override
    public boolean isSpecial(Machine machine, int counter) {
      return counter == 1;
    }

    @Override
    public long index(Machine machine, int counter) {
      return counter;
    }

    @Override
    public Registers initial() {
      return Registers.INITIAL;
    }

    @Override
    public Optional<Call> creation() {
      return Optional.empty();
    }

    @Override
    public int plainCounters(Machine machine) {
      return 1;
    }

    @Override
    public Rule notRun() {
      throw new AssertionError("every toy step happens");
    }
  }

  /** An odd value opens the gate, 7 faults; a special counter counts twice. */
  private static final class Code implements Encoding<Call, Registers, Counters, Boolean> {
    @Override
    public Layout layout() {
      return LAYOUT;
    }

    @Override
    public Set<Call> calls() {
      return EnumSet.noneOf(Call.class);
    }

    @Override
    public Set<Registers> registers() {
      return EnumSet.allOf(Registers.class);
    }

    @Override
    public Set<Counters> counters(boolean isSpecial) {
      return EnumSet.allOf(Counters.class);
    }

    @Override
    public List<Term> variables(Terms terms) {
      return List.of(
          terms.variable("index", 64),
          terms.variable("before"),
          terms.variable("after"),
          terms.variable("operand", 64),
          terms.variable("counter", 64));
    }

    @Override
    public List<Term> callVariables(Terms terms) {
      return List.of();
    }

    @Override
    public Asked<Boolean> asked(Terms terms) {
      return new Asked<>(true, List.of());
    }

    @Override
    public Boolean choose(Bool condition, Boolean then, Boolean otherwise) {
      return then;
    }

    @Override
    public List<Term> call(Call function, List<Term> inputs) {
      throw new AssertionError("no toy step is a call");
    }

    @Override
    public List<Term> registers(Registers function, List<Term> inputs, Boolean filter) {
      Word operand = (Word) inputs.get(3);
      Terms terms = operand.terms();
      Bool faults = operand.is(7);
      Word none = terms.word(64, 0);
      Bool yes = terms.bool(true);
      return switch (function) {
        case INITIAL -> List.of(terms.bool(false), none, none, yes, yes);
        case GATE ->
            List.of(
                faults.choose((Bool) inputs.get(1), operand.bit(0)),
                faults.choose(terms.word(64, 1), none),
                none,
                yes,
                faults.not());
      };
    }

    @Override
    public List<Term> counter(
        Counters function, boolean isSpecial, List<Term> inputs, Boolean filter) {
      Word held = (Word) inputs.get(4);
      Terms terms = held.terms();
      Bool yes = terms.bool(true);
      Bool no = terms.bool(false);
      Word twice = isSpecial ? terms.word(64, 2) : terms.word(64, 1);
      Word added =
          ((Bool) inputs.get(1)).choose(((Word) inputs.get(3)).times(twice), terms.word(64, 0));
      return switch (function) {
        case COUNT -> List.of(held.plus(added), added, yes, no, no);
        case READ -> List.of(held, held, yes, no, no);
      };
    }
  }

  private static final class NoFilter implements ConcreteFilter, SolverFilter<Boolean> {
    @Override
    public void begin(Machine machine) {}

    @Override
    public void look(Step call, long[] called) {}

    @Override
    public void succeeded(Step call) {}

    @Override
    public long applyAsLong(long event) {
      return 0;
    }

    @Override
    public Boolean filter() {
      return true;
    }
  }

  private static GuestProgram program(Random random) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Kind kind = List.of(Kind.values()).get(random.nextInt(3));
      steps.add(new Toy(kind, random.nextInt(9)));
    }
    return new GuestProgram(new Two(), steps);
  }

  /** What each step shows, computed here. */
  private static List<List<Long>> expected(GuestProgram program) {
    boolean open = false;
    long[] held = new long[2];
    List<List<Long>> shown = new ArrayList<>();
    for (Step step : program.steps()) {
      Toy toy = (Toy) step;
      switch (toy.kind()) {
        case GATE -> {
          open = toy.value() == 7 ? open : toy.value() % 2 == 1;
          shown.add(List.of(toy.value() == 7 ? 1L : 0L));
        }
        case COUNT -> {
          long added = open ? toy.value() : 0;
          held[0] += added;
          held[1] += 2 * added;
          shown.add(List.of(added, 2 * added));
        }
        case READ -> shown.add(List.of(held[(int) (toy.value() & 1)]));
      }
    }
    return shown;
  }

  private static List<List<Long>> shown(Trace trace) {
    List<List<Long>> shown = new ArrayList<>();
    for (int step = 0; step < trace.steps(); step++) {
      List<Long> cells = new ArrayList<>();
      for (int place = 0; place < trace.width(step); place++) {
        cells.add(trace.cell(step, place));
      }
      shown.add(cells);
    }
    return shown;
  }

  @Test
  void theRunOverNumbersIsByThePlansAlone() {
    Random random = new Random(3);
    CompiledModel<Call, Registers, Counters> model = CompiledModel.of(new Code(), new Table());
    ProgramRun<Call, Registers, Counters> compiled =
        new ProgramRun<>(new Table(), new CompiledEvaluation<>(model, new NoFilter()));
    for (int i = 0; i < 100; i++) {
      GuestProgram program = program(random);
      Trace trace = new Trace();
      compiled.run(program, trace);
      assertEquals(expected(program), shown(trace));
    }
  }

  @Test
  void theSolversOwnEvaluationIsByTheSamePlans() {
    GuestProgram program = program(new Random(4));
    Trace trace = new Trace();
    try (SolverEvaluation<Call, Registers, Counters, Boolean> solver =
        new SolverEvaluation<>(new Code(), new Terms(), new NoFilter())) {
      new ProgramRun<>(new Table(), solver).run(program, trace);
    }
    assertEquals(expected(program), shown(trace));
  }

  @Test
  void theRunOverTermsIsByTheSamePlans() {
    GuestProgram program = program(new Random(5));
    List<List<Long>> expected = expected(program);
    for (int counter = 0; counter < 2; counter++) {
      try (Terms terms = new Terms()) {
        Bool no = terms.bool(false);
        TermRun<Call, Registers, Counters, Boolean> run =
            new TermRun<>(new Code(), List.of(), counter == 1, terms.word(64, counter), no, no);
        State<Boolean> state = run.initial(Optional.empty(), Registers.INITIAL, false, true);
        for (int step = 0; step < program.steps().size(); step++) {
          Toy toy = (Toy) program.steps().get(step);
          if (toy.kind() != Kind.READ || (toy.value() & 1) == counter) {
            TermStep<Boolean> taken = run.take(state, List.of(alternative(terms, toy)));
            Cell cell = taken.cells().get(0);
            List<Long> cells = expected.get(step);
            assertEquals(
                cells.get(cells.size() == 2 ? counter : 0), new Binding(terms).value(cell.value()));
            state = Folded.state(taken.after());
          }
        }
      }
    }
  }

  private static Alternative<Call, Registers, Counters, Boolean> alternative(
      Terms terms, Toy step) {
    return new Alternative<>(
        terms.bool(true),
        plan(step.kind()),
        List.of(terms.word(64, step.value())),
        List.of(),
        terms.bool(false),
        before -> true);
  }

  @Test
  void aProgramOfNoStepsShowsNothing() {
    Trace trace = new Trace();
    CompiledModel<Call, Registers, Counters> model = CompiledModel.of(new Code(), new Table());
    new ProgramRun<>(new Table(), new CompiledEvaluation<>(model, new NoFilter()))
        .run(new GuestProgram(new Two(), Steps.of()), trace);
    assertEquals(0, trace.steps());
  }
}
