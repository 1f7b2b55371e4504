package pmuoracle.harness.report;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.sweep.FilterDifference;
import pmuoracle.spec.Questions;

/** How two filters relate, with an event for each direction and how many there are. */
public final class FilterReport {
  private final ArchitectureKit kit;

  public FilterReport(ArchitectureKit kit) {
    this.kit = kit;
  }

  /** Several lines, each ended. */
  public String text(FilterDifference difference) {
    StringBuilder text = new StringBuilder();
    text.append(kit.codec().write(difference.machine())).append('\n');
    text.append(
        "  %s; all %,d questions asked, of the encoding and of the implementation%n"
            .formatted(difference.relation().words(), difference.asked()));
    Questions questions = kit.questions(difference.machine());
    text.append(only("the first", questions, difference.onlyFirst()));
    text.append(only("the second", questions, difference.onlySecond()));
    return text.toString();
  }

  private static String only(String which, Questions questions, BitSet set) {
    return set.isEmpty()
        ? ""
        : "  allowed by %s only: %,d, the first %s%n"
            .formatted(which, set.cardinality(), questions.name(set.nextSetBit(0)));
  }

  /** The same for programs that read it. */
  public Map<String, Object> json(FilterDifference difference) {
    Questions questions = kit.questions(difference.machine());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("machine", kit.codec().write(difference.machine()).toString());
    json.put("relation", difference.relation().words());
    json.put("asked", difference.asked());
    put(json, "first-only", questions, difference.onlyFirst());
    put(json, "second-only", questions, difference.onlySecond());
    return json;
  }

  private static void put(Map<String, Object> json, String name, Questions questions, BitSet set) {
    json.put(name, set.cardinality());
    if (!set.isEmpty()) {
      json.put(name + "-witness", questions.name(set.nextSetBit(0)));
    }
  }
}
