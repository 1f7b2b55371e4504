package pmuoracle.harness.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import pmuoracle.spec.Errno;
import pmuoracle.spec.Fault;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Observation.Kind;

/**
 * The form of an outcome in files: {@code {errno: EINVAL}}, {@code {fault: none, value: 0x0}},
 * {@code {counts: {gp0: 100}}}, {@code unknown} for a cell nobody states. Counters that {@code
 * counts} does not name are expected to be 0; {@code hardware} names every register.
 */
final class Expectation {
  static final String UNKNOWN = "unknown";
  private static final String COUNTS = "counts";
  private static final String HARDWARE = "hardware";

  private Expectation() {}

  /** What must be said about a step with these observations. */
  static List<String> keys(List<Observation> observations) {
    return observations.stream().map(Expectation::key).distinct().toList();
  }

  private static String key(Observation observation) {
    return switch (observation.kind()) {
      case ERRNO, FAULT, VALUE -> observation.name();
      case COUNT -> COUNTS;
      case HARDWARE -> HARDWARE;
      case FACT -> throw notInFiles(observation);
    };
  }

  private static AssertionError notInFiles(Observation fact) {
    return new AssertionError(fact.name() + " is a fact, of which no file speaks");
  }

  static Outcome read(Value mapping, List<Observation> observations) {
    Entries entries = mapping.entries(keys(observations));
    Map<String, Optional<Entries>> groups = new LinkedHashMap<>();
    List<OptionalLong> cells = new ArrayList<>();
    for (Observation observation : observations) {
      String key = key(observation);
      Value value = entries.required(key, what(observation));
      cells.add(
          switch (observation.kind()) {
            case ERRNO, FAULT, VALUE -> cell(value, observation);
            case COUNT, HARDWARE ->
                cell(groups.computeIfAbsent(key, k -> group(value, observations)), observation);
            case FACT -> throw notInFiles(observation);
          });
    }
    return new Outcome(cells);
  }

  private static Optional<Entries> group(Value value, List<Observation> observations) {
    return value.is(UNKNOWN)
        ? Optional.empty()
        : Optional.of(value.entries(observations.stream().map(Observation::name).toList()));
  }

  private static OptionalLong cell(Optional<Entries> group, Observation observation) {
    if (group.isEmpty()) {
      return OptionalLong.empty();
    }
    Optional<Value> value = group.get().optional(observation.name());
    if (value.isEmpty() && observation.kind() == Kind.COUNT) {
      return OptionalLong.of(0);
    }
    return cell(group.get().required(observation.name(), what(observation)), observation);
  }

  private static OptionalLong cell(Value value, Observation observation) {
    if (value.is(UNKNOWN)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        switch (observation.kind()) {
          case ERRNO -> errno(value);
          case FAULT -> fault(value);
          case VALUE, HARDWARE, COUNT -> value.number(-1L);
          case FACT -> throw notInFiles(observation);
        });
  }

  private static long errno(Value value) {
    return value
        .constant(
            "0 for success, an error or unknown",
            List.of(Errno.values()),
            e -> e == Errno.OK ? "0" : e.name())
        .number();
  }

  private static long fault(Value value) {
    return value.constant("a fault or unknown", List.of(Fault.values()), Fault::id).number();
  }

  private static String what(Observation observation) {
    return switch (observation.kind()) {
      case ERRNO -> "0, an error's name or unknown";
      case FAULT -> "none, a fault's name or unknown";
      case VALUE, HARDWARE -> "a number or unknown";
      case COUNT -> "the counters that advance";
      case FACT -> throw notInFiles(observation);
    };
  }

  /**
   * The outcome's form.
   *
   * @param spoken the counters to name even where they do not advance
   */
  static FlowMap write(Outcome outcome, List<Observation> observations, Set<String> spoken) {
    FlowMap map = new FlowMap();
    Map<String, FlowMap> groups = new LinkedHashMap<>();
    boolean settled = false;
    for (int i = 0; i < observations.size(); i++) {
      Observation observation = observations.get(i);
      OptionalLong cell = outcome.cells().get(i);
      String shown = cell.isPresent() ? observation.show(cell.getAsLong()) : UNKNOWN;
      switch (observation.kind()) {
        case ERRNO, FAULT, VALUE -> map.put(observation.name(), shown);
        case COUNT, HARDWARE -> {
          FlowMap group = groups.computeIfAbsent(key(observation), k -> new FlowMap());
          settled |= cell.isPresent();
          if (observation.kind() == Kind.HARDWARE
              || !cell.equals(OptionalLong.of(0))
              || spoken.contains(observation.name())) {
            group.put(observation.name(), shown);
          }
        }
        case FACT -> throw notInFiles(observation);
      }
    }
    for (Map.Entry<String, FlowMap> group : groups.entrySet()) {
      map.put(group.getKey(), settled ? group.getValue().toString() : UNKNOWN);
    }
    return map;
  }

  /**
   * The counters a file should name at every step: those that advance somewhere, or else the first.
   */
  static Set<String> spoken(GuestProgram program, List<Outcome> outcomes) {
    Set<String> spoken = new TreeSet<>();
    String first = "";
    for (int step = 0; step < outcomes.size(); step++) {
      List<Observation> observations = program.machine().observations(program.steps().get(step));
      for (int i = 0; i < observations.size(); i++) {
        if (observations.get(i).kind() == Kind.COUNT) {
          first = first.isEmpty() ? observations.get(i).name() : first;
          if (!outcomes.get(step).cells().get(i).equals(OptionalLong.of(0))) {
            spoken.add(observations.get(i).name());
          }
        }
      }
    }
    return spoken.isEmpty() ? Set.of(first) : spoken;
  }
}
