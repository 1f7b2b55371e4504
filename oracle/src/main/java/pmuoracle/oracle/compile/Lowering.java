package pmuoracle.oracle.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import pmuoracle.oracle.smt.Node;
import pmuoracle.oracle.smt.Term;

/**
 * Rewrites a term's graph to the few kinds of {@link Operation}. Operations of many operands become
 * chains, equal operations become one; nothing is simplified.
 */
final class Lowering {
  private record Key(Kind kind, int width, long detail, List<Integer> operands) {}

  private final Map<Integer, Integer> inputs;
  private final Map<Integer, Integer> predicates;
  private final boolean together;
  private final Map<Node, Operation> lowered = new HashMap<>();
  private final Map<Key, Operation> made = new HashMap<>();
  private final List<Operation> all = new ArrayList<>();

  /**
   * A lowering with nothing lowered yet.
   *
   * @param inputs each variable's place, by {@link Node#symbol}
   * @param predicates each predicate's place, likewise
   * @param together whether all predicates of a word are asked at once
   */
  Lowering(Map<Integer, Integer> inputs, Map<Integer, Integer> predicates, boolean together) {
    this.inputs = inputs;
    this.predicates = predicates;
    this.together = together;
  }

  /** Every operation made, operands before their users. */
  List<Operation> all() {
    return all;
  }

  /** The operation of each term. */
  List<Operation> lower(List<? extends Term> terms) {
    return terms.stream().map(term -> lower(Node.of(term))).toList();
  }

  /** The operation of a graph's root. */
  Operation lower(Node root) {
    // Not recursive: graphs may be deeper than the stack.
    Deque<Node> pending = new ArrayDeque<>(List.of(root));
    while (!pending.isEmpty()) {
      Node node = pending.element();
      List<Node> children = lowered.containsKey(node) ? List.of() : node.children();
      List<Node> missing = children.stream().filter(child -> !lowered.containsKey(child)).toList();
      if (missing.isEmpty()) {
        pending.remove();
        lowered.computeIfAbsent(
            node, it -> operation(it, children.stream().map(lowered::get).toList()));
      } else {
        // The first one is made first: conditions before what they choose from.
        for (int i = missing.size() - 1; i >= 0; i--) {
          pending.push(missing.get(i));
        }
      }
    }
    return Objects.requireNonNull(lowered.get(root));
  }

  private Operation operation(Node node, List<Operation> of) {
    int width = node.width();
    return switch (node.operator()) {
      case TRUE -> constant(0, 1);
      case FALSE -> constant(0, 0);
      case NUMERAL -> constant(width, node.numeral());
      case VARIABLE -> make(Kind.INPUT, width, place(inputs, node, "variable"), List.of());
      case APPLICATION -> predicate(place(predicates, node, "predicate"), of);
      case NOT -> not(of.get(0));
      case AND -> rightChain(Kind.AND, of);
      case OR -> rightChain(Kind.OR, of);
      case IMPLIES -> binary(Kind.OR, 0, not(of.get(0)), of.get(1));
      case XOR -> of.stream().reduce((one, next) -> not(equal(one, next))).orElseThrow();
      case EQUAL, EQUIVALENT -> equal(of.get(0), of.get(1));
      case DISTINCT -> distinct(of);
      case CHOICE -> make(Kind.CHOICE, width, 0, of);
      case WORD_ADD -> leftChain(Kind.ADD, of);
      case WORD_SUBTRACT -> leftChain(Kind.SUBTRACT, of);
      case WORD_MULTIPLY -> leftChain(Kind.MULTIPLY, of);
      case WORD_NEGATE -> binary(Kind.SUBTRACT, width, constant(width, 0), of.get(0));
      case WORD_AND -> leftChain(Kind.WORD_AND, of);
      case WORD_OR -> leftChain(Kind.WORD_OR, of);
      case WORD_XOR -> leftChain(Kind.WORD_XOR, of);
      case WORD_NOT -> binary(Kind.WORD_XOR, width, of.get(0), constant(width, -1L >>> -width));
      case SHIFT_LEFT -> make(Kind.SHIFT_LEFT, width, 0, of);
      case SHIFT_RIGHT -> make(Kind.SHIFT_RIGHT, width, 0, of);
      case SIGNED_SHIFT_RIGHT -> make(Kind.SIGNED_SHIFT_RIGHT, width, 0, of);
      case BELOW -> binary(Kind.BELOW, 0, of.get(0), of.get(1));
      case AT_MOST -> not(binary(Kind.BELOW, 0, of.get(1), of.get(0)));
      case ABOVE -> binary(Kind.BELOW, 0, of.get(1), of.get(0));
      case AT_LEAST -> not(binary(Kind.BELOW, 0, of.get(0), of.get(1)));
      case SIGNED_BELOW -> binary(Kind.SIGNED_BELOW, 0, of.get(0), of.get(1));
      case SIGNED_AT_MOST -> not(binary(Kind.SIGNED_BELOW, 0, of.get(1), of.get(0)));
      case SIGNED_ABOVE -> binary(Kind.SIGNED_BELOW, 0, of.get(1), of.get(0));
      case SIGNED_AT_LEAST -> not(binary(Kind.SIGNED_BELOW, 0, of.get(0), of.get(1)));
      case CONCAT -> of.stream().reduce(this::concat).orElseThrow();
      case EXTRACT -> make(Kind.EXTRACT, width, node.low(), of);
      case ZERO_EXTEND -> make(Kind.ZERO_EXTEND, width, 0, of);
      case SIGN_EXTEND -> make(Kind.SIGN_EXTEND, width, 0, of);
    };
  }

  private static int place(Map<Integer, Integer> places, Node node, String what) {
    Integer place = places.get(node.symbol());
    if (place == null) {
      throw new AssertionError(
          "%s %s is not among those given to the compiler".formatted(what, node.name()));
    }
    return place;
  }

  private Operation predicate(int place, List<Operation> of) {
    if (!together) {
      return make(Kind.PREDICATE, 0, place, of);
    }
    Operation answers = make(Kind.ANSWERS, 64, 0, of);
    return not(
        equal(binary(Kind.WORD_AND, 64, answers, constant(64, 1L << place)), constant(64, 0)));
  }

  private Operation distinct(List<Operation> of) {
    List<Operation> pairs = new ArrayList<>();
    for (int i = 0; i < of.size(); i++) {
      for (int j = i + 1; j < of.size(); j++) {
        pairs.add(not(equal(of.get(i), of.get(j))));
      }
    }
    return pairs.isEmpty() ? constant(0, 1) : rightChain(Kind.AND, pairs);
  }

  /** The first operand outermost, so that a prefix decides before the rest is looked at. */
  private Operation rightChain(Kind kind, List<Operation> of) {
    if (of.isEmpty()) {
      return constant(0, kind == Kind.AND ? 1 : 0);
    }
    Operation chain = of.get(of.size() - 1);
    for (int i = of.size() - 2; i >= 0; i--) {
      chain = binary(kind, 0, of.get(i), chain);
    }
    return chain;
  }

  private Operation leftChain(Kind kind, List<Operation> of) {
    return of.stream().reduce((one, next) -> binary(kind, one.width(), one, next)).orElseThrow();
  }

  private Operation concat(Operation high, Operation low) {
    return binary(Kind.CONCAT, high.width() + low.width(), high, low);
  }

  private Operation constant(int width, long bits) {
    return make(Kind.CONSTANT, width, bits, List.of());
  }

  private Operation not(Operation of) {
    return make(Kind.NOT, 0, 0, List.of(of));
  }

  private Operation equal(Operation one, Operation other) {
    return binary(Kind.EQUAL, 0, one, other);
  }

  private Operation binary(Kind kind, int width, Operation one, Operation other) {
    return make(kind, width, 0, List.of(one, other));
  }

  private Operation make(Kind kind, int width, long detail, List<Operation> operands) {
    Key key = new Key(kind, width, detail, operands.stream().map(Operation::number).toList());
    return made.computeIfAbsent(
        key,
        it -> {
          Operation operation = new Operation(all.size(), kind, width, detail, operands);
          all.add(operation);
          return operation;
        });
  }
}
