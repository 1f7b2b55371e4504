package pmuoracle.harness.report;

import pmuoracle.harness.campaign.SystemFailure;
import pmuoracle.harness.system.SystemFailed;

/** Why there is no outcome of a program. */
public final class FailureReport {
  private FailureReport() {}

  /** Several lines, each ended. */
  public static String text(SystemFailure failure) {
    String text =
        "program %d: the system gave no outcome: %s%n"
            .formatted(failure.index(), SystemFailed.told(failure.cause()));
    int before = failure.program().steps().size();
    int after = failure.least().steps().size();
    text +=
        failure.least().equals(failure.program())
            ? ""
            : "  shrunk   %d steps -> %d%n".formatted(before, after);
    return text + failure.batch().map(FailureReport::text).orElse("");
  }

  private static String text(SystemFailure.Batch batch) {
    long last = batch.first() + batch.programs() - 1;
    String programs = "programs %d to %d at once".formatted(batch.first(), last);
    return batch.narrowed()
        ? "  first seen when it was given %s: %s%n"
            .formatted(programs, SystemFailed.told(batch.cause()).lines().findFirst().orElse(""))
        : "  it was given %s; run one by one, none of them does this, so none is stored%n"
            .formatted(programs);
  }
}
