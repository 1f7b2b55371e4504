package pmuoracle.harness.generate.arm64;

import java.util.EnumSet;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Dice;
import pmuoracle.harness.generate.MachineFit;
import pmuoracle.harness.generate.ShapedGenerator;
import pmuoracle.harness.generate.Transitions;
import pmuoracle.harness.system.MachineLimits;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.arm64.Arm64Forms;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Rule;

/** Guest programs for one model of arm64 under one bias. */
public final class Arm64Generator
    extends ShapedGenerator<Arm64Machine, ProgramBuilder, Arm64Generator.Action> {
  enum Action {
    SET_FILTER,
    SELECT_PMU,
    INIT,
    RUN,
    WRITE_TYPE,
    WRITE_COUNTER,
    WRITE_ENABLES,
    WRITE_CONTROL,
    WRITE_OVERFLOW,
    WRITE_HYP_CONTROL,
    WRITE_HYP_CONFIGURATION,
    READ,
    HOST_WRITE,
    SW_INCR,
    GO,
    TURN,
    RESET_COUNTERS,
    WRAP,
    LOAD,
    RETIRE
  }

  private final Arm64Model model;
  private final MachineChoice machines;
  private final MachineFit fit;
  private final ShortPrograms shorts;

  /** Without and with calls, each on machines that are not nested and that are. */
  private final int[][] weights;

  public Arm64Generator(Arm64Model model, Bias bias) {
    super(bias, Action.class, EnumSet.of(Action.READ, Action.RETIRE, Action.TURN));
    this.model = model;
    machines = new MachineChoice(model);
    fit = new MachineFit(Arm64Forms.MACHINE, model);
    shorts = new ShortPrograms(model);
    weights =
        new int[][] {
          weights(false, false), weights(false, true), weights(true, false), weights(true, true)
        };
  }

  @Override
  protected GuestProgram shortProgram(Dice dice, MachineLimits limits) {
    return shorts.draw(dice, machine -> fit.of(machine, limits));
  }

  @Override
  protected Arm64Machine machine(Dice dice, MachineLimits limits) {
    return fit.of(machines.draw(dice), limits);
  }

  @Override
  protected ProgramBuilder begin(Dice dice, Arm64Machine machine) {
    return new ProgramBuilder(model, bias, dice, machine);
  }

  @Override
  public boolean mixed(RuleSet fired) {
    boolean counted =
        fired.contains(Arm64Rule.ENABLED_BY_E)
            || fired.contains(Arm64Rule.ENABLED_BY_HPME)
            || fired.contains(Arm64Rule.VIRTUAL_MDCR_UNREFLECTED);
    // Where the guest owns the counters no rule says that an event was denied, only by what.
    boolean denied =
        fired.contains(Arm64Rule.DENIED_NO_EVENT)
            || (fired.contains(Arm64Rule.HARDWARE_EL1)
                && fired.contains(Arm64Rule.LAST_RANGE_DECIDES)
                && fired.contains(Arm64Rule.DEFAULT_DECIDES));
    return counted && denied;
  }

  @Override
  public Transitions transitions() {
    return new Arm64Transitions(model);
  }

  @Override
  protected void whole(ProgramBuilder builder, Dice dice, Arm64Machine machine) {
    Lifecycle.add(model, dice, machine, builder, dice.chance(0.85) ? 1 : 0);
    int length = builder.size() + Math.min(length(dice), length(dice));
    if (dice.chance(bias.programmed())) {
      start(builder, dice, machine);
      if (dice.chance(0.3)) {
        int before = builder.size();
        new Turns(dice, machine, builder, builder.guest(vcpu(dice, machine))).turn();
        length += builder.size() - before;
      }
    }
    boolean calls = dice.chance(bias.changeWhileCounting());
    addActions(
        builder, dice, machine, weights[(calls ? 2 : 0) + (machine.nested() ? 1 : 0)], length);
  }

  /** Counters given events, enabled and switched on in any order, then something they count. */
  private void start(ProgramBuilder builder, Dice dice, Arm64Machine machine) {
    int vcpu = builder.guest(vcpu(dice, machine));
    if (machine.nested() && dice.chance(0.4)) {
      builder.writeHypControl(vcpu);
    }
    boolean first = dice.chance(0.3);
    if (first) {
      builder.enableAll(vcpu);
    }
    int counters = dice.between(1, Math.min(3, machine.counters()));
    if (counters > 1 && dice.chance(0.15)) {
      builder.writeChain(vcpu, 0);
    } else {
      for (int i = 0; i < counters; i++) {
        builder.writeCountingType(vcpu, i);
      }
    }
    boolean cycles = dice.chance(0.4);
    if (cycles) {
      builder.writeCountingType(vcpu, Arm64Machine.CYCLE);
    }
    if (!first) {
      builder.enableAll(vcpu);
    }
    builder.switchOn(vcpu);
    if (dice.chance(0.25)) {
      builder.writeCounter(vcpu);
    }
    for (int i = dice.between(1, 3); i > 0; i--) {
      if (dice.chance(0.3)) {
        builder.go(vcpu);
      }
      int counter = dice.below(cycles ? counters + 1 : counters);
      builder.retireOf(vcpu, counter == counters ? Arm64Machine.CYCLE : counter);
    }
  }

  /** The usual weights, without what a machine or the model lacks. */
  private int[] weights(boolean calls, boolean nested) {
    return actions.stream().mapToInt(action -> weight(action, calls, nested)).toArray();
  }

  private int weight(Action action, boolean calls, boolean nested) {
    return switch (action) {
      case SET_FILTER -> calls ? 3 : 0;
      case SELECT_PMU -> calls && model.selectsPmu() ? 1 : 0;
      case INIT, RUN -> calls ? 1 : 0;
      case WRITE_HYP_CONTROL -> nested ? 3 : 0;
      case WRITE_HYP_CONFIGURATION -> nested ? 2 : 0;
      case WRITE_OVERFLOW, HOST_WRITE, RESET_COUNTERS, WRAP -> 1;
      case WRITE_COUNTER, WRITE_CONTROL, READ, SW_INCR, LOAD, TURN -> 2;
      case WRITE_ENABLES -> 3;
      case GO -> 5;
      case WRITE_TYPE -> 6;
      case RETIRE -> 9;
    };
  }

  @Override
  protected void look(ProgramBuilder builder, Action action, int vcpu) {
    builder.look(builder.guest(vcpu));
  }

  @Override
  protected void add(
      ProgramBuilder builder, Action action, int vcpu, Dice dice, Arm64Machine machine) {
    int guest = builder.guest(vcpu);
    switch (action) {
      case SET_FILTER -> builder.setFilter(dice.below(machine.vcpus()));
      case SELECT_PMU -> builder.selectPmu(dice.below(machine.vcpus()));
      case INIT -> builder.init(dice.below(machine.vcpus()));
      case RUN -> builder.run(dice.below(machine.vcpus()));
      case WRITE_TYPE -> builder.writeType(guest, builder.anyCounter());
      case WRITE_COUNTER -> builder.writeCounter(guest);
      case WRITE_ENABLES -> builder.writeEnables(guest);
      case WRITE_CONTROL -> builder.writeControl(guest);
      case WRITE_OVERFLOW -> builder.writeOverflow(guest);
      case WRITE_HYP_CONTROL -> builder.writeHypControl(guest);
      case WRITE_HYP_CONFIGURATION -> builder.writeHypConfiguration(guest);
      case READ -> builder.read(guest);
      case HOST_WRITE -> builder.hostWrite(vcpu);
      case SW_INCR -> builder.swIncr(guest);
      case GO -> builder.go(guest);
      case TURN -> new Turns(dice, machine, builder, guest).turn();
      case RESET_COUNTERS -> new Turns(dice, machine, builder, guest).reset();
      case WRAP -> new Turns(dice, machine, builder, guest).wrap();
      case LOAD -> builder.load(guest);
      case RETIRE -> builder.retire(guest);
    }
  }

  /** Every counter on its own event, then its event at one place after another. */
  @Override
  protected void sweep(ProgramBuilder builder, Dice dice, Arm64Machine machine) {
    Lifecycle.add(model, dice, machine, builder, 1);
    int vcpu = builder.guest(vcpu(dice, machine));
    int length = builder.size() + 2 * machine.counters() + bias.maxSteps();
    if (machine.nested() && dice.chance(0.5)) {
      builder.writeHypControl(vcpu);
    }
    for (int i = 0; i < machine.counters(); i++) {
      builder.writeType(vcpu, i);
    }
    builder.writeType(vcpu, Arm64Machine.CYCLE);
    builder.enableAll(vcpu);
    builder.switchOn(vcpu);
    int first = dice.below(machine.counters());
    for (int round = 0; round < 3 && builder.size() < length; round++) {
      for (int i = 0; i < machine.counters() && builder.size() < length; i++) {
        builder.retireOf(vcpu, (first + i) % machine.counters());
      }
      builder.retireOf(vcpu, Arm64Machine.CYCLE);
      if (dice.chance(0.4)) {
        builder.swIncr(vcpu);
      }
      builder.go(vcpu);
    }
  }

  @Override
  protected void readEverything(ProgramBuilder builder, Dice dice, Arm64Machine machine) {
    builder.readEverything();
  }

  @Override
  protected void requests(ProgramBuilder builder, Dice dice, Arm64Machine machine) {
    int length = dice.between(1, bias.maxSteps());
    if (dice.chance(0.3)) {
      Lifecycle.add(model, dice, machine, builder, length);
      return;
    }
    while (builder.size() < length) {
      int vcpu = dice.below(machine.vcpus());
      switch (dice.below(16)) {
        case 0 -> builder.init(vcpu);
        case 1 -> builder.run(vcpu);
        case 2 -> {
          if (model.selectsPmu()) {
            builder.selectPmu(vcpu);
          }
        }
        default -> builder.setFilter(vcpu);
      }
    }
  }
}
