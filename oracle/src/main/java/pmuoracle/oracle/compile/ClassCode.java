package pmuoracle.oracle.compile;

import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The class file of a plan. */
final class ClassCode {
  /** In the package of {@link Shift}, which the code calls. */
  static final String NAME = "pmuoracle/oracle/compile/CompiledTerms";

  private final Schedule plan;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);

  private ClassCode(Schedule plan) {
    this.plan = plan;
  }

  /** An error of ours if the plan needs more constants or methods than a class file can have. */
  static byte[] of(Schedule plan) {
    try {
      return new ClassCode(plan).write();
    } catch (ClassTooLargeException e) {
      throw new AssertionError(
          "the terms need a constant pool of %d; a class file has 65535; compile fewer at a time"
              .formatted(e.getConstantPoolCount()),
          e);
    }
  }

  private byte[] write() {
    begin(writer, "pmuoracle/oracle/compile/Compiled");
    evaluate();
    if (plan.units().size() > 1) {
      for (int i = 0; i < plan.units().size(); i++) {
        method("unit" + i, plan.units().get(i), "V");
      }
    }
    plan.called()
        .forEach(
            (operation, unit) ->
                method(MethodCode.name(operation), unit, MethodCode.type(operation)));
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** The class that has the interface, with its constructor. */
  static void begin(ClassWriter writer, String type) {
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC,
        NAME,
        null,
        "java/lang/Object",
        new String[] {type});
    MethodVisitor method = writer.visitMethod(0, "<init>", "()V", null, null);
    method.visitCode();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    end(method);
  }

  private void evaluate() {
    MethodVisitor method =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC,
            "evaluate",
            "([J[Ljava/util/function/LongPredicate;[J)V",
            null,
            null);
    method.visitCode();
    scratch(method);
    if (plan.units().size() == 1) {
      // A call that HotSpot does not inline costs as much as a small filter.
      new MethodCode(method, plan).unit(plan.units().get(0));
    } else {
      for (int i = 0; i < plan.units().size(); i++) {
        MethodCode.call(method, "unit" + i, "V");
      }
    }
    end(method);
  }

  private void scratch(MethodVisitor method) {
    if (plan.slots().isEmpty()) {
      method.visitInsn(Opcodes.ACONST_NULL);
    } else {
      method.visitLdcInsn(plan.slots().size());
      method.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_LONG);
    }
    method.visitVarInsn(Opcodes.ASTORE, MethodCode.SCRATCH);
  }

  private void method(String name, Unit unit, String result) {
    MethodVisitor method =
        writer.visitMethod(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, name, MethodCode.ARRAYS + result, null, null);
    method.visitCode();
    new MethodCode(method, plan).unit(unit);
    if (result.equals("V")) {
      method.visitInsn(Opcodes.RETURN);
    }
    method.visitMaxs(0, 0);
    method.visitEnd();
  }

  private static void end(MethodVisitor method) {
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }
}
