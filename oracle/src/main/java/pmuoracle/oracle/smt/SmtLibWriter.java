package pmuoracle.oracle.smt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Conditions as a script of SMT-LIB 2.6. What a condition has twice is written once and bound by
 * {@code let}, so that the text grows with the graph; terms may be of any depth. The text depends
 * on the conditions only.
 */
final class SmtLibWriter {
  private static final Pattern SIMPLE =
      Pattern.compile("[a-zA-Z~!@$%^&*_+=<>.?/-][a-zA-Z0-9~!@$%^&*_+=<>.?/-]*");

  private static final Pattern QUOTABLE = Pattern.compile("[^|\\\\]+");

  /** What solvers take for a word of the language, even in bars. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "!|_|as|let|exists|forall|match|par|BINARY|DECIMAL|HEXADECIMAL|NUMERAL|STRING"
              + "|assert|check-sat.*|declare-.*|define-.*|echo|exit|get-.*|pop|push|reset.*|set-.*");

  private final StringBuilder text = new StringBuilder();
  private final Map<Integer, Node> declared = new LinkedHashMap<>();
  private String prefix = "$";

  private SmtLibWriter() {}

  /** The whole script, from its logic to the question whether all conditions can be true. */
  static String script(String logic, List<Bool> conditions) {
    SmtLibWriter writer = new SmtLibWriter();
    List<Graph> graphs = conditions.stream().map(c -> new Graph(Node.of(c))).toList();
    graphs.forEach(writer::declare);
    writer.text.append("(set-logic ").append(logic).append(")\n");
    writer.declared.values().forEach(writer::declaration);
    graphs.forEach(writer::assertion);
    return writer.text.append("(check-sat)\n").toString();
  }

  /** What the conditions have to have declared, in order. */
  static Set<String> names(List<Bool> conditions) {
    SmtLibWriter writer = new SmtLibWriter();
    conditions.forEach(condition -> writer.declare(new Graph(Node.of(condition))));
    return writer.declared.values().stream()
        .map(Node::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Every node below a root, operands first.
   *
   * @param shared those with operands that are operands more than once
   */
  private record Graph(List<Node> inOrder, Set<Node> shared) {
    Graph(Node root) {
      this(new ArrayList<>(), new HashSet<>());
      Set<Node> begun = new HashSet<>();
      Set<Node> ended = new HashSet<>();
      Set<Node> used = new HashSet<>();
      Deque<Node> open = new ArrayDeque<>(List.of(root));
      while (!open.isEmpty()) {
        Node node = open.peek();
        if (begun.add(node)) {
          List<Node> operands = node.children();
          for (int i = operands.size() - 1; i >= 0; i--) {
            Node operand = operands.get(i);
            if (!begun.contains(operand)) {
              open.push(operand);
            }
            if (!used.add(operand) && !operand.children().isEmpty()) {
              shared.add(operand);
            }
          }
        } else if (ended.add(open.pop())) {
          inOrder.add(node);
        }
      }
    }
  }

  private void declare(Graph graph) {
    for (Node node : graph.inOrder) {
      if (node.operator().symbol().isEmpty() && node.operator() != Operator.NUMERAL) {
        declared.putIfAbsent(node.symbol(), node);
        while (node.name().startsWith(prefix)) {
          prefix += "$";
        }
      }
    }
  }

  private void declaration(Node node) {
    text.append("(declare-fun ").append(name(node)).append(" (");
    node.children().forEach(argument -> text.append(sort(argument)));
    text.append(") ").append(sort(node)).append(")\n");
  }

  private void assertion(Graph graph) {
    Map<Node, String> bound = new HashMap<>();
    text.append("(assert ");
    for (Node node : graph.inOrder) {
      if (graph.shared.contains(node)) {
        String name = prefix + (bound.size() + 1);
        text.append("(let ((").append(name).append(' ');
        term(node, bound);
        text.append("))\n");
        bound.put(node, name);
      }
    }
    Node root = graph.inOrder.get(graph.inOrder.size() - 1);
    term(root, bound);
    text.append(")".repeat(bound.size())).append(")\n");
  }

  private void term(Node root, Map<Node, String> bound) {
    Deque<Object> rest = new ArrayDeque<>(List.of(root));
    while (!rest.isEmpty()) {
      Object next = rest.pop();
      if (!(next instanceof Node node)) {
        text.append(next);
      } else if (bound.containsKey(node)) {
        text.append(bound.get(node));
      } else if (node.children().isEmpty()) {
        text.append(leaf(node));
      } else {
        text.append('(').append(head(node));
        rest.push(")");
        List<Node> operands = node.children();
        for (int i = operands.size() - 1; i >= 0; i--) {
          rest.push(operands.get(i));
          rest.push(" ");
        }
      }
    }
  }

  private static String head(Node node) {
    String symbol = node.operator().symbol();
    return switch (node.operator()) {
      case EXTRACT -> "(_ %s %d %d)".formatted(symbol, node.low() + node.width() - 1, node.low());
      case ZERO_EXTEND, SIGN_EXTEND ->
          "(_ %s %d)".formatted(symbol, node.width() - node.children().get(0).width());
      case APPLICATION -> name(node);
      default -> symbol;
    };
  }

  private static String leaf(Node node) {
    return switch (node.operator()) {
      case NUMERAL -> numeral(node.width(), node.numeral());
      case VARIABLE -> name(node);
      default -> node.operator().symbol();
    };
  }

  /** Hexadecimal where the width allows. */
  private static String numeral(int width, long bits) {
    boolean hexadecimal = width % 4 == 0;
    String digits = hexadecimal ? Long.toHexString(bits) : Long.toBinaryString(bits);
    int zeros = width / (hexadecimal ? 4 : 1) - digits.length();
    return (hexadecimal ? "#x" : "#b") + "0".repeat(zeros) + digits;
  }

  private static String sort(Node node) {
    return node.width() == 0 ? "Bool" : "(_ BitVec " + node.width() + ")";
  }

  /** In bars unless it is a simple symbol. An error of ours if there can be no such name. */
  private static String name(Node node) {
    String name = node.name();
    if (RESERVED.matcher(name).matches() || !QUOTABLE.matcher(name).matches()) {
      throw new AssertionError("SMT-LIB has no name '" + name + "'");
    }
    return SIMPLE.matcher(name).matches() ? name : "|" + name + "|";
  }
}
