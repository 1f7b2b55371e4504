package pmuoracle.oracle.prove;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The oracle's classes loaded once more, with one operator of the encoding replaced by another:
 * what a slip of the pen would have made of it.
 */
final class MutatedEncoding extends ClassLoader {
  private static final String ORACLE = "pmuoracle.oracle.";

  /** The terms themselves stay as they are; they know nothing of the encoding. */
  private static final String TERMS = "pmuoracle.oracle.smt.";

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
    super(MutatedEncoding.class.getClassLoader());
    this.mutation = mutation;
  }

  /** Whether the call was met and changed. */
  boolean isApplied() {
    return applied;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(ORACLE) || name.startsWith(TERMS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String resource = name.replace('.', '/') + ".class";
    try (InputStream in = getResourceAsStream(resource)) {
      byte[] code = Objects.requireNonNull(in, resource).readAllBytes();
      byte[] kept = name.equals(mutation.className()) ? mutated(code) : code;
      return defineClass(name, kept, 0, kept.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] mutated(byte[] code) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(code)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                MethodVisitor method = super.visitMethod(access, name, type, signature, exceptions);
                return name.equals(mutation.method()) ? new Calls(method) : method;
              }
            },
            0);
    return writer.toByteArray();
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
