package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongPredicate;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.prove.Unrolled;
import pmuoracle.oracle.prove.Watch;
import pmuoracle.oracle.run.ProgramRun;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.x86.CallFunction;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.oracle.step.x86.RegisterFunction;
import pmuoracle.oracle.step.x86.StepInputs;
import pmuoracle.oracle.step.x86.X86StepTable;
import pmuoracle.oracle.x86.CompiledX86;
import pmuoracle.oracle.x86.InstalledList;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;

/** A claim on programs: the same terms, compiled, on the states of a run. */
public final class ClaimWatch implements Watch {
  private static final int COUNTERS = X86Machine.MAX_GENERAL_PURPOSE + X86Machine.MAX_FIXED;

  private final X86Model model;
  private final StepClaim claim;
  private final Map<CounterFunction, Compiled> generalPurpose;
  private final Map<CounterFunction, Compiled> fixed;
  private final Run run;
  private final Trace trace = new Trace();

  public ClaimWatch(X86Model model, StepClaim claim) {
    this.model = model;
    this.claim = claim;
    try (Terms terms = new Terms()) {
      MachineTerms machine = MachineTerms.variables(terms);
      generalPurpose = compiled(model, claim, machine, false);
      fixed = compiled(model, claim, machine, true);
    }
    run = run();
  }

  private ClaimWatch(ClaimWatch same) {
    model = same.model;
    claim = same.claim;
    generalPurpose = same.generalPurpose;
    fixed = same.fixed;
    run = run();
  }

  private Run run() {
    CompiledX86 compiled = CompiledX86.of(model);
    return new Run(compiled, new InstalledList(compiled));
  }

  /** For another thread. */
  public ClaimWatch another() {
    return new ClaimWatch(this);
  }

  private static Map<CounterFunction, Compiled> compiled(
      X86Model model, StepClaim claim, MachineTerms machine, boolean fixed) {
    Terms.Predicate listed = machine.world().predicate("listed", 64);
    StepInputs in = StepInputs.variables(machine, listed::of);
    History history = History.variables(machine.world());
    List<Term> inputs = new ArrayList<>(in.terms());
    inputs.addAll(history.terms());
    Map<CounterFunction, Compiled> functions = new EnumMap<>(CounterFunction.class);
    for (CounterFunction function : CounterFunction.acting(fixed)) {
      CounterStep step = CounterStep.of(function, model, in, history, fixed);
      List<Term> outputs = new ArrayList<>(step.after().history().terms());
      outputs.add(claim.holds(step));
      functions.put(function, Compiler.compile(inputs, List.of(listed), outputs));
    }
    return functions;
  }

  @Override
  public OptionalInt contradiction(GuestProgram program) {
    trace.clear();
    run.begin();
    run.run(program, trace);
    return run.contradiction < 0 ? OptionalInt.empty() : OptionalInt.of(run.contradiction);
  }

  @Override
  public Optional<Unrolled> unrolled() {
    return Optional.of(new UnrolledClaim(model, claim));
  }

  private final class Run extends ProgramRun<CallFunction, RegisterFunction, CounterFunction> {
    private final LongPredicate[] listed;
    private final long[] histories = new long[Machine.MAX_VCPUS * COUNTERS * History.SIZE];
    private final long[] asked = new long[StepInputs.SIZE + History.SIZE];
    private final long[] answered = new long[History.SIZE + 1];
    private boolean contradicted;
    private int contradiction = -1;

    Run(CompiledX86 compiled, InstalledList installed) {
      super(new X86StepTable(model), compiled.evaluation(installed));
      listed = installed.asked(1);
    }

    void begin() {
      contradiction = -1;
      for (int at = 0; at < histories.length; at += History.SIZE) {
        History.writeNone(histories, at);
      }
    }

    @Override
    protected void counted(
        CounterFunction function, int vcpu, int counter, long[] inputs, long[] outputs) {
      int at = (vcpu * COUNTERS + counter) * History.SIZE;
      System.arraycopy(inputs, 0, asked, 0, StepInputs.SIZE);
      System.arraycopy(histories, at, asked, StepInputs.SIZE, History.SIZE);
      boolean isFixed = counter >= ((X86Machine) machine()).generalPurpose();
      Compiled watching = (isFixed ? fixed : generalPurpose).get(function);
      if (watching == null) {
        return;
      }
      watching.evaluate(asked, listed, answered);
      System.arraycopy(answered, 0, histories, at, History.SIZE);
      contradicted |= answered[History.SIZE] == 0;
    }

    @Override
    protected void stepped(int step) {
      if (contradicted && contradiction < 0) {
        contradiction = step;
      }
      contradicted = false;
    }
  }
}
