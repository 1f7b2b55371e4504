package pmuoracle.harness.report;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.file.FormWriter;
import pmuoracle.harness.sweep.FilterDifference;
import pmuoracle.harness.sweep.FilterPair;
import pmuoracle.spec.Questions;

/** How two filters relate, with an event for each direction and how many there are. */
public final class FilterReport {
  private final ArchitectureKit kit;

  public FilterReport(ArchitectureKit kit) {
    this.kit = kit;
  }

  /** Several lines, each ended. */
  public String text(FilterPair.OnMachine machine) {
    return machine instanceof FilterPair.Refused refused
        ? text(refused)
        : text(((FilterPair.Compared) machine).difference());
  }

  private String text(FilterPair.Refused refused) {
    StringBuilder text = new StringBuilder();
    text.append(FormWriter.machine(kit.forms(), refused.machine())).append('\n');
    text.append("  ").append(words(refused)).append("; nothing asked\n");
    Stream.concat(refused.first().stream(), refused.second().stream())
        .distinct()
        .forEach(why -> text.append("  ").append(why).append('\n'));
    return text.toString();
  }

  private static String words(FilterPair.Refused refused) {
    if (!refused.isDifference()) {
      return "neither has a meaning here";
    }
    return refused.first().isEmpty()
        ? "different: only the first has a meaning here"
        : "different: only the second has a meaning here";
  }

  private String text(FilterDifference difference) {
    StringBuilder text = new StringBuilder();
    text.append(FormWriter.machine(kit.forms(), difference.machine())).append('\n');
    text.append(
        "  %s; all %,d questions asked, of the encoding and of the implementation%n"
            .formatted(words(difference), difference.asked()));
    Questions questions = kit.questions(difference.machine());
    text.append(only("allowed by the first", questions, difference.onlyFirst()));
    text.append(only("allowed by the second", questions, difference.onlySecond()));
    text.append(only("shown in PMCEID by the first", questions, difference.shownByFirst()));
    text.append(only("shown in PMCEID by the second", questions, difference.shownBySecond()));
    return text.toString();
  }

  private static String words(FilterDifference difference) {
    String relation = difference.relation().words();
    boolean shows = difference.relation() == FilterDifference.Relation.EQUIVALENT;
    return shows && !difference.isNone()
        ? relation + " in what counts, different in what the guest is told of"
        : relation;
  }

  private static String only(String which, Questions questions, BitSet set) {
    return set.isEmpty()
        ? ""
        : "  %s only: %,d, the first %s%n"
            .formatted(which, set.cardinality(), questions.name(set.nextSetBit(0)));
  }

  /** The same for programs that read it. */
  public Map<String, Object> json(FilterPair.OnMachine machine) {
    return machine instanceof FilterPair.Refused refused
        ? json(refused)
        : json(((FilterPair.Compared) machine).difference());
  }

  private Map<String, Object> json(FilterPair.Refused refused) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("machine", FormWriter.machine(kit.forms(), refused.machine()).toString());
    json.put("relation", words(refused));
    json.put("asked", 0);
    json.put("first-refused", refused.first());
    json.put("second-refused", refused.second());
    return json;
  }

  private Map<String, Object> json(FilterDifference difference) {
    Questions questions = kit.questions(difference.machine());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("machine", FormWriter.machine(kit.forms(), difference.machine()).toString());
    json.put("relation", difference.relation().words());
    json.put("asked", difference.asked());
    put(json, "first-only", questions, difference.onlyFirst());
    put(json, "second-only", questions, difference.onlySecond());
    put(json, "shown-by-first-only", questions, difference.shownByFirst());
    put(json, "shown-by-second-only", questions, difference.shownBySecond());
    return json;
  }

  private static void put(Map<String, Object> json, String name, Questions questions, BitSet set) {
    json.put(name, set.cardinality());
    if (!set.isEmpty()) {
      json.put(name + "-witness", questions.name(set.nextSetBit(0)));
    }
  }
}
