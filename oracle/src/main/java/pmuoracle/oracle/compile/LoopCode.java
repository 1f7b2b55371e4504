package pmuoracle.oracle.compile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The class file of a function in a loop: what does not depend on the part is computed before it,
 * the rest once for each part.
 */
final class LoopCode {
  private static final int STATE = 3;
  private static final int AT = 4;
  private static final int COUNT = 5;
  private static final int NUMBER = 6;
  private static final int ANSWERS = 8;
  private static final int INTO = 9;
  private static final int CARRIED = 10;
  private static final int FIRST_FREE = 12;

  private final Loop loop;
  private final List<Operation> operations;
  private final List<Operation> outputs;
  private final Schedule schedule;

  /** Whether each operation is the same for every part, and asks no predicate. */
  private final BitSet shared = new BitSet();

  private LoopCode(Loop loop, List<Operation> operations, List<Operation> outputs) {
    this.loop = loop;
    this.operations = operations;
    this.outputs = outputs;
    schedule = Schedule.of(operations, outputs);
    operations.stream().filter(this::isShared).forEach(o -> shared.set(o.number()));
  }

  /** An error of ours if one method cannot hold the function. */
  static byte[] of(Loop loop, List<Operation> operations, List<Operation> outputs) {
    return new LoopCode(loop, operations, outputs).write();
  }

  private boolean isShared(Operation operation) {
    return switch (operation.kind()) {
      case INPUT -> loop.isShared(operation);
      case PREDICATE -> false;
      default -> operation.operands().stream().allMatch(o -> shared.get(o.number()));
    };
  }

  private byte[] write() {
    if (schedule.units().size() > 1 || !schedule.called().isEmpty()) {
      throw new AssertionError("a function of " + operations.size() + " operations is too long");
    }
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    ClassCode.begin(writer, "pmuoracle/oracle/compile/CompiledLoop");
    MethodVisitor method =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC,
            "apply",
            "([J[Ljava/util/function/LongPredicate;[JIIJ[JIJ)J",
            null,
            null);
    method.visitCode();
    body(method);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private void body(MethodVisitor method) {
    MethodCode code = new MethodCode(method, schedule, FIRST_FREE, this::push);
    hoisted().forEach(code::keep);
    Label next = new Label();
    Label end = new Label();
    method.visitLabel(next);
    method.visitVarInsn(Opcodes.ILOAD, COUNT);
    method.visitJumpInsn(Opcodes.IFLE, end);
    part(method, code);
    method.visitIincInsn(COUNT, -1);
    method.visitIincInsn(AT, loop.size());
    method.visitIincInsn(INTO, outputs.size() - loop.size());
    method.visitVarInsn(Opcodes.LLOAD, NUMBER);
    method.visitInsn(Opcodes.LCONST_1);
    method.visitInsn(Opcodes.LADD);
    method.visitVarInsn(Opcodes.LSTORE, NUMBER);
    method.visitJumpInsn(Opcodes.GOTO, next);
    method.visitLabel(end);
    method.visitVarInsn(Opcodes.LLOAD, CARRIED);
    method.visitInsn(Opcodes.LRETURN);
  }

  /** What is computed before the loop: whatever is shared and needed more than once. */
  private List<Operation> hoisted() {
    Unit unit = schedule.units().get(0);
    List<Operation> hoisted = new ArrayList<>();
    unit.outside().keySet().stream().filter(loop::isShared).forEach(hoisted::add);
    unit.statements().stream()
        .filter(Statement.Keep.class::isInstance)
        .map(Statement::operation)
        .filter(operation -> shared.get(operation.number()))
        .forEach(hoisted::add);
    return hoisted;
  }

  /** One part: everything is computed before the first word of the next part is written. */
  private void part(MethodVisitor method, MethodCode code) {
    for (Statement statement : schedule.units().get(0).statements()) {
      if (statement instanceof Statement.Keep && !shared.get(statement.operation().number())) {
        code.keep(statement.operation());
      }
    }
    for (int i = 0; i < loop.size(); i++) {
      if (changes(i)) {
        code.keep(outputs.get(i));
      }
    }
    for (int i = loop.size(); i < outputs.size(); i++) {
      method.visitVarInsn(Opcodes.ALOAD, ANSWERS);
      method.visitVarInsn(Opcodes.ILOAD, INTO);
      code.plus(i - loop.size());
      code.longValue(outputs.get(i));
      method.visitInsn(Opcodes.LASTORE);
    }
    if (loop.carried() >= 0) {
      code.longValue(outputs.get(loop.carries()));
      method.visitVarInsn(Opcodes.LSTORE, CARRIED);
    }
    for (int i = 0; i < loop.size(); i++) {
      if (changes(i)) {
        method.visitVarInsn(Opcodes.ALOAD, STATE);
        method.visitVarInsn(Opcodes.ILOAD, AT);
        code.plus(i);
        code.longValue(outputs.get(i));
        method.visitInsn(Opcodes.LASTORE);
      }
    }
  }

  private boolean changes(int place) {
    Operation output = outputs.get(place);
    return output.kind() != Kind.INPUT || output.detail() != loop.part() + place;
  }

  /** Pushes an input as a long. */
  private void push(MethodCode code, MethodVisitor method, Operation input) {
    if (loop.isPart(input)) {
      method.visitVarInsn(Opcodes.ALOAD, STATE);
      method.visitVarInsn(Opcodes.ILOAD, AT);
      code.plus((int) input.detail() - loop.part());
      method.visitInsn(Opcodes.LALOAD);
    } else if (input.detail() == loop.number()) {
      method.visitVarInsn(Opcodes.LLOAD, NUMBER);
    } else if (input.detail() == loop.carried()) {
      method.visitVarInsn(Opcodes.LLOAD, CARRIED);
    } else {
      method.visitVarInsn(Opcodes.ALOAD, MethodCode.INPUTS);
      code.number((int) input.detail());
      method.visitInsn(Opcodes.LALOAD);
    }
  }
}
