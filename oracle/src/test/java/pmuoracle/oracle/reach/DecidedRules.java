package pmuoracle.oracle.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.RuleTable;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.spec.Model;
import pmuoracle.spec.Rule;

/** The stored rules of one architecture, against the solver. */
public final class DecidedRules {
  private static final String HEAD =
      "# The rules that no program makes take part, and under which models; decided by"
          + " RuleTableTest.\n";

  private DecidedRules() {}

  /** Fails with what is to be stored if something else is. */
  public static <M extends Model> void assertStored(
      List<M> models, List<? extends Rule> lawBook, BiFunction<Terms, M, List<Transition>> states) {
    String path = models.get(0).architecture().id() + "/impossible-rules.txt";
    String decided = text(models, lawBook, states);
    assertEquals(
        decided,
        stored(path),
        () -> "write this to src/main/resources/pmuoracle/oracle/" + path + ":\n" + decided);
  }

  private static <M extends Model> String text(
      List<M> models, List<? extends Rule> lawBook, BiFunction<Terms, M, List<Transition>> states) {
    Map<String, RuleSet> possible = new TreeMap<>();
    for (M model : models) {
      try (Terms terms = new Terms()) {
        possible.put(model.id(), PossibleRules.of(terms, states.apply(terms, model)));
      }
    }
    List<String> ids = models.stream().map(Model::id).toList();
    StringBuilder text = new StringBuilder(HEAD).append(line(RuleTable.DECIDED, ids));
    for (Rule rule : lawBook) {
      List<String> without =
          ids.stream()
              .filter(id -> !Objects.requireNonNull(possible.get(id)).contains(rule))
              .toList();
      text.append(without.isEmpty() ? "" : line(rule.id(), without));
    }
    return text.toString();
  }

  private static String line(String begin, List<String> models) {
    return begin + ": " + String.join(" ", models) + "\n";
  }

  private static String stored(String path) {
    try (InputStream in = RuleTable.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
