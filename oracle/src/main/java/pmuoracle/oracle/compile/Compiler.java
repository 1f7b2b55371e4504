package pmuoracle.oracle.compile;

import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pmuoracle.oracle.smt.Node;
import pmuoracle.oracle.smt.Operator;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.step.Encoding;
import pmuoracle.oracle.step.Layout;
import pmuoracle.oracle.step.Plan;

/** Makes classes of terms. */
public final class Compiler {
  private Compiler() {}

  /**
   * The outputs as a function of the inputs and the predicates' meanings; all of one {@link Terms}.
   * It is an error of ours, said at once, if an output uses a variable or predicate not given, or
   * an operator that is not an {@link Operator}.
   *
   * @param inputs variables, none twice
   */
  public static Compiled compile(
      List<? extends Term> inputs, List<Terms.Predicate> predicates, List<? extends Term> outputs) {
    return (Compiled) instance(code(inputs, predicates, outputs));
  }

  /**
   * A plan's registers and counters in place.
   *
   * @param isSpecial whether it is about a special counter, if it is about one
   * @param naming whether it says which rules took part
   */
  public static <C, R, F, Q> Transition transition(
      Encoding<C, R, F, Q> encoding, Plan<C, R, F> plan, boolean isSpecial, boolean naming) {
    try (Terms terms = new Terms()) {
      TransitionTerms parts = TransitionTerms.of(terms, encoding, plan, isSpecial, naming);
      Lowering lowering = lowering(parts.inputs(), parts.predicates(), parts.all(), true);
      return (Transition) instance(TransitionCode.of(encoding.layout(), plan, parts, lowering));
    }
  }

  /**
   * A call in place.
   *
   * @param naming whether it says which rules took part
   */
  public static <C, R, F, Q> CallTransition call(
      Encoding<C, R, F, Q> encoding, C function, boolean naming) {
    try (Terms terms = new Terms()) {
      Layout layout = encoding.layout();
      int rules = naming ? layout.rules() : 0;
      List<Term> inputs = encoding.callVariables(terms);
      List<Term> outputs = encoding.call(function, inputs).subList(0, layout.callRules() + rules);
      Lowering lowering = lowering(inputs, List.of(), outputs, false);
      return (CallTransition)
          instance(CallCode.of(layout, lowering.lower(outputs), rules, lowering));
    }
  }

  private static Object instance(byte[] code) {
    try {
      return MethodHandles.lookup()
          .defineHiddenClass(code, true)
          .lookupClass()
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the generated class has no usable constructor", e);
    }
  }

  /** The class file of what {@link #compile} answers. */
  static byte[] code(
      List<? extends Term> inputs, List<Terms.Predicate> predicates, List<? extends Term> outputs) {
    Lowering lowering = lowering(inputs, predicates, outputs, false);
    List<Operation> lowered = lowering.lower(outputs);
    return ClassCode.of(Schedule.of(lowering.all(), lowered));
  }

  private static Lowering lowering(
      List<? extends Term> inputs,
      List<Terms.Predicate> predicates,
      List<? extends Term> outputs,
      boolean together) {
    long worlds =
        Stream.of(
                inputs.stream().map(Term::terms),
                predicates.stream().map(Terms.Predicate::terms),
                outputs.stream().map(Term::terms))
            .flatMap(all -> all)
            .distinct()
            .count();
    if (worlds > 1) {
      // Symbols are told apart only within one.
      throw new AssertionError("terms of " + worlds + " different Terms; expected one");
    }
    return new Lowering(inputPlaces(inputs), predicatePlaces(predicates), together);
  }

  private static Map<Integer, Integer> inputPlaces(List<? extends Term> inputs) {
    Map<Integer, Integer> places = new HashMap<>();
    for (Term input : inputs) {
      Node node = Node.of(input);
      if (node.operator() != Operator.VARIABLE
          || places.putIfAbsent(node.symbol(), places.size()) != null) {
        throw new AssertionError("input " + input + " is not a variable, or is given twice");
      }
    }
    return places;
  }

  private static Map<Integer, Integer> predicatePlaces(List<Terms.Predicate> predicates) {
    Map<Integer, Integer> places = new HashMap<>();
    for (Terms.Predicate predicate : predicates) {
      if (places.putIfAbsent(Node.symbol(predicate), places.size()) != null) {
        throw new AssertionError("predicate " + places.size() + " is given twice");
      }
    }
    return places;
  }
}
