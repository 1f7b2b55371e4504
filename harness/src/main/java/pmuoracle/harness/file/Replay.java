package pmuoracle.harness.file;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import pmuoracle.harness.conclusion.Count;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.difference.Pair;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Trace;

/**
 * Runs a file on the oracle of its model, on the imperative system, and on each system it names,
 * and compares what they say with what it expects.
 */
public final class Replay {
  /** How often a system that is not as expected is run again. */
  private static final int REPEATS = 3;

  static final String ORACLE = "oracle";
  static final String IMPERATIVE = "imperative";

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
        ORACLE,
        false,
        differences(file, trace, true),
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
    try (SystemUnderTest system = engines.system(id, file.model())) {
      Optional<String> refusal = system.refusal(file.program().machine());
      if (refusal.isPresent()) {
        return Replayed.skipped(id, mustDiffer, "machine: " + refusal.get());
      }
      Replayed first = run(file, system, id, mustDiffer);
      if (first.isMet() || first.isOfOracle() || first.compared() == 0) {
        return first;
      }
      int met = 0;
      for (int i = 0; i < REPEATS; i++) {
        met += run(file, system, id, mustDiffer).isMet() ? 1 : 0;
      }
      return met == 0 ? first : flaky(first, met);
    } catch (SystemUnavailable why) {
      return Replayed.skipped(id, mustDiffer, why.getMessage());
    } catch (SystemFailed why) {
      return Replayed.without(id, mustDiffer, Count.FAILED, why.getMessage());
    }
  }

  private static Replayed run(
      ProgramFile file, SystemUnderTest system, String id, boolean mustDiffer) {
    Trace trace = new Trace();
    system.run(file.program(), trace);
    boolean settled = id.equals(IMPERATIVE);
    return new Replayed(
        id,
        mustDiffer,
        differences(file, trace, settled),
        compared(file, trace),
        List.of(),
        Optional.empty());
  }

  private static Replayed flaky(Replayed first, int met) {
    String why =
        "%s; as expected %d of %d times when it was run again"
            .formatted(
                first.mustDiffer() ? "does not differ" : first.differences().get(0), met, REPEATS);
    return Replayed.without(first.engine(), first.mustDiffer(), Count.FLAKY, why);
  }

  /** The known cells of the trace that are not as the file expects. */
  public static List<Difference> differences(ProgramFile file, Trace trace) {
    return differences(file, trace, false);
  }

  /**
   * The cells of the trace that are not as the file expects.
   *
   * @param settled whether an unknown one is not as expected either
   */
  private static List<Difference> differences(ProgramFile file, Trace trace, boolean settled) {
    List<Difference> differences = new ArrayList<>();
    compare(
        file,
        trace,
        (step, observation, expected, found) -> {
          if (found.isPresent() ? found.getAsLong() != expected : settled) {
            differences.add(new Difference(step, observation, expected, found));
          }
        });
    return differences;
  }

  /** How many cells both the file and the trace know. */
  public static int compared(ProgramFile file, Trace trace) {
    int[] count = {0};
    compare(
        file, trace, (step, observation, expected, found) -> count[0] += found.isPresent() ? 1 : 0);
    return count[0];
  }

  /** Is told each cell that the file expects. */
  private interface Pair {
    void accept(int step, Observation observation, long expected, OptionalLong found);
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
        if (expected.isPresent()) {
          OptionalLong found =
              trace.isKnown(step, place)
                  ? OptionalLong.of(trace.cell(step, place))
                  : OptionalLong.empty();
          pair.accept(step, observations.get(place), expected.getAsLong(), found);
        }
      }
    }
  }
}
