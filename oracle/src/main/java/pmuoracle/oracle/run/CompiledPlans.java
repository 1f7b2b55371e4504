package pmuoracle.oracle.run;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import pmuoracle.oracle.compile.CallTransition;
import pmuoracle.oracle.compile.Compiler;
import pmuoracle.oracle.compile.Functions;
import pmuoracle.oracle.compile.Transition;
import pmuoracle.oracle.step.Encoding;
import pmuoracle.oracle.step.Plan;
import pmuoracle.oracle.step.Reach;

/**
 * One model's plans as transitions and its calls, each compiled once, when first asked for. Any
 * number of threads.
 */
public final class CompiledPlans<C extends Enum<C>> {
  private final Functions<C, CallTransition> calls;
  private final IntFunction<Transition> compiler;
  private final List<Integer> possible;

  /** Of each plan that about another counter, or about none, and that about a special one. */
  private final @Nullable Transition[] compiled;

  private CompiledPlans(
      Functions<C, CallTransition> calls,
      int plans,
      IntPredicate isPossible,
      IntFunction<Transition> compiler) {
    this.calls = calls;
    this.compiler = compiler;
    possible = IntStream.range(0, 2 * plans).filter(isPossible).boxed().toList();
    compiled = new Transition[2 * plans];
  }

  static <C extends Enum<C>, R, F, Q> CompiledPlans<C> of(
      Encoding<C, R, F, Q> encoding, List<Plan<C, R, F>> plans, boolean naming) {
    return new CompiledPlans<>(
        new Functions<>(encoding.calls(), f -> Compiler.call(encoding, f, naming)),
        plans.size(),
        place -> isPossible(encoding, plans.get(place / 2), place % 2 != 0),
        place -> Compiler.transition(encoding, plans.get(place / 2), place % 2 != 0, naming));
  }

  private static <C, R, F> boolean isPossible(
      Encoding<C, R, F, ?> encoding, Plan<C, R, F> plan, boolean isSpecial) {
    if (plan.isCallAlone()) {
      return false;
    }
    F function = plan.counters();
    boolean isOfOne = function != null && plan.reach() == Reach.ONE;
    return isOfOne ? encoding.counters(isSpecial).contains(function) : !isSpecial;
  }

  /** What the calls of plans do. */
  public Functions<C, CallTransition> calls() {
    return calls;
  }

  /** The plan's transition, about its registers and counters. */
  public Transition get(Plan<?, ?, ?> plan, boolean isSpecial) {
    // Not volatile: a stateless object cannot be seen half made, and one not seen is looked up.
    int place = 2 * plan.place() + (isSpecial ? 1 : 0);
    Transition known = compiled[place];
    return known != null ? known : first(place);
  }

  private synchronized Transition first(int place) {
    Transition known = compiled[place];
    if (known == null) {
      known = compiler.apply(place);
      compiled[place] = known;
    }
    return known;
  }

  /** Compiles the rest. */
  public void compile() {
    calls.forEach((name, call) -> {});
    for (int place : possible) {
      if (compiled[place] == null) {
        first(place);
      }
    }
  }

  /** The places of the plans asked for so far. */
  public synchronized List<Integer> compiled() {
    return IntStream.range(0, compiled.length)
        .filter(place -> compiled[place] != null)
        .map(place -> place / 2)
        .boxed()
        .toList();
  }
}
