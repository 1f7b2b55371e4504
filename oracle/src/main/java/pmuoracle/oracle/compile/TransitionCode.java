package pmuoracle.oracle.compile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import pmuoracle.oracle.step.Layout;
import pmuoracle.oracle.step.Plan;
import pmuoracle.oracle.step.Reach;

/**
 * The class file of a {@link Transition}: the registers, then what all counters need alike, then a
 * loop over the counters of each sort. State is read where it lies, and written when all that reads
 * it is computed.
 */
final class TransitionCode {
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

  private final List<Operation> operations;
  private final Optional<List<Operation>> registers;
  private final List<Sort> sorts = new ArrayList<>();

  /** What is the same for every counter, and asks no predicate. */
  private final BitSet shared = new BitSet();

  /** What is computed once for all. */
  private final Cut cut;

  /** When each operation is needed of all that is computed. */
  private final Needs all;

  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
  private final MethodVisitor method;

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
    this.layout = layout;
    this.plan = plan;
    one = plan.reach() == Reach.ONE;
    together = plan.showsOne() || plan.showsBits();
    registers = terms.registers().map(lowering::lower);
    List<List<Operation>> counters = terms.counters().stream().map(lowering::lower).toList();
    List<Operation> idle = lowering.lower(terms.idle());
    operations = lowering.all();
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
    method =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC,
            "take",
            "([JLjava/util/function/LongUnaryOperator;[JI[JIIILpmuoracle/spec/Trace;[J)V",
            null,
            null);
  }

  /** An error of ours if HotSpot would not compile it. */
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

  private static boolean isOf(Operation input, int from, int size) {
    return input.detail() >= from && input.detail() < from + size;
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

  private List<Operation> rules(List<Operation> outputs, int at) {
    return outputs.subList(at, at + layout.rules());
  }

  /** Those of the first outputs that are not the inputs in their places. */
  private static List<Operation> changed(List<Operation> outputs, int inputs, int size) {
    return IntStream.range(0, size)
        .filter(i -> isChanged(outputs.get(i), inputs, i))
        .mapToObj(outputs::get)
        .toList();
  }

  private static boolean isChanged(Operation output, int inputs, int place) {
    return output.kind() != Kind.INPUT || output.detail() != inputs + place;
  }

  private byte[] write() {
    ClassCode.begin(writer, "pmuoracle/oracle/compile/Transition");
    method.visitCode();
    body(new MethodCode(method, RULES + 2 * layout.rules(), this::push));
    method.visitInsn(Opcodes.RETURN);
    Label last = new Label();
    method.visitLabel(last);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    byte[] code = writer.toByteArray();
    if (last.getOffset() > Cut.COMPILED_BYTES) {
      throw new AssertionError("a transition of " + last.getOffset() + " bytecodes is too long");
    }
    return code;
  }

  private void body(MethodCode code) {
    zero(NUMBER);
    zero(CARRIED);
    zero(ANSWER);
    method.visitInsn(Opcodes.ICONST_1);
    method.visitVarInsn(Opcodes.ISTORE, KNOWN);
    for (int word = 0; word < layout.rules(); word++) {
      zero(RULES + 2 * word);
    }
    Label end = new Label();
    registers.ifPresent(outputs -> registers(outputs, code, end));
    counters(code.inner());
    method.visitLabel(end);
    registers.ifPresent(outputs -> store(outputs, layout.before(), layout.registers(), code));
    for (int word = 0; word < layout.rules(); word++) {
      method.visitVarInsn(Opcodes.ALOAD, FIRED);
      code.number(word);
      method.visitInsn(Opcodes.DUP2);
      method.visitInsn(Opcodes.LALOAD);
      method.visitVarInsn(Opcodes.LLOAD, RULES + 2 * word);
      method.visitInsn(Opcodes.LOR);
      method.visitInsn(Opcodes.LASTORE);
    }
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
  }

  private void zero(int local) {
    method.visitInsn(Opcodes.LCONST_0);
    method.visitVarInsn(Opcodes.LSTORE, local);
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

  /** Loads those inputs into locals. */
  private void load(Predicate<Operation> which, MethodCode code) {
    operations.stream().filter(o -> o.kind() == Kind.INPUT).filter(which).forEach(code::keep);
  }

  /** Computes what is needed more than once, if it is needed. */
  private void keep(Predicate<Operation> which, Cut by, Needs needs, MethodCode code) {
    for (Operation operation : by.kept()) {
      if (which.test(operation)) {
        code.keep(operation, needs);
      }
    }
  }

  /** Adds the rules, those that need the same condition first behind one question for it. */
  private void fire(List<Operation> outputs, int at, MethodCode code) {
    for (int word = 0; word < layout.rules(); word++) {
      Map<Operation, List<Operation>> alike = new LinkedHashMap<>();
      bits(outputs.get(at + word), alike);
      for (Map.Entry<Operation, List<Operation>> group : alike.entrySet()) {
        Label end = new Label();
        if (group.getKey().isTruth()) {
          code.jump(group.getKey(), false, end);
        }
        for (Operation bits : group.getValue()) {
          code.longValue(bits);
          method.visitVarInsn(Opcodes.LLOAD, RULES + 2 * word);
          method.visitInsn(Opcodes.LOR);
          method.visitVarInsn(Opcodes.LSTORE, RULES + 2 * word);
        }
        method.visitLabel(end);
      }
    }
  }

  /** The bits a word is put together of, by what is asked first for them. */
  private static void bits(Operation word, Map<Operation, List<Operation>> into) {
    if (word.kind() == Kind.WORD_OR) {
      word.operands().forEach(operand -> bits(operand, into));
    } else {
      Operation first = word;
      if (word.kind() == Kind.CHOICE && word.operand(2).isZero()) {
        first = word.operand(0);
        while (first.kind() == Kind.AND) {
          first = first.operand(0);
        }
      }
      into.computeIfAbsent(first, key -> new ArrayList<>()).add(word);
    }
  }

  /** Writes what is changed of a part of the state, whose old words are all in locals. */
  private void store(List<Operation> outputs, int inputs, int size, MethodCode code) {
    Map<Integer, Operation> words = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      words.put(i, outputs.get(i));
    }
    store(words, inputs, code);
  }

  private void store(Map<Integer, Operation> words, int inputs, MethodCode code) {
    Map<Operation, Map<Integer, Operation>> chosen = new LinkedHashMap<>();
    words.forEach(
        (place, word) -> {
          if (word.kind() == Kind.CHOICE && !code.isKept(word)) {
            chosen.computeIfAbsent(word.operand(0), key -> new TreeMap<>()).put(place, word);
          } else {
            store(word, inputs, place, code);
          }
        });
    chosen.forEach(
        (condition, choices) -> {
          Label otherwise = new Label();
          Label end = new Label();
          code.jump(condition, false, otherwise);
          store(operands(choices, 1), inputs, code);
          method.visitJumpInsn(Opcodes.GOTO, end);
          method.visitLabel(otherwise);
          store(operands(choices, 2), inputs, code);
          method.visitLabel(end);
        });
  }

  /** What is chosen where the condition holds, 1, or where it does not, 2. */
  private static Map<Integer, Operation> operands(Map<Integer, Operation> choices, int which) {
    Map<Integer, Operation> operands = new TreeMap<>();
    choices.forEach((place, choice) -> operands.put(place, choice.operand(which)));
    return operands;
  }

  private void store(Operation output, int inputs, int place, MethodCode code) {
    if (isChanged(output, inputs, place)) {
      place(inputs, place, code);
      code.longValue(output);
      method.visitInsn(Opcodes.LASTORE);
    }
  }

  /** Pushes the array, and where in it a word of the state is. */
  private void place(int inputs, int place, MethodCode code) {
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

  /** Pushes an input as a long. */
  private void push(MethodCode code, MethodVisitor visitor, Operation input) {
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
