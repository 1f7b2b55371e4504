package pmuoracle.harness.prove;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Rule;

/** Why a step is as it is, in the words of the oracle. */
final class Argument {
  private Argument() {}

  static List<String> at(int step, Oracle oracle, GuestProgram program) {
    List<String> lines = new ArrayList<>();
    lines.add("step %d contradicts the claim".formatted(step + 1));
    for (Decision decision : oracle.explain(program).get(step)) {
      if (!decision.known() || decision.cell() == 0) {
        continue;
      }
      lines.add(
          "%s %s %s%s"
              .formatted(
                  decision.what().name(),
                  decision.what().show(decision.cell()),
                  decision.rules().stream().map(Rule::id).toList(),
                  decision.because().isEmpty() ? "" : " " + decision.because()));
    }
    return lines;
  }
}
