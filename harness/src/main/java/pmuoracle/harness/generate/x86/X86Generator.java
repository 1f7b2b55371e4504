package pmuoracle.harness.generate.x86;

import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Dice;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.Swarm;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.x86.Register;
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
  private final ShortPrograms shorts;

  public X86Generator(X86Model model, Bias bias) {
    this.model = model;
    this.bias = bias;
    machines = new MachineChoice(model);
    shorts = new ShortPrograms(model);
  }

  @Override
  public GuestProgram program(RandomGenerator random) {
    Dice dice = new Dice(random);
    if (bias.shape() == Bias.Shape.SHORT) {
      return shorts.draw(dice);
    }
    X86Machine machine = machines.draw(dice);
    Draft draft = new Draft(model, bias, dice, machine);
    switch (bias.shape()) {
      case WHOLE -> whole(draft, dice, machine);
      case SWEEP -> sweep(draft, dice, machine);
      case REQUESTS -> requests(draft, dice);
      case SHORT -> throw new AssertionError("drawn otherwise");
    }
    if (dice.chance(bias.epilogue())) {
      readEverything(draft, dice, machine);
    }
    return draft.program();
  }

  @Override
  public boolean mixed(RuleSet fired) {
    return (fired.contains(X86Rule.COUNT_AS_PROGRAMMED) || fired.contains(X86Rule.COUNT_MEDIATED))
        && (fired.contains(X86Rule.PROGRAM_DENIED)
            || fired.contains(X86Rule.EMULATED_DENIED)
            || fired.contains(X86Rule.FIXED_REJECT_FAULTS));
  }

  private void whole(Draft draft, Dice dice, X86Machine machine) {
    int length = Math.min(length(dice), length(dice));
    if (dice.chance(bias.programmed())) {
      start(draft, dice, machine);
    }
    length = Math.max(length, draft.size() + dice.below(6));
    Swarm swarm = Swarm.draw(dice, weights(dice, machine), ON);
    while (draft.size() < length) {
      int vcpu = vcpu(dice, machine);
      Action action = ACTIONS[swarm.pick(dice)];
      add(draft, action, vcpu, dice, machine);
      if (!LOOKS.contains(action) && dice.chance(bias.look())) {
        look(draft, action, vcpu);
      }
    }
  }

  /** At what the action may have changed. */
  private static void look(Draft draft, Action action, int vcpu) {
    switch (action) {
      case ENTER -> draft.enterAgain(vcpu);
      case WRITE_GLOBAL_CONTROL, ENTER_L2, LEAVE_L2, VISIT_L2 -> draft.lookAtGlobalControl(vcpu);
      default -> draft.look(vcpu);
    }
  }

  private int length(Dice dice) {
    return dice.between(Math.min(4, bias.maxSteps()), bias.maxSteps());
  }

  /** Usually a filter, then counters programmed and entered, then something they count. */
  private void start(Draft draft, Dice dice, X86Machine machine) {
    int vcpu = vcpu(dice, machine);
    boolean late = dice.chance(0.2);
    if (!late && dice.chance(0.85)) {
      draft.setFilter();
    }
    program(draft, vcpu, dice, machine);
    if (late) {
      draft.setFilter();
    }
    if (machine.nested() && dice.chance(0.3)) {
      draft.visitL2(vcpu);
    }
    draft.retire(vcpu);
    if (dice.chance(0.5)) {
      draft.look(vcpu);
    }
  }

  /** Some counters programmed, and entered. */
  private static void program(Draft draft, int vcpu, Dice dice, X86Machine machine) {
    int fixed = machine.fixed();
    if (machine.generalPurpose() > 0 && (fixed == 0 || dice.chance(0.8))) {
      int counters = dice.between(1, Math.min(3, machine.generalPurpose()));
      for (int i = 0; i < counters; i++) {
        draft.writeSelect(vcpu, i);
      }
    }
    if (fixed > 0 && dice.chance(0.6)) {
      draft.writeFixedControl(vcpu);
    }
    if (machine.globalControl() && dice.chance(fixed > 0 ? 0.8 : 0.3)) {
      draft.enableGlobally(vcpu);
    }
    for (int i = dice.between(-1, 2); i > 0 && machine.counters() > 0; i--) {
      draft.presetNearOverflow(vcpu);
    }
    if (dice.chance(0.9)) {
      draft.enter(vcpu);
      if (dice.chance(0.5)) {
        draft.enterAgain(vcpu);
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

  private void add(Draft draft, Action action, int vcpu, Dice dice, X86Machine machine) {
    switch (action) {
      case SET_FILTER -> draft.setFilter();
      case WRITE_SELECT -> draft.writeSelect(vcpu, dice.below(machine.generalPurpose()));
      case WRITE_FIXED_CONTROL -> draft.writeFixedControl(vcpu);
      case WRITE_GLOBAL_CONTROL -> draft.writeGlobalControl(vcpu);
      case WRITE_COUNTER -> draft.writeCounter(vcpu);
      case WRITE_STATUS -> draft.writeStatus(vcpu);
      case WRITE_EFER -> draft.writeEfer(vcpu, dice.chance(0.6));
      case READ -> draft.read(vcpu, anyRegister(dice, machine));
      case ENTER -> draft.enter(vcpu);
      case RETIRE -> draft.retire(vcpu);
      case EMULATE -> draft.emulate(vcpu);
      case ENTER_L2 -> draft.enterL2(vcpu);
      case LEAVE_L2 -> draft.leaveL2(vcpu);
      case VISIT_L2 -> draft.visitL2(vcpu);
      case HOST_READ -> draft.hostRead(vcpu);
      case HOST_WRITE -> draft.hostWrite(vcpu);
      case RESET -> {
        draft.reset(vcpu);
        if (dice.chance(bias.look())) {
          draft.look(vcpu);
        }
        if (dice.chance(0.7)) {
          program(draft, vcpu, dice, machine);
        }
      }
    }
  }

  private void sweep(Draft draft, Dice dice, X86Machine machine) {
    draft.setFilter();
    int vcpu = vcpu(dice, machine);
    for (int i = 0; i < machine.generalPurpose(); i++) {
      draft.writeSelect(vcpu, i);
    }
    if (machine.fixed() > 0) {
      draft.enableFixed(vcpu);
    }
    if (machine.globalControl() && dice.chance(machine.fixed() > 0 ? 0.9 : 0.5)) {
      draft.enableGlobally(vcpu);
    }
    for (int i = dice.between(-1, 2); i > 0 && machine.counters() > 0; i--) {
      draft.presetNearOverflow(vcpu);
    }
    draft.enter(vcpu);
    int first = machine.counters() == 0 ? 0 : dice.below(machine.counters());
    for (int i = 0; i < machine.counters() && draft.size() < bias.maxSteps(); i++) {
      draft.retireOf(vcpu, (first + i) % machine.counters());
    }
    if (dice.chance(0.5)) {
      draft.emulate(vcpu);
    }
  }

  private void requests(Draft draft, Dice dice) {
    for (int i = dice.between(1, bias.maxSteps()); i > 0; i--) {
      draft.setFilter();
    }
  }

  /**
   * So that a state nobody looked at becomes visible: every counter, which has the sum of all that
   * went wrong with it, and sometimes every control register.
   */
  private static void readEverything(Draft draft, Dice dice, X86Machine machine) {
    for (int vcpu = 0; vcpu < machine.vcpus(); vcpu++) {
      if (dice.chance(0.8)) {
        draft.enter(vcpu);
      }
      for (int i = 0; i < machine.counters(); i++) {
        draft.read(vcpu, draft.counter(i));
      }
      if (dice.chance(0.5)) {
        continue;
      }
      for (int i = 0; i < machine.generalPurpose(); i++) {
        draft.read(vcpu, Register.eventSelect(i));
      }
      if (machine.fixed() > 0) {
        draft.read(vcpu, Register.FIXED_CONTROL);
      }
      if (machine.globalControl()) {
        draft.read(vcpu, Register.GLOBAL_CONTROL);
        draft.read(vcpu, Register.GLOBAL_STATUS);
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
