package pmuoracle.harness.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import pmuoracle.harness.campaign.Divergence;
import pmuoracle.harness.campaign.Finding;
import pmuoracle.harness.file.Flag;
import pmuoracle.harness.file.Origin;
import pmuoracle.harness.file.Outcome;
import pmuoracle.harness.file.ProgramFile;
import pmuoracle.oracle.Decision;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Trace;

/**
 * A program on which two systems behave differently, and what a model says of it.
 *
 * @param finding where the one system stands for the prediction
 * @param said the model's decision at the place where they differ; empty if that is a fact, of
 *     which no model says anything
 * @param expected the model's whole prediction
 * @param agreeing those of the two systems that do not contradict it
 * @param contradicting those that do; one that gave no outcome when it was asked is in neither list
 */
public record SystemDifference(
    Finding finding,
    Model model,
    Optional<Decision> said,
    Trace expected,
    List<String> agreeing,
    List<String> contradicting) {
  private static final int LONGEST_NAME = 40;

  public SystemDifference {
    agreeing = List.copyOf(agreeing);
    contradicting = List.copyOf(contradicting);
  }

  /** Where the two differ; predicted is what the one shows, observed what the other does. */
  public Divergence difference() {
    return finding.shrunk();
  }

  public GuestProgram program() {
    return difference().program();
  }

  /** The program with what the model expects of it, and which system does as expected. */
  public ProgramFile file(long seed) {
    Origin origin =
        new Origin(
            "compare", OptionalLong.of(seed), OptionalLong.of(finding.index()), Optional.empty());
    return new ProgramFile(
        title(),
        model,
        said.map(Decision::rules).orElse(List.of()),
        List.of(Flag.FOUND_BY_FUZZ),
        Optional.empty(),
        program(),
        Optional.of(Outcome.of(expected)),
        contradicting,
        agreeing,
        Optional.of(origin));
  }

  /** What a file of it is called, which tells it from others. */
  public String name(String one, String other) {
    return "compare-%s-%s-%s-%d"
        .formatted(shortened(one), shortened(other), model.id(), finding.index());
  }

  /** A command may be longer than a file's name. */
  private static String shortened(String system) {
    return system.substring(0, Math.min(system.length(), LONGEST_NAME));
  }

  private String title() {
    Observation what = difference().decision().what();
    String verb = what.kind() == Observation.Kind.COUNT ? " advances by " : " is ";
    return "%s%s%s or %s, by two systems"
        .formatted(
            what.name(),
            verb,
            difference().show(difference().predicted()),
            difference().show(difference().observed()));
  }
}
