package pmuoracle.oracle.compile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The oracle's classes loaded once more, with one mistake in the compiler. */
final class BrokenCompiler extends ClassLoader {
  private static final String ORACLE = "pmuoracle.oracle.";

  /** What the solver says stays as it is. */
  private static final String TERMS = ORACLE + "smt.";

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
    super(BrokenCompiler.class.getClassLoader());
    this.mistake = mistake;
  }

  /** Whether the place was met. */
  boolean isMade() {
    return made;
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
      byte[] kept = name.equals(mistake.className()) ? broken(code) : code;
      return defineClass(name, kept, 0, kept.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] broken(byte[] code) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    new ClassReader(code)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                MethodVisitor method = super.visitMethod(access, name, type, signature, exceptions);
                return name.equals(mistake.method()) ? new Slip(method) : method;
              }
            },
            0);
    return writer.toByteArray();
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
