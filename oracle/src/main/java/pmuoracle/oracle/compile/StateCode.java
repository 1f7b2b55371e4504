package pmuoracle.oracle.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The class file of an interface of one method that changes state where it lies: state is read
 * first, and written when all that reads it is computed.
 */
abstract class StateCode {
  /** Every operation, operands before their users. */
  final List<Operation> operations;

  final MethodVisitor method;
  private final String type;
  private final Rules rules;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);

  /**
   * Where the rules that took part are kept.
   *
   * @param array the parameter that receives them
   * @param first the first of the locals they are kept in, which are the last that have a place
   * @param words how many words they are; 0 if they are not asked for
   */
  record Rules(int array, int first, int words) {}

  StateCode(String type, String name, String descriptor, Rules rules, List<Operation> operations) {
    this.type = type;
    this.rules = rules;
    this.operations = operations;
    method = writer.visitMethod(Opcodes.ACC_PUBLIC, name, descriptor, null, null);
  }

  /** Writes the method with its return. */
  abstract void body(MethodCode code);

  /** Pushes the array, and where in it a word of the state is. */
  abstract void place(int inputs, int place, MethodCode code);

  /** Pushes an input as a long. */
  abstract void push(MethodCode code, MethodVisitor visitor, Operation input);

  /** An error of ours if HotSpot would not compile it. */
  final byte[] write() {
    ClassCode.begin(writer, type);
    method.visitCode();
    for (int word = 0; word < rules.words(); word++) {
      zero(rules.first() + 2 * word);
    }
    body(new MethodCode(method, rules.first() + 2 * rules.words(), this::push));
    Label last = new Label();
    method.visitLabel(last);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    byte[] code = writer.toByteArray();
    if (last.getOffset() > Cut.COMPILED_BYTES) {
      throw new AssertionError("a method of " + last.getOffset() + " bytecodes is too long");
    }
    return code;
  }

  final void zero(int local) {
    method.visitInsn(Opcodes.LCONST_0);
    method.visitVarInsn(Opcodes.LSTORE, local);
  }

  static boolean isOf(Operation input, int from, int size) {
    return input.detail() >= from && input.detail() < from + size;
  }

  /** The words of rules, which are the last outputs, from their place on. */
  final List<Operation> rules(List<Operation> outputs, int at) {
    return outputs.subList(at, at + rules.words());
  }

  /** Those of the first outputs that are not the inputs in their places. */
  static List<Operation> changed(List<Operation> outputs, int inputs, int size) {
    return IntStream.range(0, size)
        .filter(i -> isChanged(outputs.get(i), inputs, i))
        .mapToObj(outputs::get)
        .toList();
  }

  private static boolean isChanged(Operation output, int inputs, int place) {
    return output.kind() != Kind.INPUT || output.detail() != inputs + place;
  }

  /** Loads those inputs into locals. */
  final void load(Predicate<Operation> which, MethodCode code) {
    operations.stream().filter(o -> o.kind() == Kind.INPUT).filter(which).forEach(code::keep);
  }

  /** Computes what is needed more than once, if it is needed. */
  final void keep(Predicate<Operation> which, Cut by, Needs needs, MethodCode code) {
    for (Operation operation : by.kept()) {
      if (which.test(operation)) {
        code.keep(operation, needs);
      }
    }
  }

  /** Adds the rules, those that need the same condition first behind one question for it. */
  final void fire(List<Operation> outputs, int at, MethodCode code) {
    for (int word = 0; word < rules.words(); word++) {
      Map<Operation, List<Operation>> alike = new LinkedHashMap<>();
      bits(outputs.get(at + word), alike);
      for (Map.Entry<Operation, List<Operation>> group : alike.entrySet()) {
        Label end = new Label();
        if (group.getKey().isTruth()) {
          code.jump(group.getKey(), false, end);
        }
        for (Operation bits : group.getValue()) {
          code.longValue(bits);
          method.visitVarInsn(Opcodes.LLOAD, rules.first() + 2 * word);
          method.visitInsn(Opcodes.LOR);
          method.visitVarInsn(Opcodes.LSTORE, rules.first() + 2 * word);
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
  final void store(List<Operation> outputs, int inputs, int size, MethodCode code) {
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

  /** Adds what {@link #fire} kept to the array. */
  final void addRules(MethodCode code) {
    for (int word = 0; word < rules.words(); word++) {
      method.visitVarInsn(Opcodes.ALOAD, rules.array());
      code.number(word);
      method.visitInsn(Opcodes.DUP2);
      method.visitInsn(Opcodes.LALOAD);
      method.visitVarInsn(Opcodes.LLOAD, rules.first() + 2 * word);
      method.visitInsn(Opcodes.LOR);
      method.visitInsn(Opcodes.LASTORE);
    }
  }
}
