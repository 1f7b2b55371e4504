package pmuoracle.harness.generate;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;

/** The steps of one program, as they are drawn. */
public abstract class PartialProgram<M extends Machine> {
  protected final Dice dice;
  protected final M machine;
  private final List<Step> steps = new ArrayList<>(32);

  protected PartialProgram(Dice dice, M machine) {
    this.dice = dice;
    this.machine = machine;
  }

  protected final void add(Step step) {
    steps.add(step);
  }

  /** How many steps it has. */
  public final int size() {
    return steps.size();
  }

  /** The program of the steps so far. */
  public final GuestProgram program() {
    return new GuestProgram(machine, steps);
  }
}
