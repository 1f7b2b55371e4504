package pmuoracle.spec;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * An immutable list of steps. It is an array that knows its type: reading a step from another list
 * checks that it is a {@link Step}, which costs campaigns more than the rest of the reading,
 * because whoever reads one then asks whether it is a step of an architecture, and a class
 * remembers the answer to one such question only.
 */
public final class Steps extends AbstractList<Step> implements RandomAccess {
  private final Step[] steps;

  /** Asking a step takes longer than all else that is done to most. */
  private final Enum<?>[] kinds;

  private Steps(Step[] steps) {
    this.steps = steps;
    kinds = new Enum<?>[steps.length];
    for (int i = 0; i < steps.length; i++) {
      kinds[i] = steps[i].kind();
    }
  }

  public static Steps of(Step... steps) {
    return new Steps(steps.clone());
  }

  /** The list's steps; an immutable list is its own copy. */
  public static Steps copyOf(List<? extends Step> list) {
    return list instanceof Steps steps ? steps : new Steps(list.toArray(new Step[0]));
  }

  @Override
  public Step get(int index) {
    return steps[index];
  }

  /** The kind of the step at this place. */
  public Enum<?> kind(int index) {
    return kinds[index];
  }

  @Override
  public int size() {
    return steps.length;
  }
}
