package pmuoracle.harness.cli;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pmuoracle.harness.campaign.Plan;
import pmuoracle.harness.corpus.Corpus;
import pmuoracle.harness.file.Nearest;
import pmuoracle.harness.generate.Bias;
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
      description = "how long in all (default: 60s)")
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
    if (programs != null && programs < 1) {
      throw new BadInput("--programs " + programs + "; expected at least 1");
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

  /** One of so many campaigns, with the number of programs that is asked for or in its time. */
  Plan plan(long drawn, int campaigns, AtomicBoolean stop) {
    Duration whole = time != null ? time : MINUTE;
    Plan plan =
        programs != null
            ? Plan.ofPrograms(drawn, programs, work.threads())
            : Plan.ofTime(drawn, whole.toNanos() / campaigns, work.threads());
    return plan.withStop(stop);
  }

  /** The number of programs that is asked for, else this one, however long they take. */
  Plan counted(long drawn, long usual, AtomicBoolean stop) {
    return Plan.ofPrograms(drawn, programs != null ? programs : usual, work.threads())
        .withStop(stop);
  }
}
