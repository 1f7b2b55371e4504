package pmuoracle.oracle.step;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A table of which each plan is that of a constant.
 *
 * @param <A> what a step can be
 */
public abstract class ActionTable<A extends Enum<A>, C, R, F> implements StepTable<C, R, F> {
  private final Layout layout;
  private final List<Plan<C, R, F>> plans;

  protected ActionTable(Layout layout, A[] actions, Function<A, Plan<C, R, F>> plan) {
    this.layout = layout;
    plans = Plan.inOrder(Stream.of(actions).map(plan));
  }

  @Override
  public final Layout layout() {
    return layout;
  }

  @Override
  public final List<Plan<C, R, F>> plans() {
    return plans;
  }

  // An array by ordinal is the cheapest map there is, and this one is read at each step.
  @SuppressWarnings("EnumOrdinal")
  protected final Plan<C, R, F> plan(A action) {
    return plans.get(action.ordinal());
  }

  /** The plan of an access of the counter at this place. */
  protected final Plan<C, R, F> access(StepWords into, int place, A action) {
    into.access(place);
    return plan(action);
  }
}
