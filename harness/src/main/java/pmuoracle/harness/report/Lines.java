package pmuoracle.harness.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.file.FormWriter;
import pmuoracle.oracle.Decision;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Step;

/** Steps and decisions as lines. */
public final class Lines {
  private static final int SHOWN = 150;

  private final ArchitectureKit kit;

  public Lines(ArchitectureKit kit) {
    this.kit = kit;
  }

  /** The machine in flow style. */
  public String machine(GuestProgram program) {
    return FormWriter.machine(kit.forms(), program.machine()).toString();
  }

  /** {@code retire: {event: 0xc0, times: 100}}, cut where a list is long. */
  public String step(GuestProgram program, int index, Model model) {
    Step step = program.steps().get(index);
    String text = step.verb() + ": " + FormWriter.step(kit.forms(), step, program.machine(), model);
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 2) + " …";
  }

  /** The same of every step. */
  List<String> steps(GuestProgram program, Model model) {
    return IntStream.range(0, program.steps().size())
        .mapToObj(i -> step(program, i, model))
        .toList();
  }

  /** The machine and every step, a line each, ended; an arrow at this step, or -1 for none. */
  String program(GuestProgram program, Model model, int marked) {
    StringBuilder text = new StringBuilder("  machine  " + machine(program) + '\n');
    for (int i = 0; i < program.steps().size(); i++) {
      String mark = i == marked ? "->" : "  ";
      text.append("  %s %2d  %s%n".formatted(mark, i + 1, step(program, i, model)));
    }
    return text.toString();
  }

  /** The same for programs that read it. */
  void putProgram(Map<String, Object> json, GuestProgram program, Model model) {
    json.put("machine", machine(program));
    json.put("steps", steps(program, model));
  }

  /** {@code gp0 100}, or {@code gp0 ?} where the model does not settle it. */
  public static String answer(Decision decision) {
    return decision.what().name() + " " + value(decision);
  }

  /** {@code 100}, or {@code ?}. */
  public static String value(Decision decision) {
    return decision.known() ? decision.what().show(decision.cell()) : "?";
  }

  /** {@code [X86-EXCLUDE-WINS, X86-UNLISTED-DENIED]}. */
  public static String rules(List<Rule> rules) {
    return rules.stream().map(Rule::id).collect(Collectors.joining(", ", "[", "]"));
  }

  /** {@code 1 step}, {@code 2 steps}. */
  static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
