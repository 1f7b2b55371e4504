package pmuoracle.oracle.compile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The bytecode of one generated method. On the operand stack a word is a zero-extended long, a
 * truth value an int 0 or 1.
 */
final class MethodCode {
  static final String ARRAYS = "([J[Ljava/util/function/LongPredicate;[J[J)";
  static final int INPUTS = 1;
  static final int PREDICATES = 2;
  static final int OUTPUTS = 3;
  static final int SCRATCH = 4;
  private static final int FIRST_FREE = 5;
  private static final boolean[] BOTH = {false, true};

  /** What pushes an input as a long. */
  interface Inputs {
    void push(MethodCode code, MethodVisitor method, Operation input);
  }

  private final MethodVisitor method;
  private final Schedule plan;
  private final Map<Operation, Integer> locals;
  private final WordCode words;
  private final int firstFree;
  private final Inputs inputs;

  MethodCode(MethodVisitor method, Schedule plan) {
    this(method, plan, FIRST_FREE, MethodCode::pushInput, Map.of());
  }

  /**
   * A method of other parameters, not cut.
   *
   * @param firstFree the first local that is free
   */
  MethodCode(MethodVisitor method, int firstFree, Inputs inputs) {
    this(method, Schedule.NONE, firstFree, inputs, Map.of());
  }

  private MethodCode(
      MethodVisitor method,
      Schedule plan,
      int firstFree,
      Inputs inputs,
      Map<Operation, Integer> locals) {
    this.method = method;
    this.plan = plan;
    this.firstFree = firstFree;
    this.inputs = inputs;
    this.locals = new LinkedHashMap<>(locals);
    words = new WordCode(method, this::value);
  }

  /** Code further on in the method, whose locals the code after it does not know. */
  MethodCode inner() {
    return new MethodCode(method, plan, firstFree, inputs, locals);
  }

  private static void pushInput(MethodCode code, MethodVisitor method, Operation input) {
    method.visitVarInsn(Opcodes.ALOAD, INPUTS);
    code.number((int) input.detail());
    method.visitInsn(Opcodes.LALOAD);
  }

  /** Pushes the number as an int. */
  void number(int number) {
    words.push(number);
  }

  /** Adds the number to the int on the stack. */
  void plus(int number) {
    if (number != 0) {
      number(number);
      method.visitInsn(Opcodes.IADD);
    }
  }

  /** Whether it is in a local. */
  boolean isKept(Operation operation) {
    return locals.containsKey(operation);
  }

  /** Computes the operation into a local from which it is read from then on. */
  void keep(Operation operation) {
    if (!locals.containsKey(operation)) {
      computed(operation);
      storeLocal(operation);
    }
  }

  /** The same, but 0 where it is not needed. */
  void keep(Operation operation, Needs needs) {
    if (locals.containsKey(operation)) {
      return;
    }
    Label otherwise = new Label();
    boolean some = false;
    for (Operation truth : locals.keySet()) {
      for (boolean when : BOTH) {
        if (truth.isTruth() && needs.isNeededOnlyIf(operation, truth, when)) {
          some = true;
          jumpOnValue(truth, !when, otherwise);
        }
      }
    }
    computed(operation);
    if (some) {
      Label end = new Label();
      method.visitJumpInsn(Opcodes.GOTO, end);
      method.visitLabel(otherwise);
      method.visitInsn(operation.isTruth() ? Opcodes.ICONST_0 : Opcodes.LCONST_0);
      method.visitLabel(end);
    }
    storeLocal(operation);
  }

  /** Pushes the value as a long. */
  void longValue(Operation operation) {
    value(operation);
    if (operation.isTruth()) {
      method.visitInsn(Opcodes.I2L);
    }
  }

  void unit(Unit unit) {
    unit.outside()
        .forEach(
            (operation, uses) -> {
              if (uses > 1) {
                outside(operation);
                storeLocal(operation);
              }
            });
    unit.statements().forEach(this::statement);
  }

  /** Calls the method that computes an operation, or runs a unit. */
  static void call(MethodVisitor method, String name, String result) {
    for (int local = 0; local <= SCRATCH; local++) {
      method.visitVarInsn(Opcodes.ALOAD, local);
    }
    method.visitMethodInsn(
        Opcodes.INVOKESPECIAL, ClassCode.NAME, name, ARRAYS + result, /* isInterface= */ false);
  }

  static String name(Operation operation) {
    return "operation" + operation.number();
  }

  static String type(Operation operation) {
    return operation.isTruth() ? "I" : "J";
  }

  private void statement(MethodStatement statement) {
    Operation operation = statement.operation();
    if (statement instanceof MethodStatement.Keep) {
      computed(operation);
      storeLocal(operation);
      Integer slot = plan.slots().get(operation);
      if (slot != null) {
        storeLong(SCRATCH, slot, operation);
      }
    } else if (statement instanceof MethodStatement.Output output) {
      storeLong(OUTPUTS, output.place(), operation);
    } else {
      computed(operation);
      method.visitInsn(operation.isTruth() ? Opcodes.IRETURN : Opcodes.LRETURN);
    }
  }

  private void storeLong(int array, int place, Operation operation) {
    method.visitVarInsn(Opcodes.ALOAD, array);
    words.push(place);
    longValue(operation);
    method.visitInsn(Opcodes.LASTORE);
  }

  private void storeLocal(Operation operation) {
    // Every local has room for a long, whatever it holds.
    int local = firstFree + 2 * locals.size();
    locals.put(operation, local);
    method.visitVarInsn(operation.isTruth() ? Opcodes.ISTORE : Opcodes.LSTORE, local);
  }

  /** Pushes the value, wherever it comes from. */
  void value(Operation operation) {
    Integer local = locals.get(operation);
    if (local != null) {
      method.visitVarInsn(operation.isTruth() ? Opcodes.ILOAD : Opcodes.LLOAD, local);
    } else if (operation.kind() == Kind.INPUT || plan.slots().containsKey(operation)) {
      outside(operation);
    } else if (plan.called().containsKey(operation)) {
      call(method, name(operation), type(operation));
    } else {
      computed(operation);
    }
  }

  /** Pushes an input, or a value another method kept. */
  private void outside(Operation operation) {
    if (operation.kind() == Kind.INPUT) {
      inputs.push(this, method, operation);
    } else {
      method.visitVarInsn(Opcodes.ALOAD, SCRATCH);
      words.push(Objects.requireNonNull(plan.slots().get(operation)));
      method.visitInsn(Opcodes.LALOAD);
    }
    if (operation.isTruth()) {
      method.visitInsn(Opcodes.L2I);
    }
  }

  private void computed(Operation operation) {
    switch (operation.kind()) {
      case INPUT -> outside(operation);
      case PREDICATE -> predicate(operation);
      case ANSWERS -> answers(operation);
      case CHOICE -> choice(operation);
      case CONSTANT -> {
        if (operation.isTruth()) {
          words.push((int) operation.detail());
        } else {
          words.push(operation.detail());
        }
      }
      case NOT -> {
        value(operation.operand(0));
        method.visitInsn(Opcodes.ICONST_1);
        method.visitInsn(Opcodes.IXOR);
      }
      case AND, OR, EQUAL, BELOW, SIGNED_BELOW -> truth(operation);
      case ADD,
          SUBTRACT,
          MULTIPLY,
          WORD_AND,
          WORD_OR,
          WORD_XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT,
          SIGNED_SHIFT_RIGHT,
          CONCAT,
          EXTRACT,
          ZERO_EXTEND,
          SIGN_EXTEND ->
          words.compute(operation);
    }
  }

  private void predicate(Operation operation) {
    method.visitVarInsn(Opcodes.ALOAD, PREDICATES);
    words.push((int) operation.detail());
    method.visitInsn(Opcodes.AALOAD);
    value(operation.operand(0));
    method.visitMethodInsn(
        Opcodes.INVOKEINTERFACE, "java/util/function/LongPredicate", "test", "(J)Z", true);
  }

  private void answers(Operation operation) {
    method.visitVarInsn(Opcodes.ALOAD, PREDICATES);
    value(operation.operand(0));
    method.visitMethodInsn(
        Opcodes.INVOKEINTERFACE,
        "java/util/function/LongUnaryOperator",
        "applyAsLong",
        "(J)J",
        true);
  }

  private void choice(Operation operation) {
    Label otherwise = new Label();
    Label end = new Label();
    jump(operation.operand(0), false, otherwise);
    value(operation.operand(1));
    method.visitJumpInsn(Opcodes.GOTO, end);
    method.visitLabel(otherwise);
    value(operation.operand(2));
    method.visitLabel(end);
  }

  private void truth(Operation operation) {
    Label holds = new Label();
    Label end = new Label();
    jumpComputed(operation, true, holds);
    method.visitInsn(Opcodes.ICONST_0);
    method.visitJumpInsn(Opcodes.GOTO, end);
    method.visitLabel(holds);
    method.visitInsn(Opcodes.ICONST_1);
    method.visitLabel(end);
  }

  /** Jumps iff the truth value is {@code when}. */
  void jump(Operation truth, boolean when, Label target) {
    if (locals.containsKey(truth)
        || plan.slots().containsKey(truth)
        || plan.called().containsKey(truth)) {
      jumpOnValue(truth, when, target);
    } else {
      jumpComputed(truth, when, target);
    }
  }

  private void jumpComputed(Operation truth, boolean when, Label target) {
    switch (truth.kind()) {
      case NOT -> jump(truth.operand(0), !when, target);
      case AND -> jumpOnBoth(truth, false, when, target);
      case OR -> jumpOnBoth(truth, true, when, target);
      case CHOICE -> {
        Label otherwise = new Label();
        Label end = new Label();
        jump(truth.operand(0), false, otherwise);
        jump(truth.operand(1), when, target);
        method.visitJumpInsn(Opcodes.GOTO, end);
        method.visitLabel(otherwise);
        jump(truth.operand(2), when, target);
        method.visitLabel(end);
      }
      case EQUAL -> {
        value(truth.operand(0));
        value(truth.operand(1));
        if (truth.operand(0).isTruth()) {
          method.visitJumpInsn(when ? Opcodes.IF_ICMPEQ : Opcodes.IF_ICMPNE, target);
        } else {
          method.visitInsn(Opcodes.LCMP);
          method.visitJumpInsn(when ? Opcodes.IFEQ : Opcodes.IFNE, target);
        }
      }
      case BELOW, SIGNED_BELOW -> {
        words.compare(truth);
        method.visitJumpInsn(when ? Opcodes.IFLT : Opcodes.IFGE, target);
      }
      // CONSTANT, INPUT and PREDICATE; no other kind is a truth value.
      default -> jumpOnValue(truth, when, target);
    }
  }

  /**
   * For "and" and "or".
   *
   * @param decides the value of an operand that decides alone
   */
  private void jumpOnBoth(Operation truth, boolean decides, boolean when, Label target) {
    Label end = new Label();
    jump(truth.operand(0), decides, decides == when ? target : end);
    jump(truth.operand(1), when, target);
    method.visitLabel(end);
  }

  private void jumpOnValue(Operation truth, boolean when, Label target) {
    value(truth);
    method.visitJumpInsn(when ? Opcodes.IFNE : Opcodes.IFEQ, target);
  }
}
