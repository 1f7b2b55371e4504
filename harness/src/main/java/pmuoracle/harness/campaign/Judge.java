package pmuoracle.harness.campaign;

import java.util.Optional;
import java.util.function.Predicate;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;

/** One oracle and one system on one thread: runs both on a program and says whether they agree. */
public final class Judge implements AutoCloseable {
  private final Oracle oracle;
  private final Observer observer;
  private final Trace predicted = new Trace();
  private final Trace own = new Trace();
  private Trace observed = own;
  private final Trace evaluated = new Trace();
  private final RuleSet fired = new RuleSet();
  private final Comparison comparison = new Comparison();

  /** The judge closes both. */
  public Judge(Oracle oracle, SystemUnderTest system) {
    this.oracle = oracle;
    observer = new Observer(system, oracle::ahead);
  }

  /** The system gave no outcome. */
  public static final class NoOutcome extends Exception {
    private static final long serialVersionUID = 1L;

    private final Throwable reason;

    NoOutcome(Throwable reason) {
      super(reason);
      this.reason = reason;
    }

    /** It behaved in another way when it was given a program again. */
    public static NoOutcome unsteady() {
      return new NoOutcome(
          new IllegalStateException(
              "the system diverged, but not when the same program was run again"));
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

  /** Whether the program diverges; false if either side refuses the machine. */
  public Predicate<GuestProgram> diverges() {
    return program -> {
      try {
        return isOfBoth(program.machine()) && differs(program);
      } catch (NoOutcome failure) {
        return false;
      }
    };
  }

  /** Whether the program diverges in this kind; false if either side refuses the machine. */
  public Predicate<GuestProgram> diverges(Divergence.Kind kind) {
    return program -> {
      try {
        return isOfBoth(program.machine())
            && differs(program)
            && differsAt(program, kind)
            && explained(program).kind().equals(kind);
      } catch (NoOutcome failure) {
        return false;
      }
    };
  }

  /**
   * Whether the system gives no outcome of the program in the same way as before; false if either
   * side refuses the machine.
   */
  boolean failsAs(Throwable before, GuestProgram program) {
    try {
      if (isOfBoth(program.machine())) {
        differs(program);
      }
      return false;
    } catch (NoOutcome failure) {
      return SystemFailed.isAgain(before, failure.reason());
    }
  }

  private boolean isOfBoth(Machine machine) {
    return oracle.model().refusal(machine).isEmpty()
        && observer.system().refusal(machine).isEmpty();
  }

  /** Runs both sides; afterwards the traces, the comparison and the rules are this program's. */
  boolean differs(GuestProgram program) throws NoOutcome {
    own.clear();
    observer.run(program, own);
    return differs(program, own);
  }

  /** How many programs both sides like to be given at once. */
  int batch() {
    return Math.max(oracle.batch(), observer.system().batch());
  }

  /** What runs the system. */
  Observer observer() {
    return observer;
  }

  /** As the other, with what the system observed already. */
  boolean differs(GuestProgram program, Trace already) throws NoOutcome {
    observed = already;
    predicted.clear();
    fired.clear();
    try {
      oracle.predict(program, predicted, fired);
    } catch (SystemFailed failure) {
      throw new NoOutcome(failure);
    }
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

  /** What the oracle says of the program. */
  Trace prediction(GuestProgram program) {
    Trace trace = new Trace();
    oracle.predict(program, trace, new RuleSet());
    return trace;
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
      observer.close();
    }
  }
}
