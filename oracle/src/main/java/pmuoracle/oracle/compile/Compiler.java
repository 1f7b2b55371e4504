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

  /** The same as a function of the parts of a state, in a loop over them. */
  public static CompiledLoop loop(
      List<? extends Term> inputs,
      List<Terms.Predicate> predicates,
      List<? extends Term> outputs,
      Loop loop) {
    Lowering lowering = lowering(inputs, predicates, outputs);
    List<Operation> lowered = lowered(lowering, outputs);
    return (CompiledLoop) instance(LoopCode.of(loop, lowering.all(), lowered));
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
    Lowering lowering = lowering(inputs, predicates, outputs);
    List<Operation> lowered = lowered(lowering, outputs);
    return ClassCode.of(Schedule.of(lowering.all(), lowered));
  }

  private static List<Operation> lowered(Lowering lowering, List<? extends Term> outputs) {
    return outputs.stream().map(output -> lowering.lower(Node.of(output))).toList();
  }

  private static Lowering lowering(
      List<? extends Term> inputs, List<Terms.Predicate> predicates, List<? extends Term> outputs) {
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
    return new Lowering(inputPlaces(inputs), predicatePlaces(predicates));
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
