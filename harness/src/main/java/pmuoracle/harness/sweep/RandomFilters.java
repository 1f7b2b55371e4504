package pmuoracle.harness.sweep;

import java.util.List;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.spec.Errno;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Questions;
import pmuoracle.spec.Step;

/** Random filters, each asked about everything there is, on both sides. One thread. */
public final class RandomFilters {
  private static final String VERB = "set-filter";

  private final ArchitectureKit kit;
  private final Generator generator;
  private final TwoSides sides;
  private long filters;
  private long accepted;
  private long questions;
  private long unsettled;

  public RandomFilters(ArchitectureKit kit, Model model) {
    this.kit = kit;
    generator = kit.generator(model, Bias.SWEEP);
    sides = new TwoSides(kit, model);
  }

  /** Installs and asks the filter of this number; both sides say the same. */
  public void ask(long seed, long index) throws TwoSides.Divergence {
    GuestProgram program = generator.program(seed, index);
    List<Step> requests =
        program.steps().stream().filter(step -> step.verb().equals(VERB)).toList();
    List<Errno> errnos = sides.install(program.machine(), requests);
    filters++;
    accepted += errnos.contains(Errno.OK) ? 1 : 0;
    if (!sides.isSettled()) {
      unsettled++;
      return;
    }
    Questions asked = kit.questions(program.machine());
    try {
      sides.allowed();
    } catch (TwoSides.Divergence divergence) {
      throw divergence.of(asked, program.machine(), requests);
    }
    questions += asked.size();
  }

  public long filters() {
    return filters;
  }

  /** How many were accepted at least in part. */
  public long accepted() {
    return accepted;
  }

  /** How many questions both sides answered alike. */
  public long questions() {
    return questions;
  }

  /** How many filters were not asked because the model's sources leave open what they say. */
  public long unsettled() {
    return unsettled;
  }
}
