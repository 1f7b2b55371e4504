package pmuoracle.harness.campaign;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.ModelFlag;
import pmuoracle.spec.Trace;

/**
 * Explains what a system does otherwise than the model that judges it, if the system is known to
 * behave as another model: by the flags of that model which, as the judging model has them, would
 * make the system agree. A divergence that the system's model does not show is not explained. For
 * one thread; the oracles of changed models are made when they are first asked.
 */
public final class Attribution {
  /** Of a system of which no other model is known. */
  public static final Attribution NONE = new Attribution(List.of(), flags -> Optional.empty());

  private final List<ModelFlag> differing;
  private final Function<List<ModelFlag>, Optional<Oracle>> make;
  private final Map<List<ModelFlag>, Optional<Oracle>> oracles = new HashMap<>();
  private final Comparison comparison = new Comparison();

  private Attribution(
      List<ModelFlag> differing, Function<List<ModelFlag>, Optional<Oracle>> oracles) {
    this.differing = differing;
    make = oracles;
  }

  /**
   * Of two models.
   *
   * @param judge the model that predicts
   * @param system the one as which the system behaves
   * @param oracles make the oracle of a model, also of one that differs from all by a flag
   */
  public static Attribution of(Model judge, Model system, Function<Model, Oracle> oracles) {
    return new Attribution(
        ModelFlag.differing(judge, system),
        flags -> Optional.of(oracles.apply(flags.isEmpty() ? system : system.with(flags, judge))));
  }

  /**
   * The fewest flags that explain the divergence, of several the first in the order of the record;
   * empty if nothing can be said.
   */
  public Optional<Explanation> of(Divergence divergence) {
    if (!isShown(divergence)) {
      return Optional.empty();
    }
    List<ModelFlag> flags =
        Stream.concat(differing.stream().map(List::of), pairs())
            .filter(some -> isRemoved(divergence, some))
            .findFirst()
            .orElse(List.of());
    return Optional.of(new Explanation(flags));
  }

  /** The first flag that explains the divergence alone; empty if none does. */
  Optional<ModelFlag> single(Divergence divergence) {
    return isShown(divergence)
        ? differing.stream().filter(flag -> isRemoved(divergence, List.of(flag))).findFirst()
        : Optional.empty();
  }

  /** Whether the divergence has this explanation; anything has one that says nothing. */
  boolean isBy(Optional<Explanation> explanation, Divergence divergence) {
    List<ModelFlag> flags = explanation.map(Explanation::flags).orElse(List.of());
    return flags.isEmpty() || (isShown(divergence) && isRemoved(divergence, flags));
  }

  private Stream<List<ModelFlag>> pairs() {
    return IntStream.range(0, differing.size())
        .boxed()
        .flatMap(
            one ->
                IntStream.range(one + 1, differing.size())
                    .mapToObj(other -> List.of(differing.get(one), differing.get(other))));
  }

  /** Whether the system's model shows what the system showed. */
  private boolean isShown(Divergence divergence) {
    return !differing.isEmpty()
        && trace(List.of(), divergence)
            .filter(trace -> has(trace, divergence, divergence.observed()))
            .isPresent();
  }

  /** Whether the system's model with these flags changed does so far as the judging model says. */
  private boolean isRemoved(Divergence divergence, List<ModelFlag> flags) {
    return trace(flags, divergence)
        .filter(trace -> has(trace, divergence, divergence.predicted()))
        .filter(trace -> agreesBefore(trace, divergence))
        .isPresent();
  }

  private boolean agreesBefore(Trace trace, Divergence divergence) {
    Trace before = trace(List.of(), divergence).orElseThrow();
    GuestProgram program = divergence.program();
    return !comparison.differs(program, before, trace, false)
        || comparison.step() > divergence.step()
        || (comparison.step() == divergence.step() && comparison.place() >= divergence.place());
  }

  private static boolean has(Trace trace, Divergence divergence, long cell) {
    int step = divergence.step();
    int place = divergence.place();
    return place < trace.width(step)
        && trace.isKnown(step, place)
        && trace.cell(step, place) == cell;
  }

  private Optional<Trace> trace(List<ModelFlag> flags, Divergence divergence) {
    return oracles
        .computeIfAbsent(flags, make)
        .filter(oracle -> oracle.model().refusal(divergence.program().machine()).isEmpty())
        .map(
            oracle -> {
              Trace trace = new Trace();
              oracle.predict(divergence.program(), trace);
              return trace;
            });
  }
}
