package pmuoracle.harness.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pmuoracle.harness.campaign.Divergence;
import pmuoracle.harness.campaign.Identity;
import pmuoracle.oracle.Decision;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;

/** Which models a system behaves as, and what rules the others out. */
public final class IdentityReport {
  private final Lines lines;
  private final Architecture architecture;
  private final String system;

  public IdentityReport(Lines lines, Architecture architecture, String system) {
    this.lines = lines;
    this.architecture = architecture;
    this.system = system;
  }

  /** Several lines, each ended. */
  public String text(Identity identity) {
    StringBuilder text = new StringBuilder(headline(identity)).append('\n');
    line(
        text,
        "asked",
        "%,d programs, %,d observations compared; it shows %s"
            .formatted(identity.programs(), identity.comparisons(), shown(identity.shown())));
    if (identity.cutShort()) {
      line(text, "cut", "short before all was asked");
    }
    for (Identity.Neighbours neighbours : identity.neighbours()) {
      append(text, neighbours);
    }
    identity
        .partly()
        .forEach(
            partly ->
                line(
                    text,
                    "also",
                    "%s, which says nothing of some machine it was: %s"
                        .formatted(partly.model().id(), partly.silence())));
    if (!identity.unasked().isEmpty()) {
      line(text, "unasked", ids(identity.unasked()) + ": nothing could be compared");
    }
    Map<GuestProgram, List<Identity.RuledOut>> byProgram = new LinkedHashMap<>();
    for (Identity.RuledOut out : identity.ruledOut()) {
      GuestProgram program = out.finding().shrunk().program();
      byProgram.computeIfAbsent(program, p -> new ArrayList<>()).add(out);
    }
    byProgram.forEach((program, all) -> append(text, program, all));
    return text.toString();
  }

  private String headline(Identity identity) {
    String asked = "%s on %s ".formatted(system, architecture.id());
    if (!identity.isAsked()) {
      return asked + "shows nothing that could be compared";
    }
    return switch (identity.agreeing().size()) {
      case 0 -> asked + "behaves as none of the models";
      case 1 -> asked + "behaves as " + ids(identity.agreeing());
      default ->
          asked
              + "behaves as each of "
              + ids(identity.agreeing())
              + ", and nothing it shows tells them apart";
    };
  }

  private static String shown(Set<Observation.Kind> kinds) {
    return kinds.isEmpty() ? "nothing" : names(kinds).collect(Collectors.joining(", "));
  }

  /** In the order of the vocabulary. */
  private static Stream<String> names(Set<Observation.Kind> kinds) {
    return kinds.stream().sorted().map(kind -> kind.name().toLowerCase(Locale.ROOT));
  }

  private void append(StringBuilder text, Identity.Neighbours neighbours) {
    String pair = neighbours.one().id() + " and " + neighbours.other().id();
    if (neighbours.apart().isEmpty()) {
      line(text, "alike", pair + ": no program is known on which they differ");
      return;
    }
    Identity.Apart apart = neighbours.apart().get();
    line(
        text,
        "alike",
        "%s: they differ in %s at step %d, %s"
            .formatted(pair, apart.what().name(), apart.step() + 1, told(apart.obstacle())));
    text.append("           ").append(program(apart.program(), neighbours.other())).append('\n');
  }

  private static String told(Identity.Obstacle obstacle) {
    return switch (obstacle) {
      case MACHINE -> "but it cannot be the machine";
      case STEP -> "but it cannot do all steps";
      case OBSERVATION -> "which it does not show";
    };
  }

  /** A program and the models it rules out. */
  private void append(StringBuilder text, GuestProgram program, List<Identity.RuledOut> all) {
    for (Identity.RuledOut out : all) {
      Divergence divergence = out.finding().shrunk();
      Decision decision = divergence.decision();
      String rule = Lines.rules(decision.rules().stream().limit(1).toList());
      line(
          text,
          "not",
          "%-24s step %d, %s: it shows %s, the model says %s %s"
              .formatted(
                  out.model().id(),
                  divergence.step() + 1,
                  decision.what().name(),
                  divergence.show(divergence.observed()),
                  Lines.value(decision),
                  rule));
    }
    text.append("           ").append(program(program, all.get(0).model())).append('\n');
  }

  /** The machine and the steps, on one line. */
  private String program(GuestProgram program, Model model) {
    return Stream.concat(Stream.of(lines.machine(program)), lines.steps(program, model).stream())
        .collect(Collectors.joining("; "));
  }

  private static String ids(List<Model> models) {
    return models.stream().map(Model::id).collect(Collectors.joining(", "));
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("  %-9s%s%n".formatted(name, value));
  }

  /** The same for programs that read it. */
  public Map<String, Object> json(Identity identity) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("system", system);
    json.put("architecture", architecture.id());
    json.put("result", result(identity));
    json.put("models", identity.agreeing().stream().map(Model::id).toList());
    json.put("partly", identity.partly().stream().map(p -> p.model().id()).toList());
    json.put("unasked", identity.unasked().stream().map(Model::id).toList());
    json.put("cutShort", identity.cutShort());
    json.put("programs", identity.programs());
    json.put("compared", identity.comparisons());
    json.put("shown", names(identity.shown()).toList());
    json.put("alike", identity.neighbours().stream().map(this::json).toList());
    json.put("ruledOut", identity.ruledOut().stream().map(this::json).toList());
    return json;
  }

  private static String result(Identity identity) {
    if (!identity.isAsked()) {
      return "unasked";
    }
    return switch (identity.agreeing().size()) {
      case 0 -> "none";
      case 1 -> "one";
      default -> "several";
    };
  }

  private Map<String, Object> json(Identity.Neighbours neighbours) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("models", List.of(neighbours.one().id(), neighbours.other().id()));
    neighbours
        .apart()
        .ifPresent(
            apart -> {
              json.put("step", apart.step() + 1);
              json.put("observation", apart.what().name());
              json.put("obstacle", apart.obstacle().name().toLowerCase(Locale.ROOT));
              lines.putProgram(json, apart.program(), neighbours.other());
            });
    return json;
  }

  private Map<String, Object> json(Identity.RuledOut out) {
    return new DivergenceReport(lines, out.model(), system).json(out.finding().shrunk());
  }
}
