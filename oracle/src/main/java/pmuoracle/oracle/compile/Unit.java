package pmuoracle.oracle.compile;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The statements of one generated method.
 *
 * @param statements in order
 * @param outside how often the method needs each input, and each kept value of other methods
 */
record Unit(List<MethodStatement> statements, Map<Operation, Integer> outside) {
  Unit {
    statements = List.copyOf(statements);
  }

  static Unit of(List<MethodStatement> statements, Cut cut) {
    Map<Operation, Integer> outside = new LinkedHashMap<>();
    Set<Operation> inside = new HashSet<>();
    for (MethodStatement statement : statements) {
      if (statement instanceof MethodStatement.Keep keep) {
        count(keep.operation(), cut, inside, outside);
        inside.add(keep.operation());
      } else if (statement instanceof MethodStatement.Result result) {
        count(result.operation(), cut, inside, outside);
      } else {
        use(statement.operation(), cut, inside, outside);
      }
    }
    return new Unit(statements, outside);
  }

  // The recursion is no deeper than a method is long.
  private static void count(
      Operation computed, Cut cut, Set<Operation> inside, Map<Operation, Integer> outside) {
    computed.operands().forEach(operand -> use(operand, cut, inside, outside));
  }

  private static void use(
      Operation used, Cut cut, Set<Operation> inside, Map<Operation, Integer> outside) {
    if (used.kind() == Kind.INPUT || cut.isKept(used)) {
      if (!inside.contains(used)) {
        outside.merge(used, 1, Integer::sum);
      }
    } else if (!cut.isCalled(used)) {
      count(used, cut, inside, outside);
    }
  }
}
