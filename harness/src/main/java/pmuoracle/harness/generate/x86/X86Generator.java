package pmuoracle.harness.generate.x86;

import java.util.EnumSet;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Dice;
import pmuoracle.harness.generate.MachineFit;
import pmuoracle.harness.generate.ShapedGenerator;
import pmuoracle.harness.generate.Transitions;
import pmuoracle.harness.system.MachineLimits;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Rule;

/** Guest programs for one model of x86 under one bias. */
public final class X86Generator
    extends ShapedGenerator<X86Machine, ProgramBuilder, X86Generator.Action> {
  enum Action {
    SET_FILTER,
    WRITE_SELECT,
    WRITE_FIXED_CONTROL,
    WRITE_GLOBAL_CONTROL,
    WRITE_COUNTER,
    WRITE_STATUS,
    WRITE_EFER,
    READ,
    ENTER,
    RETIRE,
    EMULATE,
    ENTER_L2,
    LEAVE_L2,
    VISIT_L2,
    TURN,
    HOST_READ,
    HOST_WRITE,
    RESET,
    INIT,
    SET_CPUID
  }

  private static final Register.Kind[] KINDS = Register.Kind.values();

  private final X86Model model;
  private final MachineChoice machines;
  private final MachineFit fit;
  private final ShortPrograms shorts;

  public X86Generator(X86Model model, Bias bias) {
    super(
        bias, Action.class, EnumSet.of(Action.READ, Action.HOST_READ, Action.RETIRE, Action.TURN));
    this.model = model;
    machines = new MachineChoice(model);
    fit = new MachineFit(X86Forms.MACHINE, model);
    shorts = new ShortPrograms(model);
  }

  @Override
  protected GuestProgram shortProgram(Dice dice, MachineLimits limits) {
    return shorts.draw(dice, machine -> fit.of(machine, limits));
  }

  @Override
  protected X86Machine machine(Dice dice, MachineLimits limits) {
    return fit.of(machines.draw(dice), limits);
  }

  @Override
  protected ProgramBuilder begin(Dice dice, X86Machine machine) {
    return new ProgramBuilder(model, bias, dice, machine);
  }

  @Override
  public boolean mixed(RuleSet fired) {
    return (fired.contains(X86Rule.COUNT_AS_PROGRAMMED) || fired.contains(X86Rule.COUNT_MEDIATED))
        && (fired.contains(X86Rule.PROGRAM_DENIED)
            || fired.contains(X86Rule.EMULATED_DENIED)
            || fired.contains(X86Rule.FIXED_REJECT_FAULTS));
  }

  @Override
  public Transitions transitions() {
    return new X86Transitions(model);
  }

  @Override
  protected void whole(ProgramBuilder builder, Dice dice, X86Machine machine) {
    int length = Math.min(length(dice), length(dice));
    if (dice.chance(bias.programmed())) {
      start(builder, dice, machine);
    }
    length = Math.max(length, builder.size() + dice.below(6));
    addActions(builder, dice, machine, weights(dice, machine), length);
  }

  @Override
  protected void look(ProgramBuilder builder, Action action, int vcpu) {
    switch (action) {
      case ENTER -> builder.enterAgain(vcpu);
      case WRITE_GLOBAL_CONTROL, ENTER_L2, LEAVE_L2, VISIT_L2, INIT, SET_CPUID ->
          builder.lookAtGlobalControl(vcpu);
      default -> builder.look(vcpu);
    }
  }

  /** Usually a filter, then counters programmed and entered, then something they count. */
  private void start(ProgramBuilder builder, Dice dice, X86Machine machine) {
    int vcpu = vcpu(dice, machine);
    prepare(builder, vcpu, dice, machine);
    boolean late = dice.chance(0.2);
    if (!late && dice.chance(0.85)) {
      builder.setFilter();
    }
    program(builder, vcpu, dice, machine);
    if (late) {
      builder.setFilter();
    }
    if (machine.nested() && dice.chance(0.3)) {
      builder.visitL2(vcpu);
    }
    builder.retire(vcpu);
    if (dice.chance(0.5)) {
      builder.look(vcpu);
    }
    if (dice.chance(0.4)) {
      Turns.add(dice, machine, builder, vcpu);
    }
  }

  /** What the owner may do to a virtual CPU that has not run. */
  private static void prepare(ProgramBuilder builder, int vcpu, Dice dice, X86Machine machine) {
    if (dice.chance(0.1)) {
      if (machine.counters() > 0) {
        builder.hostWrite(vcpu);
      }
      builder.setCpuid(vcpu);
    }
  }

  /** Some counters programmed, and entered. */
  private static void program(ProgramBuilder builder, int vcpu, Dice dice, X86Machine machine) {
    int fixed = machine.fixed();
    if (machine.generalPurpose() > 0 && (fixed == 0 || dice.chance(0.8))) {
      int counters = dice.between(1, Math.min(3, machine.generalPurpose()));
      for (int i = 0; i < counters; i++) {
        builder.writeSelect(vcpu, i);
      }
    }
    if (fixed > 0 && dice.chance(0.6)) {
      builder.writeFixedControl(vcpu);
    }
    if (machine.globalControl() && dice.chance(fixed > 0 ? 0.8 : 0.3)) {
      builder.enableGlobally(vcpu);
    }
    for (int i = dice.between(-1, 2); i > 0 && machine.counters() > 0; i--) {
      builder.presetNearOverflow(vcpu);
    }
    if (dice.chance(0.9)) {
      builder.enter(vcpu);
      if (dice.chance(0.5)) {
        builder.enterAgain(vcpu);
      }
    }
  }

  /** The usual weights, without what this machine lacks. */
  private int[] weights(Dice dice, X86Machine machine) {
    boolean filters = dice.chance(bias.changeWhileCounting());
    return actions.stream().mapToInt(action -> weight(action, machine, filters)).toArray();
  }

  private static int weight(Action action, X86Machine machine, boolean filters) {
    return switch (action) {
      case SET_FILTER -> filters ? 4 : 0;
      case WRITE_SELECT -> machine.generalPurpose() > 0 ? 5 : 0;
      case WRITE_FIXED_CONTROL -> machine.fixed() > 0 ? 4 : 0;
      case WRITE_GLOBAL_CONTROL -> machine.globalControl() ? 2 : 0;
      case WRITE_STATUS -> machine.globalControl() ? 1 : 0;
      case WRITE_EFER -> machine.count(Register.Kind.EFER) > 0 ? 2 : 0;
      case WRITE_COUNTER, READ -> machine.counters() > 0 ? 2 : 0;
      case HOST_READ, HOST_WRITE -> machine.counters() > 0 ? 1 : 0;
      case ENTER_L2 -> machine.nested() ? 2 : 0;
      case LEAVE_L2 -> machine.nested() ? 1 : 0;
      case VISIT_L2 -> machine.nested() ? 3 : 0;
      case TURN -> machine.counters() > 0 ? 3 : 0;
      case RESET -> 2;
      case INIT, SET_CPUID -> 1;
      case ENTER -> 3;
      case EMULATE -> 4;
      case RETIRE -> 8;
    };
  }

  @Override
  protected void add(
      ProgramBuilder builder, Action action, int vcpu, Dice dice, X86Machine machine) {
    switch (action) {
      case SET_FILTER -> builder.setFilter();
      case WRITE_SELECT -> builder.writeSelect(vcpu, dice.below(machine.generalPurpose()));
      case WRITE_FIXED_CONTROL -> builder.writeFixedControl(vcpu);
      case WRITE_GLOBAL_CONTROL -> builder.writeGlobalControl(vcpu);
      case WRITE_COUNTER -> builder.writeCounter(vcpu);
      case WRITE_STATUS -> builder.writeStatus(vcpu);
      case WRITE_EFER -> builder.writeEfer(vcpu, dice.chance(0.6));
      case READ -> builder.read(vcpu, anyRegister(dice, machine));
      case ENTER -> builder.enter(vcpu);
      case RETIRE -> builder.retire(vcpu);
      case EMULATE -> builder.emulate(vcpu);
      case ENTER_L2 -> builder.enterL2(vcpu);
      case LEAVE_L2 -> builder.leaveL2(vcpu);
      case VISIT_L2 -> builder.visitL2(vcpu);
      case TURN -> Turns.add(dice, machine, builder, vcpu);
      case HOST_READ -> builder.hostRead(vcpu);
      case HOST_WRITE -> builder.hostWrite(vcpu);
      case RESET -> {
        builder.reset(vcpu);
        if (dice.chance(bias.look())) {
          builder.look(vcpu);
        }
        if (dice.chance(0.7)) {
          program(builder, vcpu, dice, machine);
        }
      }
      case INIT -> builder.init(vcpu);
      case SET_CPUID -> builder.setCpuid(vcpu);
    }
  }

  @Override
  protected void sweep(ProgramBuilder builder, Dice dice, X86Machine machine) {
    builder.setFilter();
    int vcpu = vcpu(dice, machine);
    for (int i = 0; i < machine.generalPurpose(); i++) {
      builder.writeSelect(vcpu, i);
    }
    if (machine.fixed() > 0) {
      builder.enableFixed(vcpu);
    }
    if (machine.globalControl() && dice.chance(machine.fixed() > 0 ? 0.9 : 0.5)) {
      builder.enableGlobally(vcpu);
    }
    for (int i = dice.between(-1, 2); i > 0 && machine.counters() > 0; i--) {
      builder.presetNearOverflow(vcpu);
    }
    builder.enter(vcpu);
    int first = machine.counters() == 0 ? 0 : dice.below(machine.counters());
    for (int i = 0; i < machine.counters() && builder.size() < bias.maxSteps(); i++) {
      builder.retireOf(vcpu, (first + i) % machine.counters());
    }
    if (dice.chance(0.5)) {
      builder.emulate(vcpu);
    }
  }

  @Override
  protected void requests(ProgramBuilder builder, Dice dice, X86Machine machine) {
    for (int i = dice.between(1, bias.maxSteps()); i > 0; i--) {
      builder.setFilter();
    }
  }

  /**
   * So that a state nobody looked at becomes visible: every counter, which has the sum of all that
   * went wrong with it, and sometimes every control register.
   */
  @Override
  protected void readEverything(ProgramBuilder builder, Dice dice, X86Machine machine) {
    for (int vcpu = 0; vcpu < machine.vcpus(); vcpu++) {
      if (dice.chance(0.8)) {
        builder.enter(vcpu);
      }
      for (int i = 0; i < machine.counters(); i++) {
        builder.read(vcpu, builder.counter(i));
      }
      if (dice.chance(0.5)) {
        continue;
      }
      for (int i = 0; i < machine.generalPurpose(); i++) {
        builder.read(vcpu, Register.eventSelect(i));
      }
      if (machine.fixed() > 0) {
        builder.read(vcpu, Register.FIXED_CONTROL);
      }
      if (machine.globalControl()) {
        builder.read(vcpu, Register.GLOBAL_CONTROL);
        builder.read(vcpu, Register.GLOBAL_STATUS);
      }
    }
  }

  private static Register anyRegister(Dice dice, X86Machine machine) {
    Register.Kind[] kinds = KINDS;
    while (true) {
      Register.Kind kind = kinds[dice.below(kinds.length)];
      if (machine.count(kind) > 0) {
        return new Register(kind, dice.below(machine.count(kind)));
      }
    }
  }
}
