package pmuoracle.harness.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.prove.Row;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.ClaimResult;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Witness;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;

/** What was proved, as a table; one claim in full, as a story. */
public final class ProofReport {
  private ProofReport() {}

  /** The line above an invariant's rows. */
  public static String headline(Invariant invariant) {
    return invariant.id() + "  " + invariant.sentence();
  }

  /** One line. */
  public static String line(Row row) {
    return "  %-23s %-8s %-15s %-6s  %s"
        .formatted(row.model().id(), row.word(), expectation(row), time(row), remark(row));
  }

  private static String expectation(Row row) {
    return row.asExpected() ? "as expected" : "NOT as expected";
  }

  private static String time(Row row) {
    long millis = row.time().toMillis();
    return millis < 1000 ? millis + " ms" : "%.1f s".formatted(millis / 1000.0);
  }

  private static String remark(Row row) {
    ClaimResult outcome = row.outcome();
    if (outcome instanceof ClaimResult.Proved proved) {
      return "%s [%s]".formatted(row.claim().scope(), agreed(proved));
    } else if (outcome instanceof ClaimResult.Refuted refuted) {
      return refuted
          .witness()
          .program()
          .map(p -> "by a program of %d steps, replayed".formatted(p.steps().size()))
          .orElse("by numbers, computed again");
    } else if (outcome instanceof ClaimResult.Inconclusive inconclusive) {
      return inconclusive.reason();
    }
    return ((ClaimResult.Broken) outcome).reason();
  }

  /**
   * How many came out how.
   *
   * @param asked how many were asked about
   */
  public static String summary(List<Row> rows, int asked) {
    Map<String, Long> words =
        rows.stream()
            .collect(Collectors.groupingBy(Row::word, TreeMap::new, Collectors.counting()));
    long unexpected = rows.stream().filter(row -> !row.asExpected()).count();
    String left = rows.size() == asked ? "" : " of %,d".formatted(asked);
    return "%,d%s claims: %s; %s"
        .formatted(
            rows.size(),
            left,
            words.entrySet().stream()
                .map(e -> "%,d %s".formatted(e.getValue(), e.getKey()))
                .collect(Collectors.joining(", ")),
            unexpected == 0 ? "all as expected" : "%,d NOT as expected".formatted(unexpected));
  }

  /** Who said so, and who gave up. */
  private static String agreed(ClaimResult.Proved proved) {
    String gaveUp = proved.gaveUp().isEmpty() ? "" : "; " + String.join(", ", proved.gaveUp());
    return String.join(", ", proved.solvers()) + gaveUp;
  }

  /** Several lines, each ended. */
  public static String story(Row row) {
    StringBuilder text = new StringBuilder(headline(row.invariant())).append('\n');
    Claim claim = row.claim();
    text.append("  source   ").append(row.invariant().source()).append('\n');
    text.append("  model    %s, %s%n".formatted(row.model().id(), row.model().title()));
    text.append("  expected %s%n".formatted(row.invariant().standing(row.model()).word()));
    text.append("  scope    ").append(claim.scope()).append('\n');
    text.append("  to show  ");
    text.append(String.join("; ", claim.obligations().stream().map(Obligation::title).toList()));
    text.append('\n');
    text.append("  and not  ").append(claim.sibling().title()).append('\n');
    text.append("  verdict  %s, %s%n".formatted(row.word(), expectation(row)));
    text.append("           ");
    text.append(row.outcome() instanceof ClaimResult.Proved p ? "by " + agreed(p) : remark(row));
    text.append('\n');
    if (row.outcome() instanceof ClaimResult.Refuted refuted) {
      text.append(counterexample(row.model(), refuted.witness()));
    }
    return text.toString();
  }

  private static String counterexample(Model model, Witness witness) {
    StringBuilder text = new StringBuilder();
    Optional<GuestProgram> program = witness.program();
    if (program.isPresent()) {
      Lines lines = new Lines(ArchitectureKits.of(model.architecture()));
      text.append(lines.program(program.get(), model, -1));
    }
    witness.argument().forEach(line -> text.append("  ").append(line).append('\n'));
    return text.toString();
  }

  /** One row for programs that read it. */
  public static Map<String, Object> json(Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("invariant", row.invariant().id());
    json.put("claim", row.invariant().sentence());
    json.put("model", row.model().id());
    json.put("outcome", row.word());
    json.put("expected", row.invariant().standing(row.model()).word());
    json.put("as-expected", row.asExpected());
    json.put("scope", row.claim().scope());
    json.put("solvers", row.outcome() instanceof ClaimResult.Proved p ? p.solvers() : List.of());
    json.put("remark", remark(row));
    json.put("milliseconds", row.time().toMillis());
    if (row.outcome() instanceof ClaimResult.Refuted refuted) {
      json.put("counterexample", counterexample(row.model(), refuted.witness()).lines().toList());
    }
    return json;
  }
}
