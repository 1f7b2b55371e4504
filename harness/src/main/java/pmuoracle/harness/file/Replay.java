package pmuoracle.harness.file;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Trace;

/**
 * Runs a file on the oracle of its model, on the imperative system, and on each system it names,
 * and compares what they say with what it expects.
 */
public final class Replay {
  private static final String IMPERATIVE = "imperative";

  private final Engines engines;

  public Replay(Engines engines) {
    this.engines = engines;
  }

  /** The file on every engine it is for; nothing for a file that expects nothing. */
  public List<Replayed> replay(ProgramFile file) {
    if (file.expected().isEmpty()) {
      return List.of();
    }
    List<Replayed> all = new ArrayList<>();
    all.add(onOracle(file));
    all.addAll(onSystems(file));
    return all;
  }

  /** The file on the oracle of its model. */
  public Replayed onOracle(ProgramFile file) {
    Trace trace = new Trace();
    RuleSet fired = new RuleSet();
    try (Oracle oracle = engines.oracle(file.model())) {
      oracle.predict(file.program(), trace, fired);
    }
    return new Replayed(
        "oracle",
        false,
        differences(file, trace),
        compared(file, trace),
        file.rules().stream().filter(r -> !fired.contains(r)).toList(),
        Optional.empty());
  }

  /**
   * The file on the imperative system unless it must differ, then {@code agrees}, {@code differs}.
   */
  public List<Replayed> onSystems(ProgramFile file) {
    Set<String> agreeing = new LinkedHashSet<>(List.of(IMPERATIVE));
    agreeing.addAll(file.agrees());
    file.differs().forEach(agreeing::remove);
    List<Replayed> all = new ArrayList<>();
    agreeing.forEach(id -> all.add(onSystem(file, id, false)));
    file.differs().forEach(id -> all.add(onSystem(file, id, true)));
    return all;
  }

  private Replayed onSystem(ProgramFile file, String id, boolean mustDiffer) {
    Trace trace = new Trace();
    try (SystemUnderTest system = engines.system(id, file.model())) {
      system.run(file.program(), trace);
    } catch (SystemUnavailable why) {
      return Replayed.skipped(id, mustDiffer, why.getMessage());
    }
    return new Replayed(
        id,
        mustDiffer,
        differences(file, trace),
        compared(file, trace),
        List.of(),
        Optional.empty());
  }

  /** The known cells of the trace that are not as the file expects. */
  public static List<Difference> differences(ProgramFile file, Trace trace) {
    List<Difference> differences = new ArrayList<>();
    compare(
        file,
        trace,
        (step, observation, expected, found) -> {
          if (expected != found) {
            differences.add(new Difference(step, observation, expected, found));
          }
        });
    return differences;
  }

  /** How many cells both the file and the trace know. */
  public static int compared(ProgramFile file, Trace trace) {
    int[] count = {0};
    compare(file, trace, (step, observation, expected, found) -> count[0]++);
    return count[0];
  }

  /** Is told each cell that both sides know. */
  private interface Pair {
    void accept(int step, Observation observation, long expected, long found);
  }

  private static void compare(ProgramFile file, Trace trace, Pair pair) {
    GuestProgram program = file.program();
    List<Outcome> outcomes = file.expected().orElse(List.of());
    if (!outcomes.isEmpty() && trace.steps() != outcomes.size()) {
      throw new AssertionError(
          trace.steps() + " outcomes for " + outcomes.size() + " steps; the engine is broken");
    }
    for (int step = 0; step < outcomes.size(); step++) {
      List<Observation> observations = program.machine().observations(program.steps().get(step));
      for (int place = 0; place < observations.size(); place++) {
        OptionalLong expected = outcomes.get(step).cells().get(place);
        if (expected.isPresent() && trace.isKnown(step, place)) {
          pair.accept(step, observations.get(place), expected.getAsLong(), trace.cell(step, place));
        }
      }
    }
  }
}
