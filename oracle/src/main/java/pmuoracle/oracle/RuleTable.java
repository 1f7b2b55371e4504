package pmuoracle.oracle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Model;
import pmuoracle.spec.Rule;

/**
 * The rules that no program makes take part under a model. A solver decides them, so they are
 * stored: {@code impossible-rules.txt} of an architecture names every model in the line {@link
 * #DECIDED}, and in each other line a rule and the models under which it cannot take part.
 */
public final class RuleTable {
  /** What begins the line of all models. */
  public static final String DECIDED = "decided";

  private RuleTable() {}

  /** Those of the law book that can take part under the model. */
  public static List<Rule> possible(Model model, List<? extends Rule> lawBook) {
    Map<String, Set<String>> models = models(model.architecture());
    if (!models.getOrDefault(DECIDED, Set.of()).contains(model.id())) {
      throw new AssertionError(
          model.id() + " is not in " + path(model.architecture()) + "; RuleTableTest says what is");
    }
    return lawBook.stream()
        .filter(rule -> !models.getOrDefault(rule.id(), Set.of()).contains(model.id()))
        .map(Rule.class::cast)
        .toList();
  }

  /** The names of models by what begins their line. */
  private static Map<String, Set<String>> models(Architecture architecture) {
    String path = path(architecture);
    try (InputStream in = Objects.requireNonNull(RuleTable.class.getResourceAsStream(path), path);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(": ", 2))
          .collect(Collectors.toMap(parts -> parts[0], parts -> Set.of(parts[1].split(" "))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String path(Architecture architecture) {
    return architecture.id() + "/impossible-rules.txt";
  }
}
