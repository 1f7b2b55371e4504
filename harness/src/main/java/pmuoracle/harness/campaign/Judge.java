package pmuoracle.harness.campaign;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;

/** One oracle and one system on one thread: runs both on a program and says whether they agree. */
public final class Judge implements AutoCloseable {
  private final Oracle oracle;
  private final SystemUnderTest system;
  private final Trace predicted = new Trace();
  private final Trace own = new Trace();
  private Trace observed = own;
  private final Trace evaluated = new Trace();
  private final RuleSet fired = new RuleSet();
  private final Comparison comparison = new Comparison();

  /** The judge closes both. */
  public Judge(Oracle oracle, SystemUnderTest system) {
    this.oracle = oracle;
    this.system = system;
  }

  /** The system gave no outcome. */
  public static final class NoOutcome extends Exception {
    private static final long serialVersionUID = 1L;

    private final Throwable reason;

    NoOutcome(Throwable reason) {
      super(reason);
      this.reason = reason;
    }

    /** What the system threw. */
    Throwable reason() {
      return reason;
    }
  }

  /** The first divergence of this program, checked by the solver, or empty. */
  public Optional<Divergence> divergence(GuestProgram program) throws NoOutcome {
    if (!differs(program)) {
      return Optional.empty();
    }
    check(program);
    return Optional.of(explained(program));
  }

  /** Whether the program diverges in this kind; false if either side refuses the machine. */
  public Predicate<GuestProgram> diverges(Divergence.Kind kind) {
    return program -> {
      try {
        return oracle.model().refusal(program.machine()).isEmpty()
            && system.refusal(program.machine()).isEmpty()
            && differs(program)
            && differsAt(program, kind)
            && explained(program).kind().equals(kind);
      } catch (NoOutcome failure) {
        return false;
      }
    };
  }

  /** Runs both sides; afterwards the traces, the comparison and the rules are this program's. */
  boolean differs(GuestProgram program) throws NoOutcome {
    own.clear();
    guarded(() -> system.run(program, own));
    return differs(program, own);
  }

  /** How many programs the system likes to be given at once. */
  int batch() {
    return system.batch();
  }

  /** Runs the system alone on the programs, into the cleared traces. */
  void runAll(List<GuestProgram> programs, List<Trace> into) throws NoOutcome {
    guarded(() -> system.runAll(programs, into));
  }

  /** As the other, with what the system observed already. */
  boolean differs(GuestProgram program, Trace already) throws NoOutcome {
    observed = already;
    predicted.clear();
    fired.clear();
    oracle.predict(program, predicted, fired);
    if (comparison.same(program, predicted, observed)) {
      return false;
    }
    if (!Comparison.alike(program, predicted, observed)) {
      Comparison.misfit(program, predicted).ifPresent(m -> fail("the prediction: " + m, program));
      String misfit = Comparison.misfit(program, observed).orElseThrow();
      throw new NoOutcome(new IllegalStateException(misfit));
    }
    return comparison.differs(program, predicted, observed);
  }

  private static void guarded(Runnable run) throws NoOutcome {
    try {
      run.run();
    } catch (BadInput bad) {
      throw bad;
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError failure) {
      throw new NoOutcome(failure);
    }
  }

  /** Compares the last prediction with the solver's; an {@link AssertionError} if they differ. */
  void check(GuestProgram program) {
    Comparison.misfit(program, predicted).ifPresent(m -> fail("the prediction: " + m, program));
    evaluated.clear();
    oracle.evaluate(program, evaluated);
    if (!evaluated.equals(predicted)) {
      fail("the compiled encoding and the solver disagree under " + oracle.model().id(), program);
    }
  }

  private static void fail(String what, GuestProgram program) {
    throw new AssertionError(what + "; program: " + program);
  }

  private boolean differsAt(GuestProgram program, Divergence.Kind kind) {
    return look(program).equals(kind.look());
  }

  /** Where the program that {@link #differs} was asked about last diverges, unexplained. */
  Divergence.Look look(GuestProgram program) {
    Step step = program.steps().get(comparison.step());
    int place = comparison.place();
    Observation.Kind kind = program.machine().observations(step).get(place).kind();
    long must = predicted.cell(comparison.step(), place);
    long does = observed.cell(comparison.step(), place);
    return new Divergence.Look(step.verb(), kind, Divergence.side(kind, must, does));
  }

  /** The divergence of the program that {@link #differs} was asked about last. */
  Divergence explained(GuestProgram program) {
    int step = comparison.step();
    int place = comparison.place();
    Decision decision = oracle.explain(program).get(step).get(place);
    return new Divergence(
        program, step, place, predicted.cell(step, place), observed.cell(step, place), decision);
  }

  Trace predicted() {
    return predicted;
  }

  RuleSet fired() {
    return fired;
  }

  Comparison comparison() {
    return comparison;
  }

  @Override
  public void close() {
    try (oracle) {
      system.close();
    }
  }
}
