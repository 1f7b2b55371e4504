package pmuoracle.harness.generate;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import pmuoracle.harness.system.MachineLimits;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;

/**
 * Guest programs of the shape that a bias has.
 *
 * @param <A> what a step of a whole program may do; a kind of step has several where registers
 *     differ
 */
public abstract class ShapedGenerator<
        M extends Machine, P extends PartialProgram<M>, A extends Enum<A>>
    implements Generator {
  private static final double ON = 0.65;

  protected final Bias bias;
  protected final List<A> actions;
  private final Set<A> looks;

  /**
   * A generator.
   *
   * @param looks actions that only make visible what others did
   */
  protected ShapedGenerator(Bias bias, Class<A> actions, Set<A> looks) {
    this.bias = bias;
    this.actions = List.of(actions.getEnumConstants());
    this.looks = looks;
  }

  @Override
  public final GuestProgram program(RandomGenerator random) {
    return program(random, MachineLimits.NONE);
  }

  @Override
  public final GuestProgram program(RandomGenerator random, MachineLimits limits) {
    Dice dice = new Dice(random);
    if (bias.shape() == Bias.Shape.SHORT) {
      return shortProgram(dice, limits);
    }
    M machine = machine(dice, limits);
    P program = begin(dice, machine);
    switch (bias.shape()) {
      case WHOLE -> whole(program, dice, machine);
      case SWEEP -> sweep(program, dice, machine);
      case REQUESTS -> requests(program, dice, machine);
      case SHORT -> throw new AssertionError("drawn otherwise");
    }
    if (dice.chance(bias.epilogue())) {
      readEverything(program, dice, machine);
    }
    return program.program();
  }

  protected abstract GuestProgram shortProgram(Dice dice, MachineLimits limits);

  protected abstract M machine(Dice dice, MachineLimits limits);

  protected abstract P begin(Dice dice, M machine);

  protected abstract void whole(P program, Dice dice, M machine);

  protected abstract void sweep(P program, Dice dice, M machine);

  protected abstract void requests(P program, Dice dice, M machine);

  protected abstract void readEverything(P program, Dice dice, M machine);

  protected abstract void add(P program, A action, int vcpu, Dice dice, M machine);

  /** Makes visible what the action may have changed. */
  protected abstract void look(P program, A action, int vcpu);

  /** Adds random actions of these weights, in the order of all actions, up to this many steps. */
  protected final void addActions(P program, Dice dice, M machine, int[] weights, int length) {
    Swarm swarm = Swarm.draw(dice, weights, ON);
    while (program.size() < length) {
      int vcpu = vcpu(dice, machine);
      A action = actions.get(swarm.pick(dice));
      add(program, action, vcpu, dice, machine);
      if (!looks.contains(action) && dice.chance(bias.look())) {
        look(program, action, vcpu);
      }
    }
  }

  protected final int length(Dice dice) {
    return dice.between(Math.min(4, bias.maxSteps()), bias.maxSteps());
  }

  /** The first virtual CPU mostly, so that steps of a program meet on it. */
  protected final int vcpu(Dice dice, M machine) {
    return machine.vcpus() == 1 || dice.chance(0.6) ? 0 : dice.below(machine.vcpus());
  }
}
