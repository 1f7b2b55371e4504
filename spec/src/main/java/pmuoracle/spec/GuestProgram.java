package pmuoracle.spec;

import java.util.List;
import java.util.Optional;

/**
 * The test input: a machine and the steps that happen on it. Well-formed by construction: an {@link
 * IllegalArgumentException} names the first step the machine refuses.
 */
public record GuestProgram(Machine machine, Steps steps) {
  /** The longest program; a limit of the project, not of the kernel. */
  public static final int MAX_STEPS = 10_000;

  public GuestProgram {
    if (steps.size() > MAX_STEPS) {
      throw new IllegalArgumentException(steps.size() + " steps; at most " + MAX_STEPS);
    }
    for (int i = 0; i < steps.size(); i++) {
      Optional<String> refusal = machine.refusal(steps.get(i), steps.kind(i));
      if (refusal.isPresent()) {
        throw new IllegalArgumentException("step " + (i + 1) + ": " + refusal.get());
      }
    }
  }

  public GuestProgram(Machine machine, List<Step> steps) {
    this(machine, Steps.copyOf(steps));
  }
}
