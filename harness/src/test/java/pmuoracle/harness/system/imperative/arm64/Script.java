package pmuoracle.harness.system.imperative.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import pmuoracle.harness.system.imperative.StepScript;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;

/** Guest programs written as a chain of steps on virtual CPU 0, unless another is chosen. */
public final class Script extends StepScript<Script> {
  private Script(Arm64Machine machine) {
    super(machine);
  }

  @Override
  protected Script self() {
    return this;
  }

  public static Script on(Arm64Machine machine) {
    return new Script(machine);
  }

  public Script filter(FilterRequest request) {
    return add(new Arm64Step.SetFilter(vcpu, request));
  }

  public Script allow(int base, int nevents) {
    return filter(FilterRequest.of(base, nevents, FilterRequest.ALLOW));
  }

  public Script deny(int base, int nevents) {
    return filter(FilterRequest.of(base, nevents, FilterRequest.DENY));
  }

  public Script select(int pmu) {
    return add(new Arm64Step.SelectPmu(vcpu, pmu));
  }

  public Script init(boolean interrupt) {
    return add(new Arm64Step.Init(vcpu, interrupt));
  }

  public Script run() {
    return add(new Arm64Step.Run(vcpu));
  }

  /** Initialises and runs the virtual CPU. */
  public Script boot() {
    return init(true).run();
  }

  public Script write(Register register, long value) {
    return add(new Arm64Step.Write(vcpu, register, value));
  }

  public Script write(Register.Kind kind, long value) {
    return write(Register.of(kind), value);
  }

  /** The type register of the counter; PMCCFILTR for the cycle counter. */
  public Script type(int counter, long value) {
    return write(typeRegister(counter), value);
  }

  /** The value of the counter. */
  public Script value(int counter, long value) {
    return write(valueRegister(counter), value);
  }

  /** Sets PMCR.E and enables these counters. */
  public Script enable(long mask) {
    return write(Register.Kind.PMCR, Pmcr.E).write(Register.Kind.PMCNTENSET, mask);
  }

  public Script read(Register register) {
    return add(new Arm64Step.Read(vcpu, register));
  }

  public Script read(Register.Kind kind) {
    return read(Register.of(kind));
  }

  public Script readValue(int counter) {
    return read(valueRegister(counter));
  }

  public Script hostWrite(Register register, long value) {
    return add(new Arm64Step.HostWrite(vcpu, register, value));
  }

  public Script increment(long mask) {
    return add(new Arm64Step.SwIncr(vcpu, mask));
  }

  public Script go(Level level) {
    return add(new Arm64Step.Go(vcpu, level));
  }

  public Script load() {
    return add(new Arm64Step.Load(vcpu));
  }

  public Script retire(int event, long times) {
    return add(new Arm64Step.Retire(vcpu, event, times));
  }

  private static Register typeRegister(int counter) {
    return counter == CYCLE ? Register.of(Register.Kind.PMCCFILTR) : Register.type(counter);
  }

  private static Register valueRegister(int counter) {
    return counter == CYCLE ? Register.of(Register.Kind.PMCCNTR) : Register.counter(counter);
  }

  /** What the last step showed under the model, as {@code name value} pairs. */
  public String last(Arm64Model model) {
    return last(new Arm64Imperative(model));
  }

  /** A cell of the last step under the model, as it is written in files; {@code ?} if unknown. */
  public String cell(Arm64Model model, int place) {
    Trace trace = trace(new Arm64Imperative(model));
    int step = trace.steps() - 1;
    return trace.isKnown(step, place)
        ? machine.observations(program().steps().get(step)).get(place).show(trace.cell(step, place))
        : "?";
  }

  /** What the last step, a read, returned under the model. */
  public String value(Arm64Model model) {
    return cell(model, 1);
  }

  /** Every step's first cell, in order, as written in files, for calls and writes. */
  public String answers(Arm64Model model) {
    Trace trace = trace(new Arm64Imperative(model));
    StringBuilder answers = new StringBuilder();
    for (int i = 0; i < trace.steps(); i++) {
      answers.append(i == 0 ? "" : " ");
      answers.append(
          trace.isKnown(i, 0)
              ? machine.observations(program().steps().get(i)).get(0).show(trace.cell(i, 0))
              : "?");
    }
    return answers.toString();
  }
}
