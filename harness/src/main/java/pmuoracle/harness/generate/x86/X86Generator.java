package pmuoracle.harness.generate.x86;

import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Dice;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.MachineFit;
import pmuoracle.harness.generate.Swarm;
import pmuoracle.harness.system.MachineLimits;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Rule;

/** Guest programs for one model of x86 under one bias. */
public final class X86Generator implements Generator {
  /** What a step of a whole program may do; a kind of step has several where registers differ. */
  private enum Action {
    SET_FILTER(4),
    WRITE_SELECT(5),
    WRITE_FIXED_CONTROL(4),
    WRITE_GLOBAL_CONTROL(2),
    WRITE_COUNTER(2),
    WRITE_STATUS(1),
    WRITE_EFER(2),
    READ(2),
    ENTER(3),
    RETIRE(8),
    EMULATE(4),
    ENTER_L2(2),
    LEAVE_L2(1),
    VISIT_L2(3),
    HOST_READ(1),
    HOST_WRITE(1),
    RESET(2);

    private final int weight;

    Action(int weight) {
      this.weight = weight;
    }
  }

  private static final Action[] ACTIONS = Action.values();

  /** Actions that only make visible what others did. */
  private static final Set<Action> LOOKS = EnumSet.of(Action.READ, Action.HOST_READ, Action.RETIRE);

  private static final Register.Kind[] KINDS = Register.Kind.values();
  private static final double ON = 0.65;

  private final X86Model model;
  private final Bias bias;
  private final MachineChoice machines;
  private final MachineFit fit;
  private final ShortPrograms shorts;

  public X86Generator(X86Model model, Bias bias) {
    this.model = model;
    this.bias = bias;
    machines = new MachineChoice(model);
    fit = new MachineFit(X86Forms.MACHINE, model);
    shorts = new ShortPrograms(model);
  }

  @Override
  public GuestProgram program(RandomGenerator random) {
    return program(random, MachineLimits.NONE);
  }

  @Override
  public GuestProgram program(RandomGenerator random, MachineLimits limits) {
    Dice dice = new Dice(random);
    if (bias.shape() == Bias.Shape.SHORT) {
      return shorts.draw(dice, machine -> fit.of(machine, limits));
    }
    X86Machine machine = fit.of(machines.draw(dice), limits);
    ProgramBuilder builder = new ProgramBuilder(model, bias, dice, machine);
    switch (bias.shape()) {
      case WHOLE -> whole(builder, dice, machine);
      case SWEEP -> sweep(builder, dice, machine);
      case REQUESTS -> requests(builder, dice);
      case SHORT -> throw new AssertionError("drawn otherwise");
    }
    if (dice.chance(bias.epilogue())) {
      readEverything(builder, dice, machine);
    }
    return builder.program();
  }

  @Override
  public boolean mixed(RuleSet fired) {
    return (fired.contains(X86Rule.COUNT_AS_PROGRAMMED) || fired.contains(X86Rule.COUNT_MEDIATED))
        && (fired.contains(X86Rule.PROGRAM_DENIED)
            || fired.contains(X86Rule.EMULATED_DENIED)
            || fired.contains(X86Rule.FIXED_REJECT_FAULTS));
  }

  private void whole(ProgramBuilder builder, Dice dice, X86Machine machine) {
    int length = Math.min(length(dice), length(dice));
    if (dice.chance(bias.programmed())) {
      start(builder, dice, machine);
    }
    length = Math.max(length, builder.size() + dice.below(6));
    Swarm swarm = Swarm.draw(dice, weights(dice, machine), ON);
    while (builder.size() < length) {
      int vcpu = vcpu(dice, machine);
      Action action = ACTIONS[swarm.pick(dice)];
      add(builder, action, vcpu, dice, machine);
      if (!LOOKS.contains(action) && dice.chance(bias.look())) {
        look(builder, action, vcpu);
      }
    }
  }

  /** At what the action may have changed. */
  private static void look(ProgramBuilder builder, Action action, int vcpu) {
    switch (action) {
      case ENTER -> builder.enterAgain(vcpu);
      case WRITE_GLOBAL_CONTROL, ENTER_L2, LEAVE_L2, VISIT_L2 -> builder.lookAtGlobalControl(vcpu);
      default -> builder.look(vcpu);
    }
  }

  private int length(Dice dice) {
    return dice.between(Math.min(4, bias.maxSteps()), bias.maxSteps());
  }

  /** Usually a filter, then counters programmed and entered, then something they count. */
  private void start(ProgramBuilder builder, Dice dice, X86Machine machine) {
    int vcpu = vcpu(dice, machine);
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
    int[] weights = new int[ACTIONS.length];
    boolean filters = dice.chance(bias.changeWhileCounting());
    for (int i = 0; i < weights.length; i++) {
      boolean on = possible(ACTIONS[i], machine) && (filters || ACTIONS[i] != Action.SET_FILTER);
      weights[i] = on ? ACTIONS[i].weight : 0;
    }
    return weights;
  }

  private static boolean possible(Action action, X86Machine machine) {
    return switch (action) {
      case WRITE_SELECT -> machine.generalPurpose() > 0;
      case WRITE_FIXED_CONTROL -> machine.fixed() > 0;
      case WRITE_GLOBAL_CONTROL, WRITE_STATUS -> machine.globalControl();
      case WRITE_EFER -> machine.count(Register.Kind.EFER) > 0;
      case WRITE_COUNTER, READ, HOST_READ, HOST_WRITE -> machine.counters() > 0;
      case ENTER_L2, LEAVE_L2, VISIT_L2 -> machine.nested();
      case SET_FILTER, ENTER, RETIRE, EMULATE, RESET -> true;
    };
  }

  private void add(ProgramBuilder builder, Action action, int vcpu, Dice dice, X86Machine machine) {
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
    }
  }

  private void sweep(ProgramBuilder builder, Dice dice, X86Machine machine) {
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

  private void requests(ProgramBuilder builder, Dice dice) {
    for (int i = dice.between(1, bias.maxSteps()); i > 0; i--) {
      builder.setFilter();
    }
  }

  /**
   * So that a state nobody looked at becomes visible: every counter, which has the sum of all that
   * went wrong with it, and sometimes every control register.
   */
  private static void readEverything(ProgramBuilder builder, Dice dice, X86Machine machine) {
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

  /** The first one mostly, so that steps of a program meet on it. */
  private static int vcpu(Dice dice, X86Machine machine) {
    return machine.vcpus() == 1 || dice.chance(0.6) ? 0 : dice.below(machine.vcpus());
  }
}
