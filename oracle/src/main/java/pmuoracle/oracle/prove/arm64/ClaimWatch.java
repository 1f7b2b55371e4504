package pmuoracle.oracle.prove.arm64;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import pmuoracle.oracle.arm64.CompiledArm64;
import pmuoracle.oracle.arm64.ConcreteCalls;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.prove.Unrolled;
import pmuoracle.oracle.prove.Watch;
import pmuoracle.oracle.run.ProgramRun;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.arm64.Arm64Encoding;
import pmuoracle.oracle.step.arm64.Arm64StepTable;
import pmuoracle.oracle.step.arm64.CallFunction;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.RegisterFunction;
import pmuoracle.oracle.step.arm64.StepInputs;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Model;

/**
 * Claims on programs: the same terms, compiled, on the states of one run. Once a program has left a
 * claim's scope nothing contradicts that claim.
 */
public final class ClaimWatch implements Watch {
  private final List<StepClaim> claims;
  private final Arm64Model model;
  private final Map<CounterFunction, Conditions> events;
  private final Map<CounterFunction, Conditions> cycle;
  private final Map<RegisterFunction, Conditions> eventScope;
  private final Map<RegisterFunction, Conditions> cycleScope;
  private final Run run;
  private final Trace trace = new Trace();

  /** A watch for contradictions to any of the claims. */
  public ClaimWatch(Arm64Model model, Collection<StepClaim> claims) {
    this.claims = List.copyOf(claims);
    this.model = model;
    events = new EnumMap<>(CounterFunction.class);
    cycle = new EnumMap<>(CounterFunction.class);
    eventScope = new EnumMap<>(RegisterFunction.class);
    cycleScope = new EnumMap<>(RegisterFunction.class);
    try (Terms terms = new Terms()) {
      Terms.Predicate allows = terms.predicate("allows", 16);
      Terms.Predicate covers = terms.predicate("covers", 16);
      StepInputs in =
          StepInputs.variables(MachineTerms.variables(terms), new Ruling.Answered(allows, covers));
      List<Terms.Predicate> asked = List.of(allows, covers);
      for (boolean isCycle : new boolean[] {false, true}) {
        compile(in, asked, isCycle);
      }
    }
    run = run();
  }

  private ClaimWatch(ClaimWatch same) {
    claims = same.claims;
    model = same.model;
    events = same.events;
    cycle = same.cycle;
    eventScope = same.eventScope;
    cycleScope = same.cycleScope;
    run = run();
  }

  private Run run() {
    CompiledArm64 compiled = CompiledArm64.of(model);
    return new Run(compiled, new ConcreteCalls(compiled));
  }

  /** For another thread. */
  public ClaimWatch another() {
    return new ClaimWatch(this);
  }

  private void compile(StepInputs in, List<Terms.Predicate> asked, boolean isCycle) {
    Bool yes = in.machine().world().bool(true);
    for (CounterFunction function : CounterFunction.values()) {
      CounterStep step = CounterStep.of(function, model, in, yes, isCycle);
      Conditions.of(in, asked, claims.stream().map(claim -> claim.holds(step)).toList())
          .ifPresent(some -> (isCycle ? cycle : events).put(function, some));
    }
    Setting setting = new Setting(model, in.machine(), in.filter(), in.index(), isCycle);
    CounterView before = new CounterView(setting, in.before(), in.counter(), yes);
    for (RegisterFunction function : RegisterFunction.values()) {
      Conditions.of(
              in,
              asked,
              claims.stream().map(claim -> claim.permits(function, before, in.after())).toList())
          .ifPresent(some -> (isCycle ? cycleScope : eventScope).put(function, some));
    }
  }

  /** A condition of each of some claims. */
  private static final class Conditions {
    /** The claims' numbers; of the others the condition is true anyway. */
    private final int[] of;

    private final Compiled terms;

    private Conditions(int[] of, Compiled terms) {
      this.of = of;
      this.terms = terms;
    }

    static Optional<Conditions> of(
        StepInputs in, List<Terms.Predicate> asked, List<Bool> conditions) {
      Bool yes = in.machine().world().bool(true);
      int[] of =
          IntStream.range(0, conditions.size()).filter(i -> conditions.get(i) != yes).toArray();
      return of.length == 0
          ? Optional.empty()
          : Optional.of(
              new Conditions(
                  of,
                  Compiler.compile(
                      in.terms(), asked, Arrays.stream(of).mapToObj(conditions::get).toList())));
    }
  }

  @Override
  public OptionalInt contradiction(GuestProgram program) {
    trace.clear();
    run.contradiction = -1;
    run.left.clear();
    run.contradicted = false;
    run.run(program, trace);
    return run.contradiction < 0 ? OptionalInt.empty() : OptionalInt.of(run.contradiction);
  }

  @Override
  public Optional<Unrolled> unrolled() {
    return claims.size() == 1
        ? Optional.of(new UnrolledClaim(model, claims.get(0)))
        : Optional.empty();
  }

  private final class Run extends ProgramRun<CallFunction, RegisterFunction, CounterFunction> {
    private final LongPredicate[] asked;
    private final long[] said = new long[claims.size()];

    /** The claims whose scope the program has left. */
    private final BitSet left = new BitSet();

    private boolean contradicted;
    private int contradiction = -1;

    Run(CompiledArm64 compiled, ConcreteCalls accepted) {
      super(new Arm64StepTable(model), compiled.evaluation(accepted));
      asked = accepted.asked(2);
    }

    @Override
    protected void changed(RegisterFunction function, int vcpu, long[] inputs) {
      if (eventScope.containsKey(function) || cycleScope.containsKey(function)) {
        // The counter that is accessed stays the one the inputs are about.
        long index = inputs[Arm64Encoding.LAYOUT.index()];
        for (int i = 0; i < places(); i++) {
          present(vcpu, i);
          leave((i == places() - 1 ? cycleScope : eventScope).get(function), inputs);
        }
        inputs[Arm64Encoding.LAYOUT.index()] = index;
      }
    }

    private void leave(@Nullable Conditions scope, long[] inputs) {
      if (scope != null) {
        scope.terms.evaluate(inputs, asked, said);
        for (int i = 0; i < scope.of.length; i++) {
          if (said[i] == 0) {
            left.set(scope.of[i]);
          }
        }
      }
    }

    @Override
    protected void counted(
        CounterFunction function, int vcpu, int counter, long[] inputs, long[] outputs) {
      if (function == CounterFunction.HOST_TYPE_WRITTEN) {
        for (int i = 0; i < claims.size(); i++) {
          left.set(i, left.get(i) || !claims.get(i).ownerStores());
        }
      }
      Conditions claimed = (counter == places() - 1 ? cycle : events).get(function);
      if (claimed != null) {
        claimed.terms.evaluate(inputs, asked, said);
        for (int i = 0; i < claimed.of.length; i++) {
          contradicted |= said[i] == 0 && !left.get(claimed.of[i]);
        }
      }
    }

    @Override
    protected void stepped(int step) {
      if (contradicted && contradiction < 0) {
        contradiction = step;
      }
    }
  }
}
