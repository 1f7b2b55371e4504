package pmuoracle.oracle.run;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.compile.Transition;
import pmuoracle.oracle.step.Layout;
import pmuoracle.oracle.step.Plan;
import pmuoracle.oracle.step.Reach;
import pmuoracle.oracle.step.StepTable;
import pmuoracle.oracle.step.StepWords;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Step;
import pmuoracle.spec.Steps;
import pmuoracle.spec.Trace;

/**
 * The state of one machine, and the plans of a program's steps carried out on it: each as one
 * transition, or function by function for those who watch. One thread.
 */
public class ProgramRun<C extends Enum<C>, R, F> {
  private final StepTable<C, R, F> table;
  private final Evaluation<C, R, F> evaluation;
  private final @Nullable CompiledPlans<C> whole;
  private final LongUnaryOperator filter;

  // Places and sizes of the layout, at hand.
  private final Layout layout;
  private final int registerSize;
  private final int counterSize;
  private final int vm;
  private final int read;
  private final int own;

  /** Where the virtual CPU's own words are among a call's inputs. */
  private final int mine;

  private final boolean carries;

  private final StepWords words;
  private final long[] in;
  private final long[] called;
  private final long[] out;
  private final long[] rules;
  private final long[] created;
  private final long[] initial;
  private final long[] owned;
  private final long[] registers;
  private final long[] counters;
  private final boolean[] hasRun = new boolean[Machine.MAX_VCPUS];

  private @Nullable Machine machine;
  private int vcpus;
  private int places;
  private int plain;
  private long firstSpecial;
  private long bits;
  private long known;
  private Trace trace = new Trace();

  /** Counters' words from here on are new. */
  private int touched;

  /** Function by function, by whatever evaluates them. */
  public ProgramRun(StepTable<C, R, F> table, Evaluation<C, R, F> evaluation) {
    this(table, evaluation, null, event -> 0);
  }

  private ProgramRun(
      StepTable<C, R, F> table,
      Evaluation<C, R, F> evaluation,
      @Nullable CompiledPlans<C> whole,
      LongUnaryOperator filter) {
    this.table = table;
    this.evaluation = evaluation;
    this.whole = whole;
    this.filter = filter;
    layout = table.layout();
    registerSize = layout.registers();
    counterSize = layout.counterSize();
    vm = layout.machine();
    read = layout.read();
    own = layout.own();
    mine = vm + layout.vm() - own;
    carries = layout.carried() >= 0;
    words = new StepWords(layout);
    in = words.inputs();
    called = words.called();
    out = new long[layout.outputs()];
    rules = new long[layout.rules()];
    created = new long[layout.vm()];
    initial = new long[registerSize];
    owned = new long[Machine.MAX_VCPUS * own];
    registers = new long[Machine.MAX_VCPUS * registerSize];
    counters = new long[Machine.MAX_VCPUS * table.mostCounters() * counterSize];
  }

  /**
   * By compiled transitions.
   *
   * @param naming whether it says which rules took part
   */
  public static <C extends Enum<C>, R extends Enum<R>, F extends Enum<F>> ProgramRun<C, R, F> whole(
      StepTable<C, R, F> table, CompiledEvaluation<C, R, F> compiled, boolean naming) {
    return new ProgramRun<>(table, compiled, compiled.plans(naming), compiled.filter());
  }

  /** Adds the rules that took part in the last program, if they are named. */
  public final void addFired(RuleSet into) {
    into.addWords(rules, 0, rules.length);
  }

  public final void run(GuestProgram program, Trace into) {
    Machine facts = program.machine();
    begin(facts, into);
    Steps steps = program.steps();
    // By index: an iterator per program would be garbage.
    for (int i = 0; i < steps.size(); i++) {
      take(steps.get(i), steps.kind(i), facts);
      into.endStep();
      stepped(i);
    }
  }

  // Equal machines of which one is not the other are merely set up anew.
  @SuppressWarnings("ReferenceEquality")
  private void begin(Machine facts, Trace into) {
    trace = into;
    Arrays.fill(rules, 0);
    evaluation.begin(facts);
    if (facts != machine) {
      create(facts);
    }
    if (layout.chained() >= 0) {
      in[layout.chained()] = 0;
    }
    setVm(created);
    Arrays.fill(owned, 0);
    Arrays.fill(hasRun, false);
    Arrays.fill(counters, 0, touched, 0);
    touched = 0;
    for (int vcpu = 0; vcpu < vcpus; vcpu++) {
      System.arraycopy(initial, 0, registers, vcpu * registerSize, registerSize);
    }
  }

  private void create(Machine facts) {
    machine = facts;
    vcpus = facts.vcpus();
    places = table.counters(facts);
    plain = table.plainCounters(facts);
    firstSpecial = table.index(facts, plain);
    table.write(facts, in);
    System.arraycopy(in, 0, called, 0, layout.machine());
    Arrays.fill(created, 0);
    setVm(created);
    Optional<C> creation = table.creation();
    if (creation.isPresent()) {
      evaluation.call(creation.get(), called, out);
      System.arraycopy(out, 0, created, 0, created.length);
    }
    evaluation.registers(table.initial(), in, out);
    System.arraycopy(out, 0, initial, 0, registerSize);
  }

  private void setVm(long[] from) {
    System.arraycopy(from, 0, called, layout.machine(), layout.vm());
    System.arraycopy(from, 0, in, layout.machine(), layout.read());
  }

  private void take(Step step, Enum<?> kind, Machine facts) {
    Plan<C, R, F> plan = table.read(step, kind, facts, words);
    int vcpu = step.vcpu();
    if (plan.isGuests() && !hasRun[vcpu]) {
      leaveOpen(facts.observations(step).size());
      return;
    }
    C call = plan.call();
    if (call != null && !call(call, step, vcpu)) {
      return;
    }
    sayWhetherRun(vcpu);
    hasRun[vcpu] |= plan.runs();
    if (plan.isCallAlone()) {
      return;
    }
    int one = -1;
    boolean isSpecial = false;
    if (plan.counters() != null && plan.reach() == Reach.ONE) {
      one = words.accessed();
      isSpecial = table.isSpecial(facts, one);
      in[layout.index()] = table.index(facts, one);
    }
    if (whole != null) {
      whole(plan, whole.get(plan, isSpecial), vcpu, one);
    } else {
      stepByStep(plan, vcpu, one, isSpecial);
    }
  }

  private void whole(Plan<C, R, F> plan, Transition transition, int vcpu, int one) {
    if (plan.reach() == Reach.EVERYWHERE) {
      for (int each = 0; each < vcpus; each++) {
        sayWhetherRun(each);
        whole(transition, each, -1);
      }
    } else {
      whole(transition, vcpu, one);
    }
  }

  private void whole(Transition transition, int vcpu, int one) {
    int at = (vcpu * places + Math.max(one, 0)) * counterSize;
    if (one < 0) {
      in[layout.index()] = firstSpecial;
    }
    transition.take(
        in,
        filter,
        registers,
        vcpu * registerSize,
        counters,
        at,
        plain,
        places - plain,
        trace,
        rules);
    int end = (vcpu + 1) * places * counterSize;
    touched = Math.max(touched, one < 0 ? end : Math.min(at + counterSize, end));
  }

  private void stepByStep(Plan<C, R, F> plan, int vcpu, int one, boolean isSpecial) {
    presentRegisters(vcpu);
    long known = 1;
    boolean follow = true;
    R change = plan.registers(isSpecial);
    if (change != null) {
      follow = registers(change, vcpu);
      known = out[layout.registersKnown()];
      if (plan.showsFault()) {
        trace.add(out[layout.fault()]);
      }
      if (plan.showsAnswer()) {
        add(out[layout.registersAnswer()], known);
      }
    }
    F function = plan.counters();
    if (function != null) {
      if (one >= 0) {
        one(plan, function, vcpu, one, follow);
      } else if (plan.reach() == Reach.EVERY) {
        every(plan, function, vcpu, follow, known);
      } else {
        everywhere(function);
      }
    }
  }

  private void leaveOpen(int cells) {
    for (int i = 0; i < cells; i++) {
      trace.addUnknown();
    }
    Rule rule = table.notRun();
    rules[rule.ordinal() / Long.SIZE] |= 1L << rule.ordinal();
    leftOpen();
  }

  /** Whether the call succeeds. */
  private boolean call(C function, Step step, int vcpu) {
    // One by one: for a few words that takes less than a copy.
    for (int i = 0; i < own; i++) {
      called[mine + i] = owned[vcpu * own + i];
    }
    evaluation.look(step, called);
    long errno;
    if (whole != null) {
      errno = whole.calls().get(function).take(called, rules);
      for (int i = 0; i < read; i++) {
        in[vm + i] = called[vm + i];
      }
    } else {
      evaluation.call(function, called, out);
      setVm(out);
      errno = out[layout.errno()];
      fired(layout.callRules());
    }
    for (int i = 0; i < own; i++) {
      owned[vcpu * own + i] = called[mine + i];
    }
    add(errno, errno == Layout.UNSETTLED ? 0 : 1);
    if (errno == 0) {
      evaluation.succeeded(step);
    }
    return errno == 0;
  }

  /** Applies the function to the registers; whether counters follow. */
  private boolean registers(R function, int vcpu) {
    evaluation.registers(function, in, out);
    System.arraycopy(out, 0, registers, vcpu * registerSize, registerSize);
    System.arraycopy(out, 0, in, layout.after(), registerSize);
    fired(layout.registersRules());
    if (out[layout.fault()] == 0) {
      changed(function, vcpu, in);
    }
    return out[layout.follow()] != 0;
  }

  private void one(Plan<C, R, F> plan, F function, int vcpu, int counter, boolean follow) {
    if (follow) {
      one(function, vcpu, counter);
      if (layout.chained() >= 0) {
        in[layout.chained()] |= out[layout.chains()];
      }
    }
    if (plan.showsNoFault()) {
      trace.add(0);
    }
    if (plan.showsOne()) {
      add(follow ? out[layout.answer()] : 0, follow ? out[layout.known()] : 1);
    }
  }

  private void sayWhetherRun(int vcpu) {
    if (layout.ran() >= 0) {
      in[layout.ran()] = hasRun[vcpu] ? 1 : 0;
    }
  }

  private void everywhere(F function) {
    for (int vcpu = 0; vcpu < vcpus; vcpu++) {
      sayWhetherRun(vcpu);
      presentRegisters(vcpu);
      all(function, vcpu, false);
    }
  }

  private void every(Plan<C, R, F> plan, F function, int vcpu, boolean follow, long knownBefore) {
    bits = 0;
    known = knownBefore;
    if (follow) {
      all(function, vcpu, plan.showsEach());
    }
    if (plan.showsBits()) {
      add(bits, known);
    }
  }

  /** Applies the function to every counter of the virtual CPU, and keeps what they say together. */
  private void all(F function, int vcpu, boolean showsEach) {
    for (int counter = 0; counter < places; counter++) {
      one(function, vcpu, counter);
      if (carries) {
        in[layout.carried()] = out[layout.carries()];
      }
      bits |= out[layout.answer()];
      known &= out[layout.known()];
      if (showsEach) {
        add(out[layout.answer()], out[layout.known()]);
      }
    }
    if (carries) {
      in[layout.carried()] = 0;
    }
  }

  private void one(F function, int vcpu, int counter) {
    int at = present(vcpu, counter);
    evaluation.counter(function, table.isSpecial(machine(), counter), in, out);
    System.arraycopy(out, 0, counters, at, counterSize);
    touched = Math.max(touched, at + counterSize);
    fired(layout.counterRules());
    counted(function, vcpu, counter, in, out);
  }

  /** Makes it the counter the inputs are about; where its state begins. */
  protected final int present(int vcpu, int counter) {
    int at = (vcpu * places + counter) * counterSize;
    in[layout.index()] = table.index(machine(), counter);
    System.arraycopy(counters, at, in, layout.counter(), counterSize);
    return at;
  }

  /** Writes a virtual CPU's registers where a function reads those before the step. */
  protected final void presentRegisters(int vcpu) {
    System.arraycopy(registers, vcpu * registerSize, in, layout.before(), registerSize);
  }

  /** How many counters a virtual CPU has. */
  protected final int places() {
    return places;
  }

  /** The machine of the current program. */
  protected final Machine machine() {
    if (machine == null) {
      throw new AssertionError("no program has begun");
    }
    return machine;
  }

  private void add(long cell, long known) {
    if (known != 0) {
      trace.add(cell);
    } else {
      trace.addUnknown();
    }
  }

  private void fired(int at) {
    for (int word = 0; word < rules.length; word++) {
      rules[word] |= out[at + word];
    }
    ruled(out, at);
  }

  /** For those who watch: rules that took part in the current step. */
  protected void ruled(long[] outputs, int at) {}

  /** For those who watch: the step was of a virtual CPU that has not run. */
  protected void leftOpen() {}

  /** For those who watch: the function changed registers, without a fault. */
  protected void changed(R function, int vcpu, long[] inputs) {}

  /** For those who watch: what the function said of the counter. */
  protected void counted(F function, int vcpu, int counter, long[] inputs, long[] outputs) {}

  /** For those who watch: the step is over. */
  protected void stepped(int step) {}
}
