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

  private Steps(Step[] steps) {
    this.steps = steps;
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

  @Override
  public int size() {
    return steps.length;
  }
}
