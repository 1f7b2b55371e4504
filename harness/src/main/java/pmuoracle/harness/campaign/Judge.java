package pmuoracle.harness.campaign;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import pmuoracle.harness.shrink.Shrinker;
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
  private final Optional<SystemOracle> other;
  private final Observer observer;
  private final Trace predicted = new Trace();
  private final Trace own = new Trace();
  private Trace observed = own;
  private final Trace evaluated = new Trace();
  private final RuleSet fired = new RuleSet();
  private boolean isNamed;
  private final Comparison comparison = new Comparison();
  private final Sides sides;

  /** Of an oracle whose model may leave open what the system shows; the judge closes both. */
  public Judge(Oracle oracle, SystemUnderTest system) {
    this(oracle, system, Unknowns.MODEL_MAY_LEAVE_OPEN);
  }

  /** The judge closes both. */
  public Judge(Oracle oracle, SystemUnderTest system, Unknowns unknowns) {
    this.oracle = oracle;
    other = oracle instanceof SystemOracle shown ? Optional.of(shown) : Optional.empty();
    observer = new Observer(system, oracle::ahead);
    Sides.Announcement all = (step, kind) -> true;
    sides =
        new Sides(
            unknowns,
            other.<Sides.Announcement>map(o -> o::announces).orElse(all),
            system::announces);
  }

  /** The system gave no outcome. */
  public static class NoOutcome extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Throwable reason;

    NoOutcome(Throwable reason) {
      super(reason);
      this.reason = reason;
    }

    /** What the system threw. */
    public Throwable reason() {
      return reason;
    }
  }

  /** The system differed on a program, and did not each time it was run again. */
  public static final class Unsteady extends NoOutcome {
    private static final long serialVersionUID = 1L;

    private final transient Flaky flaky;

    Unsteady(Flaky flaky) {
      super(
          new IllegalStateException(
              "flaky: it differed, and %d of %d times when the same program was run again"
                  .formatted(flaky.again(), flaky.repeats())));
      this.flaky = flaky;
    }

    /** What it was. */
    public Flaky flaky() {
      return flaky;
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

  /** How often the program differs when it is run so often. */
  int differing(GuestProgram program, int times) throws NoOutcome {
    int differing = 0;
    for (int i = 0; i < times; i++) {
      other.ifPresent(SystemOracle::forget);
      differing += differs(program) ? 1 : 0;
    }
    return differing;
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

  /**
   * Whether the program diverges so; false if either side refuses the machine.
   *
   * @param so is asked of the divergence, unexplained
   */
  public Predicate<GuestProgram> diverges(Predicate<Divergence> so) {
    return diverges().and(program -> so.test(unexplained(program)));
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
    return differs(program, true);
  }

  /**
   * The same.
   *
   * @param naming false if the rules are of interest only where it differs
   */
  boolean differs(GuestProgram program, boolean naming) throws NoOutcome {
    own.clear();
    observer.run(program, own);
    return differs(program, own, naming);
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
  boolean differs(GuestProgram program, Trace already, boolean naming) throws NoOutcome {
    observed = already;
    predict(program, naming);
    boolean differs = compare(program);
    if (differs && !naming) {
      name(program);
    }
    return differs;
  }

  /** Names the rules of the last prediction; an {@link AssertionError} if that is another one. */
  private void name(GuestProgram program) {
    evaluated.clear();
    oracle.predict(program, evaluated, fired);
    isNamed = true;
    if (!evaluated.equals(predicted)) {
      fail("with its rules " + oracle.model().id() + " predicts something else", program);
    }
  }

  private void predict(GuestProgram program, boolean naming) throws NoOutcome {
    predicted.clear();
    fired.clear();
    isNamed = naming;
    try {
      if (naming) {
        oracle.predict(program, predicted, fired);
      } else {
        oracle.predict(program, predicted);
      }
    } catch (SystemFailed failure) {
      throw new NoOutcome(failure);
    }
  }

  private boolean compare(GuestProgram program) throws NoOutcome {
    if (comparison.same(program, predicted, observed)) {
      return false;
    }
    if (!Comparison.alike(program, predicted, observed)) {
      Comparison.misfit(program, predicted).ifPresent(m -> fail("the prediction: " + m, program));
      String misfit = Comparison.misfit(program, observed).orElseThrow();
      throw new NoOutcome(new IllegalStateException(misfit));
    }
    return comparison.differs(program, predicted, observed, facts(program.machine()));
  }

  /** Whether both sides tell the same facts of the machine. */
  private boolean facts(Machine machine) {
    if (other.isEmpty()) {
      return false;
    }
    List<Observation> facts = other.get().facts(machine);
    return !facts.isEmpty() && facts.equals(observer.system().facts(machine));
  }

  /**
   * Adds the cells of the program that {@link #differs} was asked about last.
   *
   * @param byKind also where both sides know the same, which then is counted by kind
   */
  void count(GuestProgram program, Cells into, boolean byKind) {
    if (byKind || !comparison.isSame() || observed.isRefused()) {
      into.add(program, predicted, observed, comparison, sides);
    } else {
      into.addUnknown(comparison.unknown(), sides);
    }
  }

  /** The first one-sided cell of that program, on which nothing differed. */
  private Optional<OneSided> oneSided(GuestProgram program) {
    for (int s = 0; s < program.steps().size(); s++) {
      Step step = program.steps().get(s);
      List<Observation> what = program.machine().observations(step);
      for (int p = 0; p < what.size(); p++) {
        Sides.State state =
            sides.state(step, what.get(p).kind(), predicted.isKnown(s, p), observed.isKnown(s, p));
        if (state == Sides.State.ONLY_FIRST || state == Sides.State.ONLY_SECOND) {
          boolean byFirst = state == Sides.State.ONLY_FIRST;
          long cell = (byFirst ? predicted : observed).cell(s, p);
          return Optional.of(new OneSided(program, s, what.get(p), byFirst, cell));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * What only one side shows of a program on which nothing differs, in the smallest program; empty
   * if there is none, or if it does not come again each time.
   *
   * @param limit when shrinking has to end
   */
  public Optional<OneSided> oneSided(
      GuestProgram program, Shrinker shrinker, int repeats, Limit limit) throws NoOutcome {
    Optional<OneSided> first = differs(program) ? Optional.empty() : oneSided(program);
    if (first.isEmpty()) {
      return first;
    }
    OneSided.Kind kind = first.get().kind();
    Predicate<GuestProgram> same =
        p -> {
          try {
            other.ifPresent(SystemOracle::forget);
            return isOfBoth(p.machine())
                && !differs(p)
                && oneSided(p).map(o -> o.kind().equals(kind)).orElse(false);
          } catch (NoOutcome failure) {
            return false;
          }
        };
    for (int i = 0; i < repeats; i++) {
      if (!same.test(program)) {
        return Optional.empty();
      }
    }
    GuestProgram least = shrinker.shrink(program, limit.until(program, same));
    return same.test(least) ? oneSided(least) : first;
  }

  /** The rules that decided some cell of that program that was compared. Slow. */
  RuleSet behind(GuestProgram program) {
    RuleSet behind = new RuleSet();
    List<List<Decision>> decisions = oracle.explain(program);
    for (int s = 0; s < decisions.size(); s++) {
      int looked = comparison.looked(s, predicted.width(s));
      for (int p = 0; p < looked; p++) {
        if (predicted.isKnown(s, p) && observed.isKnown(s, p)) {
          decisions.get(s).get(p).rules().forEach(behind::add);
        }
      }
    }
    return behind;
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

  /** The divergence of the program that {@link #differs} was asked about last. */
  Divergence explained(GuestProgram program) {
    Divergence bare = unexplained(program);
    return bare.place() < predicted.width(bare.step())
        ? bare.withDecision(oracle.explain(program).get(bare.step()).get(bare.place()))
        : bare;
  }

  /** The same without the rules behind it, which are slow to find. */
  private Divergence unexplained(GuestProgram program) {
    long right = shown(predicted);
    Decision decision = new Decision(what(program), true, right, List.of(), "");
    return new Divergence(
        program, comparison.step(), comparison.place(), right, shown(observed), decision);
  }

  /** The observation or the fact that differs. */
  private Observation what(GuestProgram program) {
    int width = predicted.width(comparison.step());
    return comparison.place() < width
        ? program
            .machine()
            .observations(program.steps().get(comparison.step()))
            .get(comparison.place())
        : observer.system().facts(program.machine()).get(comparison.place() - width);
  }

  /** What the trace has at the difference. */
  private long shown(Trace trace) {
    int width = trace.width(comparison.step());
    return comparison.place() < width
        ? trace.cell(comparison.step(), comparison.place())
        : trace.fact(comparison.step(), comparison.place() - width);
  }

  /**
   * The divergence of the program that {@link #differs} was asked about last, if it comes again
   * each time; an {@link Unsteady} if it does not.
   *
   * @param index the program's number
   */
  Divergence steady(long index, GuestProgram program, int repeats) throws NoOutcome {
    Divergence first = explained(program);
    int again = differing(program, repeats);
    if (again < repeats) {
      throw new Unsteady(new Flaky(index, first, again, repeats));
    }
    check(program);
    return first;
  }

  /** What the oracle says of the program. */
  Trace prediction(GuestProgram program) {
    Trace trace = new Trace();
    oracle.predict(program, trace);
    return trace;
  }

  Trace predicted() {
    return predicted;
  }

  /** The rules that took part in that program, if they are named. */
  RuleSet fired() {
    return fired;
  }

  /** Whether the rules of that program are named. */
  boolean isNamed() {
    return isNamed;
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
