package pmuoracle.oracle.compile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Where the graph is cut: values needed more than once are kept, and computed before anything that
 * may need them; of the trees that remain, branches too long for one method are called where they
 * are needed, so what a first operand decides is still not looked at further.
 */
final class Cut {
  /** HotSpot never compiles a method of more bytecodes. */
  static final int COMPILED_BYTES = 8_000;

  /** Bytecodes of a method, as estimated; the rest is for values loaded to locals first. */
  static final int METHOD_BYTES = 6_000;

  private static final int LOAD_BYTES = 8;
  private static final int CALL_BYTES = 12;

  private final List<Operation> operations;
  private final BitSet kept = new BitSet();
  private final BitSet called = new BitSet();
  private final int[] bytes;

  /**
   * The cut of a graph.
   *
   * @param operations every operation, operands before their users
   * @param outputs what is to be computed
   */
  Cut(List<Operation> operations, List<Operation> outputs) {
    this.operations = operations;
    bytes = new int[operations.size()];
    keep(outputs);
    operations.forEach(this::measure);
  }

  /** Whether the value is computed once, before its users. */
  boolean isKept(Operation operation) {
    return kept.get(operation.number());
  }

  /** Whether the value is computed by a method of its own, each time it is needed. */
  boolean isCalled(Operation operation) {
    return called.get(operation.number());
  }

  /** No less than the bytecodes to compute the operation, up to what is kept or called. */
  int bytes(Operation operation) {
    return bytes[operation.number()];
  }

  List<Operation> kept() {
    return kept.stream().mapToObj(operations::get).toList();
  }

  List<Operation> called() {
    return called.stream().mapToObj(operations::get).toList();
  }

  private void keep(List<Operation> outputs) {
    long[] uses = new long[operations.size()];
    outputs.forEach(output -> uses[output.number()]++);
    for (int i = operations.size() - 1; i >= 0; i--) {
      Operation user = operations.get(i);
      long each = user.kind().isFree() ? Math.min(uses[i], 2) : Math.min(uses[i], 1);
      user.operands().forEach(operand -> uses[operand.number()] += each);
      kept.set(i, uses[i] > 1 && !user.kind().isLeaf() && !user.kind().isFree());
    }
  }

  private void measure(Operation operation) {
    List<Operation> longest = new ArrayList<>(operation.operands());
    longest.sort(Comparator.comparingInt(this::used).reversed());
    for (Operation operand : longest) {
      if (total(operation) > METHOD_BYTES && !isKept(operand)) {
        called.set(operand.number());
      }
    }
    bytes[operation.number()] = total(operation);
  }

  private int total(Operation operation) {
    return operation.kind().bytes() + operation.operands().stream().mapToInt(this::used).sum();
  }

  /** To have the operation's value, wherever it comes from. */
  private int used(Operation operation) {
    return isKept(operation) ? LOAD_BYTES : isCalled(operation) ? CALL_BYTES : bytes(operation);
  }
}
