package pmuoracle.oracle.difference.arm64;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import pmuoracle.oracle.difference.Coupled;
import pmuoracle.oracle.difference.CoupledStep;
import pmuoracle.oracle.difference.Coupling;
import pmuoracle.oracle.difference.Induction;
import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.oracle.symbolic.Cell;
import pmuoracle.oracle.symbolic.FreeFunction;
import pmuoracle.oracle.symbolic.State;
import pmuoracle.oracle.symbolic.TermStep;
import pmuoracle.oracle.symbolic.arm64.ObservedCounter;
import pmuoracle.oracle.symbolic.arm64.SymbolicMachine;
import pmuoracle.oracle.symbolic.arm64.SymbolicRun;
import pmuoracle.oracle.symbolic.arm64.SymbolicStep;
import pmuoracle.spec.arm64.Arm64Model;

/**
 * Event counters of any number, implemented or not, or the cycle counter.
 *
 * <p>What the calls say is one arbitrary function for both models: the same calls were accepted,
 * because every call succeeded in both or in neither, and what a call says is the same in every
 * model. A counter may chain on the one before; that this is so in both models alike is part of
 * being alike. Whether the chain event was ever named is never coupled, so that only what both
 * settle is compared.
 */
record Arm64Induction(Arm64Pair pair, boolean cycle) implements Induction {
  private static final String REGISTERS = "such registers exist";

  @Override
  public Coupling strongest() {
    return new Coupling(SymbolicRun.NAMES, List.of(REGISTERS));
  }

  @Override
  public List<Supplier<CoupledStep>> transitions(Terms terms, Coupling coupling) {
    List<Supplier<CoupledStep>> all = new ArrayList<>();
    all.add(() -> beginning(terms, coupling));
    for (Action action : Action.values()) {
      all.add(() -> step(terms, coupling, action));
    }
    return all;
  }

  private CoupledStep beginning(Terms terms, Coupling coupling) {
    SymbolicMachine machine = SymbolicMachine.variables(terms);
    ObservedCounter counter = ObservedCounter.any(terms, cycle);
    State<Ruling> one = run(pair.one(), machine, counter, "").initial();
    State<Ruling> other = run(pair.other(), machine, counter, "other ").initial();
    return new CoupledStep(
        "the beginning",
        possible(machine, counter),
        after(coupling, machine, one, other),
        terms.bool(true));
  }

  private CoupledStep step(Terms terms, Coupling coupling, Action action) {
    SymbolicMachine machine = SymbolicMachine.variables(terms);
    ObservedCounter counter = ObservedCounter.any(terms, cycle);
    SymbolicStep step = SymbolicStep.only(terms, action);
    AnyCalls calls = new AnyCalls(terms);
    State<Ruling> one = run(pair.one(), machine, counter, "").any(calls);
    List<Term> others = Coupled.other(terms, coupling, SymbolicRun.NAMES, one.components());
    State<Ruling> other = one.with(others);
    TermStep<Ruling> mine = run(pair.one(), machine, counter, "").take(one, step);
    TermStep<Ruling> its = run(pair.other(), machine, counter, "other ").take(other, step);
    Bool differs = Cell.differ(terms, mine.cells(), its.cells(), pair.observed());
    Bool possible =
        terms.all(
            possible(machine, counter),
            step.exists(machine),
            facts(coupling, machine, one, other),
            calls.congruent());
    return new CoupledStep(
        action.name(),
        possible,
        after(coupling, machine, mine.after(), its.after()),
        terms.all(
            differs.not(),
            Cell.succeedAlike(terms, mine.cells(), its.cells()),
            mine.carries().is(its.carries())));
  }

  private static SymbolicRun run(
      Arm64Model model, SymbolicMachine machine, ObservedCounter counter, String prefix) {
    Terms terms = machine.second().terms();
    return new SymbolicRun(
        model, machine, counter, terms.variable(prefix + "chained"), terms.variable("carried", 64));
  }

  /** An accessed event counter need not be implemented. */
  private Bool possible(SymbolicMachine machine, ObservedCounter counter) {
    return machine
        .second()
        .terms()
        .all(
            machine.exists(),
            machine.isOf(pair.one()),
            machine.isOf(pair.other()),
            counter.index().atMost(cycle ? 31 : 30));
  }

  private Bool facts(
      Coupling coupling, SymbolicMachine machine, State<Ruling> one, State<Ruling> other) {
    return coupling.facts().contains(REGISTERS)
        ? exist(machine, one, other)
        : machine.second().terms().bool(true);
  }

  private Map<String, Bool> after(
      Coupling coupling, SymbolicMachine machine, State<Ruling> one, State<Ruling> other) {
    Map<String, Bool> after =
        new LinkedHashMap<>(
            Coupled.same(coupling, SymbolicRun.NAMES, one.components(), other.components()));
    if (coupling.facts().contains(REGISTERS)) {
      after.put(REGISTERS, exist(machine, one, other));
    }
    return after;
  }

  private Bool exist(SymbolicMachine machine, State<Ruling> one, State<Ruling> other) {
    return registers(one)
        .exist(pair.one(), machine.facts())
        .and(registers(other).exist(pair.other(), machine.facts()));
  }

  private static VcpuRegisters registers(State<Ruling> state) {
    return VcpuRegisters.of(Components.of(state.registers()));
  }

  /** Calls nothing is known of. */
  private static final class AnyCalls implements Ruling {
    private final FreeFunction allowed;
    private final FreeFunction covered;

    AnyCalls(Terms terms) {
      allowed = new FreeFunction(terms, "allowed", 0xffff);
      covered = new FreeFunction(terms, "covered", 0xffff);
    }

    @Override
    public Bool allows(Word event) {
      return allowed.of(event);
    }

    @Override
    public Bool covers(Word event) {
      return covered.of(event);
    }

    Bool congruent() {
      return allowed.congruent().and(covered.congruent());
    }
  }
}
