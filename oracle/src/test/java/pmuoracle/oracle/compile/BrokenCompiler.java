package pmuoracle.oracle.compile;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import pmuoracle.oracle.MutatedClasses;

/** The oracle's classes loaded once more, with one mistake in the compiler. */
final class BrokenCompiler extends MutatedClasses {
  private final Mistake mistake;
  private boolean made;

  /**
   * What one method of the compiler writes, or asks, instead of what is right.
   *
   * @param type a class of the compiler
   * @param right a constant of {@link Opcodes}, a constant of {@code Kind} or a method of Long
   * @param wrong a constant of the same sort; for a method what it shall always answer
   */
  record Mistake(String type, String method, String right, String wrong) {
    String className() {
      return ORACLE + "compile." + type;
    }
  }

  BrokenCompiler(Mistake mistake) {
    super(mistake.className(), mistake.method());
    this.mistake = mistake;
  }

  /** Whether the place was met. */
  boolean isMade() {
    return made;
  }

  @Override
  protected MethodVisitor changed(MethodVisitor method) {
    return new Slip(method);
  }

  private final class Slip extends MethodVisitor {
    Slip(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      boolean here = opcode != Opcodes.NEWARRAY && isRight(operand);
      if (here) {
        super.visitIntInsn(Opcodes.SIPUSH, opcode(mistake.wrong()));
      } else {
        super.visitIntInsn(opcode, operand);
      }
    }

    private boolean isRight(int operand) {
      boolean is = mistake.right().matches("[A-Z_]+") && operand == opcode(mistake.right());
      made |= is;
      return is;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String type) {
      boolean here = owner.endsWith("/Kind") && name.equals(mistake.right());
      made |= here;
      super.visitFieldInsn(opcode, owner, here ? mistake.wrong() : name, type);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String type, boolean isInterface) {
      if (owner.equals("java/lang/Long") && name.equals(mistake.right())) {
        made = true;
        super.visitInsn(Opcodes.POP2);
        super.visitInsn(Opcodes.POP2);
        super.visitIntInsn(Opcodes.SIPUSH, Integer.parseInt(mistake.wrong()));
      } else {
        super.visitMethodInsn(opcode, owner, name, type, isInterface);
      }
    }

    private static int opcode(String name) {
      try {
        return Opcodes.class.getField(name).getInt(null);
      } catch (NoSuchFieldException none) {
        return -1;
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }
  }
}
