package pmuoracle.oracle.compile;

import java.util.List;

/**
 * A node of the lowered graph: at most three operands, and few kinds. Equal iff identical, since a
 * {@link Lowering} makes each only once.
 */
final class Operation {
  private final int number;
  private final Kind kind;
  private final int width;
  private final long detail;
  private final List<Operation> operands;

  /**
   * An operation.
   *
   * @param number its place in an order where operands come before their users
   * @param width bits of a word, 0 for a truth value
   * @param detail a constant's bits, an input's or predicate's place, an extract's lowest bit
   */
  Operation(int number, Kind kind, int width, long detail, List<Operation> operands) {
    this.number = number;
    this.kind = kind;
    this.width = width;
    this.detail = detail;
    this.operands = List.copyOf(operands);
  }

  int number() {
    return number;
  }

  Kind kind() {
    return kind;
  }

  int width() {
    return width;
  }

  boolean isTruth() {
    return width == 0;
  }

  boolean isZero() {
    return kind == Kind.CONSTANT && detail == 0;
  }

  long detail() {
    return detail;
  }

  List<Operation> operands() {
    return operands;
  }

  Operation operand(int place) {
    return operands.get(place);
  }

  @Override
  public String toString() {
    return kind + "#" + number;
  }
}
