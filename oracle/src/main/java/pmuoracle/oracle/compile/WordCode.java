package pmuoracle.oracle.compile;

import java.util.function.Consumer;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The bytecode of operations on words. */
final class WordCode {
  private final MethodVisitor method;
  private final Consumer<Operation> value;

  /**
   * Code written to a method.
   *
   * @param value writes what pushes an operand's value
   */
  WordCode(MethodVisitor method, Consumer<Operation> value) {
    this.method = method;
    this.value = value;
  }

  /** Pushes the word an operation computes. */
  void compute(Operation operation) {
    switch (operation.kind()) {
      case ADD -> wrapped(operation, Opcodes.LADD);
      case SUBTRACT -> wrapped(operation, Opcodes.LSUB);
      case MULTIPLY -> wrapped(operation, Opcodes.LMUL);
      case WORD_AND -> plain(operation, Opcodes.LAND);
      case WORD_OR -> plain(operation, Opcodes.LOR);
      case WORD_XOR -> plain(operation, Opcodes.LXOR);
      case SHIFT_LEFT -> {
        shift(operation, Opcodes.LSHL, "left");
        clear(operation.width());
      }
      case SHIFT_RIGHT -> shift(operation, Opcodes.LUSHR, "right");
      case SIGNED_SHIFT_RIGHT -> {
        shift(operation, Opcodes.LSHR, "signedRight");
        clear(operation.width());
      }
      case CONCAT -> {
        value.accept(operation.operand(0));
        shiftBy(Opcodes.LSHL, operation.operand(1).width());
        value.accept(operation.operand(1));
        method.visitInsn(Opcodes.LOR);
      }
      case EXTRACT -> extract(operation);
      case ZERO_EXTEND -> value.accept(operation.operand(0));
      case SIGN_EXTEND -> {
        value.accept(operation.operand(0));
        signExtend(operation.operand(0).width());
        clear(operation.width());
      }
      default -> throw new AssertionError(operation + " is not an operation on words");
    }
  }

  /** Pushes an int below 0 iff the operation, a comparison, holds. */
  void compare(Operation operation) {
    boolean signed = operation.kind() == Kind.SIGNED_BELOW;
    for (Operation operand : operation.operands()) {
      value.accept(operand);
      if (signed) {
        shiftBy(Opcodes.LSHL, 64 - operand.width());
      } else if (operand.width() == 64) {
        // Narrower words are never negative as longs.
        push(Long.MIN_VALUE);
        method.visitInsn(Opcodes.LXOR);
      }
    }
    method.visitInsn(Opcodes.LCMP);
  }

  void push(int value) {
    if (value >= -1 && value <= 5) {
      method.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value == (byte) value) {
      method.visitIntInsn(Opcodes.BIPUSH, value);
    } else if (value == (short) value) {
      method.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      method.visitLdcInsn(value);
    }
  }

  void push(long value) {
    if (value == 0 || value == 1) {
      method.visitInsn(value == 0 ? Opcodes.LCONST_0 : Opcodes.LCONST_1);
    } else if (value == (int) value) {
      // Half the room of a long in the constant pool.
      push((int) value);
      method.visitInsn(Opcodes.I2L);
    } else {
      method.visitLdcInsn(value);
    }
  }

  private void plain(Operation operation, int opcode) {
    value.accept(operation.operand(0));
    value.accept(operation.operand(1));
    method.visitInsn(opcode);
  }

  private void wrapped(Operation operation, int opcode) {
    plain(operation, opcode);
    clear(operation.width());
  }

  private void extract(Operation operation) {
    int low = (int) operation.detail();
    value.accept(operation.operand(0));
    shiftBy(Opcodes.LUSHR, low);
    if (low + operation.width() < operation.operand(0).width()) {
      clear(operation.width());
    }
  }

  private void shift(Operation operation, int opcode, String computed) {
    Operation amount = operation.operand(1);
    int width = operation.width();
    value.accept(operation.operand(0));
    if (operation.kind() == Kind.SIGNED_SHIFT_RIGHT) {
      signExtend(width);
    }
    if (amount.kind() == Kind.CONSTANT && Long.compareUnsigned(amount.detail(), width) < 0) {
      shiftBy(opcode, (int) amount.detail());
    } else {
      value.accept(amount);
      push(width);
      method.visitMethodInsn(
          Opcodes.INVOKESTATIC, "pmuoracle/oracle/compile/Shift", computed, "(JJI)J", false);
    }
  }

  private void signExtend(int width) {
    shiftBy(Opcodes.LSHL, 64 - width);
    shiftBy(Opcodes.LSHR, 64 - width);
  }

  private void shiftBy(int opcode, int amount) {
    if (amount > 0) {
      push(amount);
      method.visitInsn(opcode);
    }
  }

  /** Clears the bits above the width. */
  private void clear(int width) {
    if (width < 64) {
      push(-1L >>> -width);
      method.visitInsn(Opcodes.LAND);
    }
  }
}
