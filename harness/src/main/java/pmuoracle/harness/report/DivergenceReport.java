package pmuoracle.harness.report;

import java.util.LinkedHashMap;
import java.util.Map;
import pmuoracle.harness.campaign.Divergence;
import pmuoracle.oracle.Decision;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Rule;

/**
 * A divergence told as an argument: the program, what the model says and why, what the system did.
 */
public final class DivergenceReport {
  private final Lines lines;
  private final Model model;
  private final String system;

  public DivergenceReport(Lines lines, Model model, String system) {
    this.lines = lines;
    this.model = model;
    this.system = system;
  }

  /** Several lines, each ended. */
  public String text(Divergence divergence) {
    Decision decision = divergence.decision();
    StringBuilder text = new StringBuilder(headline(divergence)).append('\n');
    text.append(lines.program(divergence.program(), model, divergence.step()));
    text.append(
        "  model    %s  %s %s%n"
            .formatted(model.id(), Lines.answer(decision), Lines.rules(decision.rules())));
    if (!decision.because().isEmpty()) {
      text.append("           ").append(decision.because()).append('\n');
    }
    decision.rules().stream()
        .limit(1)
        .map(Rule::sentence)
        .forEach(s -> text.append("           ").append(s).append('\n'));
    text.append(
        "  system   %s  %s %s%n"
            .formatted(system, decision.what().name(), divergence.show(divergence.observed())));
    return text.toString();
  }

  private String headline(Divergence divergence) {
    Observation what = divergence.decision().what();
    String observed = divergence.show(divergence.observed());
    String predicted = divergence.show(divergence.predicted());
    String step = "divergence at step " + (divergence.step() + 1) + ": ";
    return switch (what.kind()) {
      case COUNT ->
          step
              + "counter "
              + what.name()
              + " advanced by "
              + observed
              + ", the model says "
              + predicted;
      case ERRNO, FAULT, VALUE, HARDWARE, FACT ->
          step + what.name() + " " + observed + ", the model says " + predicted;
    };
  }

  /** The same for programs that read it. */
  public Map<String, Object> json(Divergence divergence) {
    Decision decision = divergence.decision();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", model.id());
    json.put("system", system);
    json.put("step", divergence.step() + 1);
    json.put("observation", decision.what().name());
    json.put("predicted", divergence.show(divergence.predicted()));
    json.put("observed", divergence.show(divergence.observed()));
    json.put("rules", decision.rules().stream().map(Rule::id).toList());
    json.put("because", decision.because());
    lines.putProgram(json, divergence.program(), model);
    return json;
  }
}
