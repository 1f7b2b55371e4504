package pmuoracle.oracle.compile;

/** What a generated method does with the value of an operation. */
sealed interface MethodStatement {
  Operation operation();

  /** No less than the bytecodes of the statement without its operation. */
  int bytes();

  /** Keeps it for later statements. */
  record Keep(Operation operation) implements MethodStatement {
    @Override
    public int bytes() {
      return 15;
    }
  }

  /** Writes it to a place of the outputs. */
  record Output(Operation operation, int place) implements MethodStatement {
    @Override
    public int bytes() {
      return 6;
    }
  }

  /** Returns it. */
  record Result(Operation operation) implements MethodStatement {
    @Override
    public int bytes() {
      return 1;
    }
  }
}
