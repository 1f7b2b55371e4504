package pmuoracle.oracle.compile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import pmuoracle.oracle.step.Layout;
import pmuoracle.oracle.step.Plan;
import pmuoracle.oracle.step.Reach;

/**
 * The class file of a {@link Transition}: the registers, then what all counters need alike, then a
 * loop over the counters of each sort.
 */
final class TransitionCode extends StateCode {
  private static final int REGISTERS = 3;
  private static final int OWN = 4;
  private static final int COUNTERS = 5;
  private static final int AT = 6;
  private static final int COUNT = 7;
  private static final int TRACE = 9;
  private static final int FIRED = 10;
  private static final int NUMBER = 11;
  private static final int CARRIED = 13;
  private static final int ANSWER = 15;
  private static final int KNOWN = 17;
  private static final int RULES = 18;

  private final Layout layout;
  private final Plan<?, ?, ?> plan;

  /** Whether it is about one counter. */
  private final boolean one;

  /** Whether all counters' answers are one cell. */
  private final boolean together;

  private final Optional<List<Operation>> registers;
  private final List<Sort> sorts = new ArrayList<>();

  /** What is the same for every counter, and asks no predicate. */
  private final BitSet shared = new BitSet();

  /** What is computed once for all. */
  private final Cut cut;

  /** When each operation is needed of all that is computed. */
  private final Needs all;

  /**
   * The counters of one sort.
   *
   * @param idle whether a counter is left as it is
   * @param cut what of one counter is computed once
   * @param needs when each operation is needed of one counter
   */
  private record Sort(List<Operation> outputs, Operation idle, Cut cut, Needs needs) {}

  private TransitionCode(
      Layout layout, Plan<?, ?, ?> plan, TransitionTerms terms, Lowering lowering) {
    super(
        "pmuoracle/oracle/compile/Transition",
        "take",
        "([JLjava/util/function/LongUnaryOperator;[JI[JIIILpmuoracle/spec/Trace;[J)V",
        new Rules(FIRED, RULES, terms.rules()),
        lowering.all());
    this.layout = layout;
    this.plan = plan;
    one = plan.reach() == Reach.ONE;
    together = plan.showsOne() || plan.showsBits();
    registers = terms.registers().map(lowering::lower);
    List<List<Operation>> counters = terms.counters().stream().map(lowering::lower).toList();
    List<Operation> idle = lowering.lower(terms.idle());
    operations.stream().filter(this::isShared).forEach(o -> shared.set(o.number()));
    List<Operation> computed = new ArrayList<>();
    registers.ifPresent(outputs -> computed.addAll(ofRegisters(outputs)));
    for (int i = 0; i < counters.size(); i++) {
      List<Operation> needed = ofCounter(counters.get(i), idle.get(i));
      computed.addAll(needed);
      sorts.add(
          new Sort(
              counters.get(i),
              idle.get(i),
              new Cut(operations, needed),
              new Needs(operations, needed)));
    }
    cut = new Cut(operations, computed);
    all = new Needs(operations, computed);
  }

  /** As {@link #write} says. */
  static byte[] of(Layout layout, Plan<?, ?, ?> plan, TransitionTerms terms, Lowering lowering) {
    return new TransitionCode(layout, plan, terms, lowering).write();
  }

  private boolean isShared(Operation operation) {
    return switch (operation.kind()) {
      case INPUT -> isSharedInput(operation);
      case ANSWERS -> false;
      default -> operation.operands().stream().allMatch(o -> shared.get(o.number()));
    };
  }

  private boolean isSharedInput(Operation input) {
    boolean isOfLoop =
        !one && (input.detail() == layout.index() || input.detail() == layout.carried());
    return !isOfLoop && !isOf(input, layout.counter(), layout.counterSize());
  }

  private List<Operation> ofRegisters(List<Operation> outputs) {
    List<Operation> needed = new ArrayList<>(changed(outputs, layout.before(), layout.registers()));
    needed.add(outputs.get(layout.follow()));
    if (plan.showsFault()) {
      needed.add(outputs.get(layout.fault()));
    }
    if (plan.showsAnswer()) {
      needed.add(outputs.get(layout.registersAnswer()));
    }
    if (plan.showsAnswer() || plan.showsBits()) {
      needed.add(outputs.get(layout.registersKnown()));
    }
    needed.addAll(rules(outputs, layout.registersRules()));
    return needed;
  }

  private List<Operation> ofCounter(List<Operation> outputs, Operation idle) {
    List<Operation> needed =
        new ArrayList<>(changed(outputs, layout.counter(), layout.counterSize()));
    needed.add(idle);
    if (together || plan.showsEach()) {
      needed.add(outputs.get(layout.answer()));
      needed.add(outputs.get(layout.known()));
    }
    if (carries()) {
      needed.add(outputs.get(layout.carries()));
    }
    if (chains()) {
      needed.add(outputs.get(layout.chains()));
    }
    needed.addAll(rules(outputs, layout.counterRules()));
    return needed;
  }

  private boolean carries() {
    return !one
        && operations.stream()
            .anyMatch(o -> o.kind() == Kind.INPUT && o.detail() == layout.carried());
  }

  private boolean chains() {
    return one && layout.chained() >= 0;
  }

  @Override
  void body(MethodCode code) {
    zero(NUMBER);
    zero(CARRIED);
    zero(ANSWER);
    method.visitInsn(Opcodes.ICONST_1);
    method.visitVarInsn(Opcodes.ISTORE, KNOWN);
    Label end = new Label();
    registers.ifPresent(outputs -> registers(outputs, code, end));
    counters(code.inner());
    method.visitLabel(end);
    registers.ifPresent(outputs -> store(outputs, layout.before(), layout.registers(), code));
    addRules(code);
    if (plan.showsNoFault()) {
      method.visitVarInsn(Opcodes.ALOAD, TRACE);
      method.visitInsn(Opcodes.LCONST_0);
      add();
    }
    if (together) {
      show(
          () -> method.visitVarInsn(Opcodes.LLOAD, ANSWER),
          unknown -> {
            method.visitVarInsn(Opcodes.ILOAD, KNOWN);
            method.visitJumpInsn(Opcodes.IFEQ, unknown);
          });
    }
    method.visitInsn(Opcodes.RETURN);
  }

  private void registers(List<Operation> outputs, MethodCode code, Label end) {
    Needs needs = new Needs(operations, ofRegisters(outputs));
    load(needs::isNeeded, code);
    keep(needs::isNeeded, cut, all, code);
    changed(outputs, layout.before(), layout.registers()).forEach(code::keep);
    fire(outputs, layout.registersRules(), code);
    Operation known = outputs.get(layout.registersKnown());
    if (plan.showsFault()) {
      method.visitVarInsn(Opcodes.ALOAD, TRACE);
      code.longValue(outputs.get(layout.fault()));
      add();
    }
    if (plan.showsAnswer()) {
      show(
          () -> code.longValue(outputs.get(layout.registersAnswer())),
          unknown -> code.jump(known, false, unknown));
    }
    if (plan.showsBits()) {
      code.value(known);
      method.visitVarInsn(Opcodes.ISTORE, KNOWN);
    }
    code.jump(outputs.get(layout.follow()), false, end);
  }

  private void counters(MethodCode code) {
    for (int i = 0; i < sorts.size(); i++) {
      Sort sort = sorts.get(i);
      load(o -> shared.get(o.number()) && sort.needs().isNeeded(o), code);
      keep(o -> shared.get(o.number()) && sort.needs().isNeeded(o), cut, all, code);
      if (one) {
        counter(sort, code.inner());
      } else {
        if (i > 0) {
          method.visitVarInsn(Opcodes.ALOAD, MethodCode.INPUTS);
          code.number(layout.index());
          method.visitInsn(Opcodes.LALOAD);
          method.visitVarInsn(Opcodes.LSTORE, NUMBER);
        }
        loop(sort, COUNT + i, code);
      }
    }
  }

  private void loop(Sort sort, int count, MethodCode code) {
    Label next = new Label();
    Label end = new Label();
    method.visitLabel(next);
    method.visitVarInsn(Opcodes.ILOAD, count);
    method.visitJumpInsn(Opcodes.IFLE, end);
    counter(sort, code.inner());
    method.visitIincInsn(count, -1);
    method.visitIincInsn(AT, layout.counterSize());
    method.visitVarInsn(Opcodes.LLOAD, NUMBER);
    method.visitInsn(Opcodes.LCONST_1);
    method.visitInsn(Opcodes.LADD);
    method.visitVarInsn(Opcodes.LSTORE, NUMBER);
    method.visitJumpInsn(Opcodes.GOTO, next);
    method.visitLabel(end);
  }

  private void counter(Sort sort, MethodCode code) {
    List<Operation> outputs = sort.outputs();
    Label end = new Label();
    code.jump(sort.idle(), true, end);
    load(o -> !shared.get(o.number()) && sort.needs().isNeeded(o), code);
    keep(o -> !shared.get(o.number()), sort.cut(), sort.needs(), code);
    fire(outputs, layout.counterRules(), code);
    Operation answer = outputs.get(layout.answer());
    Operation known = outputs.get(layout.known());
    if (plan.showsEach()) {
      show(() -> code.longValue(answer), unknown -> code.jump(known, false, unknown));
    } else if (together) {
      method.visitVarInsn(Opcodes.LLOAD, ANSWER);
      code.longValue(answer);
      method.visitInsn(Opcodes.LOR);
      method.visitVarInsn(Opcodes.LSTORE, ANSWER);
      method.visitVarInsn(Opcodes.ILOAD, KNOWN);
      code.value(known);
      method.visitInsn(Opcodes.IAND);
      method.visitVarInsn(Opcodes.ISTORE, KNOWN);
    }
    if (carries()) {
      code.longValue(outputs.get(layout.carries()));
      method.visitVarInsn(Opcodes.LSTORE, CARRIED);
    }
    if (chains()) {
      Operation chains = outputs.get(layout.chains());
      Label closed = new Label();
      code.jump(chains, false, closed);
      method.visitVarInsn(Opcodes.ALOAD, MethodCode.INPUTS);
      code.number(layout.chained());
      method.visitInsn(Opcodes.LCONST_1);
      method.visitInsn(Opcodes.LASTORE);
      method.visitLabel(closed);
    }
    store(outputs, layout.counter(), layout.counterSize(), code);
    method.visitLabel(end);
  }

  @Override
  void place(int inputs, int place, MethodCode code) {
    boolean ofCounter = inputs == layout.counter();
    method.visitVarInsn(Opcodes.ALOAD, ofCounter ? COUNTERS : REGISTERS);
    method.visitVarInsn(Opcodes.ILOAD, ofCounter ? AT : OWN);
    code.plus(place);
  }

  private interface JumpIfUnknown {
    void to(Label unknown);
  }

  private void show(Runnable answer, JumpIfUnknown jump) {
    Label unknown = new Label();
    Label end = new Label();
    method.visitVarInsn(Opcodes.ALOAD, TRACE);
    jump.to(unknown);
    answer.run();
    add();
    method.visitJumpInsn(Opcodes.GOTO, end);
    method.visitLabel(unknown);
    method.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, "pmuoracle/spec/Trace", "addUnknown", "()V", false);
    method.visitLabel(end);
  }

  private void add() {
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "pmuoracle/spec/Trace", "add", "(J)V", false);
  }

  @Override
  void push(MethodCode code, MethodVisitor visitor, Operation input) {
    int detail = (int) input.detail();
    if (isOf(input, layout.counter(), layout.counterSize())) {
      place(layout.counter(), detail - layout.counter(), code);
      visitor.visitInsn(Opcodes.LALOAD);
    } else if (isOf(input, layout.before(), layout.registers())) {
      place(layout.before(), detail - layout.before(), code);
      visitor.visitInsn(Opcodes.LALOAD);
    } else if (!one && detail == layout.index()) {
      visitor.visitVarInsn(Opcodes.LLOAD, NUMBER);
    } else if (!one && detail == layout.carried()) {
      visitor.visitVarInsn(Opcodes.LLOAD, CARRIED);
    } else {
      visitor.visitVarInsn(Opcodes.ALOAD, MethodCode.INPUTS);
      code.number(detail);
      visitor.visitInsn(Opcodes.LALOAD);
    }
  }
}
