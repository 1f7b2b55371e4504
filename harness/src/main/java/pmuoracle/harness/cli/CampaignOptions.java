package pmuoracle.harness.cli;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pmuoracle.harness.campaign.Budget;
import pmuoracle.harness.campaign.CampaignPlan;
import pmuoracle.harness.corpus.Corpus;
import pmuoracle.harness.file.Nearest;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.system.SystemId;
import pmuoracle.spec.BadInput;

/** What the campaigns of all verbs take: which programs, how many, how long, what becomes of it. */
final class CampaignOptions {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Quantity.Seed.class,
      description = "default: drawn and printed")
  private @Nullable Long seed;

  @Option(
      names = "--programs",
      paramLabel = "N",
      description = "how many for each pair that is compared")
  private @Nullable Long programs;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = Quantity.Time.class,
      description =
          "how long in all, with asking a system which model it is but without starting it (default: 60s)")
  private @Nullable Duration time;

  @Option(
      names = "--bias",
      paramLabel = "PRESET",
      description = "whole, sweep, requests or short; default: one drawn for each program")
  private String bias = "";

  @Mixin private WorkOptions work;

  void requireUsable() {
    if (programs != null && time != null) {
      throw new BadInput("--programs and --for exclude each other");
    }
    if (programs != null) {
      Quantity.require("--programs", programs, Quantity.POSITIVE);
    }
    work.requireUsable();
  }

  boolean hasTime() {
    return time != null;
  }

  Corpus corpus() {
    return work.corpus();
  }

  /** The seed asked for, else one drawn. */
  long drawn() {
    return seed != null ? seed : new SecureRandom().nextLong();
  }

  /** A {@link BadInput} if a preset is asked for that one of the systems cannot be given. */
  void requireBiasFor(List<String> systems) {
    if (!bias.isEmpty()
        && !bias.equals(Bias.REQUESTS.id())
        && systems.contains(SystemId.KVM.toString())) {
      throw new BadInput(
          "--bias %s: the running kernel is given requests only; expected --bias %s or none"
              .formatted(bias, Bias.REQUESTS.id()));
    }
  }

  List<Bias> presets() {
    if (bias.isEmpty()) {
      return Bias.USUAL;
    }
    List<String> ids = Bias.PRESETS.stream().map(Bias::id).toList();
    if (!ids.contains(bias)) {
      throw new BadInput("unknown bias '" + bias + "'; " + Nearest.expectation(bias, "", ids));
    }
    return Bias.PRESETS.stream().filter(b -> b.id().equals(bias)).toList();
  }

  /** The time of the whole command: without a limit if a number of programs is asked for. */
  Budget budget() {
    Duration whole = time != null ? time : MINUTE;
    return new Budget(programs != null ? Long.MAX_VALUE : whole.toNanos());
  }

  /** Tells what is not part of the time asked for. */
  void tellBeside(Budget budget, PrintWriter err) {
    if (hasTime()) {
      err.printf("beside --for: %.1f s for starting systems and models%n", budget.beside() / 1e9);
    }
  }

  /** A campaign of the number of programs that is asked for, or of this time. */
  CampaignPlan plan(long drawn, long nanoseconds, AtomicBoolean stop) {
    return programs != null
        ? counted(drawn, programs, stop)
        : CampaignPlan.ofTime(drawn, nanoseconds, work.threads())
            .withStop(stop)
            .withRetries(work.retries());
  }

  /** The number of programs that is asked for, else this one, however long they take. */
  CampaignPlan counted(long drawn, long usual, AtomicBoolean stop) {
    return CampaignPlan.ofPrograms(drawn, programs != null ? programs : usual, work.threads())
        .withStop(stop)
        .withRetries(work.retries());
  }
}
