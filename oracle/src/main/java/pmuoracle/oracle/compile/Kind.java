package pmuoracle.oracle.compile;

/** What a lowered operation does. */
enum Kind {
  CONSTANT(4),
  INPUT(7),
  PREDICATE(11),
  /** What is answered of a word, a bit for each predicate. */
  ANSWERS(7),
  NOT(6),
  AND(14),
  OR(14),
  /** Of two words or two truth values. */
  EQUAL(12),
  BELOW(18),
  SIGNED_BELOW(18),
  CHOICE(12),
  ADD(5),
  SUBTRACT(5),
  MULTIPLY(5),
  WORD_AND(4),
  WORD_OR(4),
  WORD_XOR(4),
  SHIFT_LEFT(9),
  SHIFT_RIGHT(9),
  SIGNED_SHIFT_RIGHT(16),
  CONCAT(4),
  EXTRACT(7),
  ZERO_EXTEND(4),
  SIGN_EXTEND(10);

  private final int bytes;

  Kind(int bytes) {
    this.bytes = bytes;
  }

  /** No less than the bytecodes of the operation itself, and at least 4. */
  int bytes() {
    return bytes;
  }

  /** Whether there is nothing to gain from keeping its value. */
  boolean isLeaf() {
    return this == CONSTANT || this == INPUT;
  }

  /** Whether keeping its operand's value is as good as keeping its own. */
  boolean isFree() {
    return this == NOT || this == ZERO_EXTEND;
  }
}
