package pmuoracle.harness.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Trace;

/** Predicted and observed outcomes of one program. */
public record SideBySide(GuestProgram program, Trace predicted, Trace observed) {
  /** How many cells both know. */
  public long compared() {
    long compared = 0;
    for (int step = 0; step < program.steps().size(); step++) {
      for (int place = 0; place < predicted.width(step); place++) {
        compared += predicted.isKnown(step, place) && observed.isKnown(step, place) ? 1 : 0;
      }
    }
    return compared;
  }

  /** Whether some cell that both know is not the same. */
  public boolean differs() {
    for (int step = 0; step < program.steps().size(); step++) {
      if (differs(step)) {
        return true;
      }
    }
    return false;
  }

  private boolean differs(int step) {
    for (int place = 0; place < predicted.width(step); place++) {
      if (predicted.isKnown(step, place)
          && observed.isKnown(step, place)
          && predicted.cell(step, place) != observed.cell(step, place)) {
        return true;
      }
    }
    return false;
  }

  /** Several lines, each ended; a differing step is marked. */
  public String text(String file, Lines lines, Model model, String system) {
    StringBuilder text =
        new StringBuilder("%s: %s against %s%n".formatted(file, system, model.id()));
    for (int step = 0; step < program.steps().size(); step++) {
      List<Observation> what = program.machine().observations(program.steps().get(step));
      text.append(
          "%s%3d  %s%n"
              .formatted(differs(step) ? "->" : "  ", step + 1, lines.step(program, step, model)));
      if (!what.isEmpty()) {
        text.append("         predicted  ").append(predicted.show(step, what)).append('\n');
        text.append("         observed   ").append(observed.show(step, what)).append('\n');
      }
    }
    return text.append(words()).append('\n').toString();
  }

  private String words() {
    if (differs()) {
      return "they differ";
    }
    return compared() == 0
        ? "inconclusive: nothing was compared"
        : "they agree in the %,d observations that both know".formatted(compared());
  }

  /** The same for programs that read it. */
  public Map<String, Object> json(String file, Model model, String system) {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (int step = 0; step < program.steps().size(); step++) {
      List<Observation> what = program.machine().observations(program.steps().get(step));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("step", program.steps().get(step).verb());
      row.put("predicted", predicted.show(step, what));
      row.put("observed", observed.show(step, what));
      row.put("differs", differs(step));
      steps.add(row);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file);
    json.put("model", model.id());
    json.put("system", system);
    json.put("met", !differs() && compared() > 0);
    json.put("steps", steps);
    return json;
  }
}
