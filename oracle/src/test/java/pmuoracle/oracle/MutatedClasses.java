package pmuoracle.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The oracle's classes loaded once more, with one method changed. */
public abstract class MutatedClasses extends ClassLoader {
  protected static final String ORACLE = "pmuoracle.oracle.";

  /** Terms and what the solver says of them stay as they are. */
  protected static final String TERMS = ORACLE + "smt.";

  private final String changedType;
  private final String changedMethod;

  /**
   * Nothing is loaded yet.
   *
   * @param type the full name of the class that is changed
   * @param method every method of this name in it
   */
  protected MutatedClasses(String type, String method) {
    super(MutatedClasses.class.getClassLoader());
    changedType = type;
    changedMethod = method;
  }

  /** What is written instead of the method. */
  protected abstract MethodVisitor changed(MethodVisitor method);

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
      byte[] kept = name.equals(changedType) ? changed(code) : code;
      return defineClass(name, kept, 0, kept.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] changed(byte[] code) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    new ClassReader(code)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                MethodVisitor method = super.visitMethod(access, name, type, signature, exceptions);
                return name.equals(changedMethod) ? changed(method) : method;
              }
            },
            0);
    return writer.toByteArray();
  }
}
