package pmuoracle.spec;

import java.util.Optional;

/**
 * What every machine's facts and steps are checked for. A message is made only if it is needed:
 * campaigns make millions of machines.
 */
public final class MachineFacts {
  private MachineFacts() {}

  /** An {@link IllegalArgumentException} unless the field's value is between these, or is one. */
  public static void range(String field, int value, int low, int high) {
    if (value < low || value > high) {
      require(false, field, value, "expected " + low + " to " + high);
    }
  }

  /** An {@link IllegalArgumentException} about the field unless the condition holds. */
  public static void require(boolean condition, String field, int value, String message) {
    if (!condition) {
      throw new IllegalArgumentException(field + " " + value + "; " + message);
    }
  }

  /** An {@link IllegalArgumentException} unless the condition holds. */
  public static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * Why no machine of the architecture with so many virtual CPUs has the step, or empty.
   *
   * @param isItsStep whether the step is of the architecture
   */
  public static Optional<String> refusal(
      Architecture architecture, int vcpus, Step step, boolean isItsStep) {
    if (!isItsStep) {
      return Optional.of(step.verb() + " is not a step of " + architecture.id());
    }
    return step.vcpu() < 0 || step.vcpu() >= vcpus
        ? Optional.of("vcpu " + step.vcpu() + "; the machine has " + vcpus)
        : Optional.empty();
  }
}
