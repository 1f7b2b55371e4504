package pmuoracle.harness.cli;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.architecture.ArchitectureKits;
import pmuoracle.harness.sweep.RandomFilters;
import pmuoracle.harness.sweep.TwoSides;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Model;

/** Random filters asked about everything. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Random filters, each asked about every event and every fixed counter, by the compiled"
          + " encoding and by the built-in implementation. No samples: on x86 all selects and unit"
          + " masks, on arm64 all 65,536 event numbers.",
      "Without options: the newest model of each architecture, 1000 filters each."
    },
    footer = {"", "Example:", "  pmu-oracle sweep --model x86/6.3 --seed 1 --filters 10000"})
final class SweepCommand implements Callable<Integer> {
  @Mixin private Output output;

  @Option(names = "--model", paramLabel = "MODEL", description = "may be repeated")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Quantity.Seed.class,
      description = "default: drawn and printed")
  private @Nullable Long seed;

  @Option(
      names = "--filters",
      paramLabel = "N",
      description = "how many for each model (default: 1000)")
  private Long filters = 1000L;

  @Override
  public Integer call() {
    if (filters < 1) {
      throw new BadInput("--filters " + filters + "; expected at least 1");
    }
    AtomicBoolean stop = Interruption.flag();
    long drawn = seed != null ? seed : new SecureRandom().nextLong();
    if (!output.isJson()) {
      output.out().println("seed 0x" + Long.toHexString(drawn));
    }
    int code = ExitCode.AGREEMENT;
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Model model : models()) {
      code = Math.max(code, sweep(model, drawn, stop, rows));
    }
    if (output.isJson()) {
      output.json(Map.of("seed", "0x" + Long.toHexString(drawn), "sweeps", rows));
    }
    return code;
  }

  private List<Model> models() {
    return models.isEmpty()
        ? ArchitectureKits.ALL.stream()
            .map(kit -> kit.models().get(kit.models().size() - 1))
            .toList()
        : models.stream().map(ArchitectureKits::model).toList();
  }

  private int sweep(Model model, long drawn, AtomicBoolean stop, List<Map<String, Object>> rows) {
    ArchitectureKit kit = ArchitectureKits.of(model.architecture());
    RandomFilters random = new RandomFilters(kit, model);
    long start = System.nanoTime();
    String divergence = "";
    for (long i = 0; i < filters && divergence.isEmpty() && !stop.get(); i++) {
      try {
        random.ask(drawn, i);
      } catch (TwoSides.Divergence found) {
        divergence = "filter " + i + ": " + found.getMessage();
      }
    }
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    output
        .err()
        .printf(
            "%s: %,d filters in %.1f s, %,.0f/s%n",
            model.id(),
            random.filters(),
            time.toNanos() / 1e9,
            random.filters() * 1e9 / time.toNanos());
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("model", model.id());
    row.put("filters", random.filters());
    row.put("accepted", random.accepted());
    row.put("questions", random.questions());
    row.put("unsettled", random.unsettled());
    row.put("divergence", divergence);
    rows.add(row);
    if (!output.isJson()) {
      output
          .out()
          .println(
              "%s: %s".formatted(model.id(), divergence.isEmpty() ? "no divergence" : divergence));
      output
          .out()
          .println(
              "  swept    %,d filters, %,d accepted, %,d not settled by the model; %,d questions answered alike"
                  .formatted(
                      random.filters(), random.accepted(), random.unsettled(), random.questions()));
      output.out().flush();
    }
    return divergence.isEmpty() ? ExitCode.AGREEMENT : ExitCode.DIVERGENCE;
  }
}
