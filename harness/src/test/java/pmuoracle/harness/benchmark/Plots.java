package pmuoracle.harness.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Draws the costs in a JSON file of JMH's as {@code cost-by-*.svg}; also the table of ratios. */
public final class Plots {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 220;
  private static final int MARGIN = 48;

  private final JsonNode results;

  private Plots(JsonNode results) {
    this.results = results;
  }

  /**
   * Reads results and writes plots.
   *
   * @param arguments JMH's JSON file, then the folder for the plots
   */
  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    JsonNode results = new ObjectMapper().readTree(Path.of(arguments[0]).toFile());
    Plots plots = new Plots(results);
    plots.ratios();
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    plots.plot(
        folder.resolve("cost-by-length.svg"),
        "questions in a program, filter of 8",
        size -> size[0] == 8,
        1);
    plots.plot(
        folder.resolve("cost-by-list.svg"),
        "entries or ranges, program of 100 questions",
        size -> size[1] == 100,
        0);
  }

  /** Encoding against implementation of one run. */
  private void ratios() {
    Map<String, Double> implementation = new TreeMap<>();
    Map<String, Double> encoding = new TreeMap<>();
    for (JsonNode result : results) {
      String name = result.get("benchmark").asText().replaceAll(".*\\.", "");
      if (result.get("benchmark").asText().contains("DecisionBenchmark")) {
        String key =
            result.at("/params/architecture").asText()
                + " %3s".formatted(result.at("/params/entries").asText())
                + (name.endsWith("Anew") ? " anew" : "");
        Map<String, Double> side = name.startsWith("encoding") ? encoding : implementation;
        side.put(key, score(result));
      }
    }
    encoding.forEach(
        (key, value) -> {
          double beside = Objects.requireNonNull(implementation.get(key), key);
          System.out.printf(
              Locale.ROOT,
              "%-16s encoding %7.1f M/s, implementation %7.1f M/s, ratio %.2f%n",
              key,
              value / 1e6,
              beside / 1e6,
              value / beside);
        });
  }

  private static double score(JsonNode result) {
    return result.at("/primaryMetric/score").asDouble();
  }

  private void plot(Path file, String across, Predicate<int[]> chosen, int place)
      throws IOException {
    Map<String, NavigableMap<Integer, Double>> lines = new TreeMap<>();
    for (JsonNode result : results) {
      if (result.get("benchmark").asText().contains("CostBenchmark")) {
        String[] words = result.at("/params/size").asText().split(":", 2);
        int[] size = {Integer.parseInt(words[0]), Integer.parseInt(words[1])};
        if (chosen.test(size)) {
          lines
              .computeIfAbsent(result.at("/params/architecture").asText(), a -> new TreeMap<>())
              .put(size[place], score(result));
        }
      }
    }
    if (!lines.isEmpty()) {
      Files.writeString(file, svg(lines, across));
    }
  }

  private static String svg(Map<String, NavigableMap<Integer, Double>> lines, String across) {
    int right = lines.values().stream().mapToInt(NavigableMap::lastKey).max().orElseThrow();
    double top =
        lines.values().stream()
            .flatMap(line -> line.values().stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElseThrow();
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="11">
        <rect width="100%%" height="100%%" fill="white"/>
        <path d="M%d %dV%dH%d" fill="none" stroke="black"/>
        """
            .formatted(WIDTH, HEIGHT, MARGIN, 16, HEIGHT - MARGIN, WIDTH - 16));
    text(svg, WIDTH / 2, HEIGHT - 10, "middle", across);
    text(svg, MARGIN - 4, 20, "end", "%.0f".formatted(top));
    text(svg, MARGIN - 4, HEIGHT - MARGIN, "end", "0 us");
    text(svg, WIDTH - 16, HEIGHT - MARGIN + 14, "end", String.valueOf(right));
    text(svg, MARGIN, HEIGHT - MARGIN + 14, "middle", "0");
    int number = 0;
    for (Map.Entry<String, NavigableMap<Integer, Double>> line : lines.entrySet()) {
      String colour = number == 0 ? "firebrick" : "steelblue";
      StringBuilder path = new StringBuilder();
      line.getValue()
          .forEach(
              (x, y) ->
                  path.append(
                      "%s%.1f %.1f"
                          .formatted(
                              path.isEmpty() ? "M" : "L",
                              MARGIN + (double) x / right * (WIDTH - 16 - MARGIN),
                              HEIGHT - MARGIN - y / top * (HEIGHT - 16 - MARGIN))));
      svg.append(
          "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n"
              .formatted(path, colour));
      svg.append("<g fill=\"").append(colour).append("\">");
      text(svg, MARGIN + 12, 28 + 14 * number, "start", line.getKey());
      svg.append("</g>\n");
      number++;
    }
    return svg.append("</svg>\n").toString();
  }

  private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n".formatted(x, y, anchor, text));
  }
}
