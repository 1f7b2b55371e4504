package pmuoracle.oracle.prove;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import pmuoracle.oracle.MutatedClasses;

/**
 * The oracle's classes loaded once more, with one operator of the encoding replaced by another:
 * what a slip of the pen would have made of it.
 */
final class MutatedEncoding extends MutatedClasses {
  private final Mutation mutation;
  private boolean applied;

  /**
   * One changed call.
   *
   * @param type a class of the encoding, below its package: {@code x86.Entry}
   * @param method where in it
   * @param operator a method of a term
   * @param occurrence which call of it, from 1
   * @param instead a method of a term with the same parameters and result
   */
  record Mutation(String type, String method, String operator, int occurrence, String instead) {
    String className() {
      return ORACLE + "encoding." + type;
    }
  }

  MutatedEncoding(Mutation mutation) {
    super(mutation.className(), mutation.method());
    this.mutation = mutation;
  }

  /** Whether the call was met and changed. */
  boolean isApplied() {
    return applied;
  }

  @Override
  protected MethodVisitor changed(MethodVisitor method) {
    return new Calls(method);
  }

  private final class Calls extends MethodVisitor {
    private int met;

    Calls(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String type, boolean isInterface) {
      boolean term = owner.startsWith(TERMS.replace('.', '/'));
      boolean here = term && name.equals(mutation.operator()) && ++met == mutation.occurrence();
      applied |= here;
      super.visitMethodInsn(opcode, owner, here ? mutation.instead() : name, type, isInterface);
    }
  }
}
