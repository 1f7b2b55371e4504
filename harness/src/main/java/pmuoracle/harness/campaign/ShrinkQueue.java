package pmuoracle.harness.campaign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Programs that diverge in one kind and wait to be shrunk. Next comes the one whose steps explain
 * it least by what was found before: a finding whose kinds of step are all in a program is probably
 * what that program would shrink to, so that programs which lack one of them are shrunk first,
 * however rare they are.
 */
final class ShrinkQueue {
  /** Programs with the same kinds of step; more of them tell little more. */
  private static final int ALIKE = 4;

  /** So many programs are shrunk at most. */
  private static final int SHRUNK = 32;

  /** After so many in a row that gave nothing new no more are. */
  private static final int IDLE = 6;

  private final Map<Set<String>, List<Long>> indices = new LinkedHashMap<>();
  private final Map<Set<String>, Integer> explanations = new HashMap<>();
  private final Set<Object> found;
  private final Comparator<Map.Entry<Set<String>, List<Long>>> leastExplained =
      Comparator.comparingInt(
              (Map.Entry<Set<String>, List<Long>> alike) -> explanations(alike.getKey()))
          .thenComparing(alike -> alike.getValue().get(0));
  private int shrunk;
  private int idle;

  ShrinkQueue() {
    this(new HashSet<>());
  }

  /**
   * Of programs of one kind.
   *
   * @param found what tells findings apart, of all that were found in any kind
   */
  ShrinkQueue(Set<Object> found) {
    this.found = found;
  }

  /**
   * Another program, of a higher number than those before.
   *
   * @param steps the kinds of step it has up to its divergence
   */
  void add(long index, Set<String> steps) {
    List<Long> alike = indices.computeIfAbsent(steps, s -> new ArrayList<>());
    if (alike.size() < ALIKE) {
      alike.add(index);
    }
  }

  /** The same of all programs of later numbers. */
  void addAll(ShrinkQueue later) {
    later.indices.forEach((steps, all) -> all.forEach(index -> add(index, steps)));
  }

  /** Takes the program to shrink next, if one is worth it. */
  Optional<Long> next() {
    if (shrunk == SHRUNK || idle == IDLE) {
      return Optional.empty();
    }
    return indices.entrySet().stream().min(leastExplained).map(this::taken);
  }

  private long taken(Map.Entry<Set<String>, List<Long>> best) {
    long index = best.getValue().remove(0);
    if (best.getValue().isEmpty()) {
      indices.remove(best.getKey());
    }
    shrunk++;
    return index;
  }

  /** How many findings may be what a program with these kinds of step shows. */
  private int explanations(Set<String> steps) {
    return explanations.getOrDefault(steps, 0);
  }

  /**
   * Whether what the next program was shrunk to is new.
   *
   * @param mark what tells it from others
   * @param shape its kinds of step
   */
  boolean isNew(Object mark, Collection<String> shape) {
    boolean isNew = found.add(mark);
    idle = isNew ? 0 : idle + 1;
    if (isNew) {
      indices.keySet().stream()
          .filter(steps -> steps.containsAll(shape))
          .forEach(steps -> explanations.merge(steps, 1, Integer::sum));
    }
    return isNew;
  }
}
