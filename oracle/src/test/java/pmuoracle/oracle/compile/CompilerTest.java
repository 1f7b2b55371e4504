package pmuoracle.oracle.compile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.SmtLib;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

class CompilerTest {
  private static final int HOTSPOT_METHOD_BYTES = 8_000;

  private final Terms terms = new Terms();
  private final Word x = terms.variable("x", 64);
  private final Word y = terms.variable("y", 64);
  private final Bool p = terms.variable("p");

  @AfterEach
  void close() {
    terms.close();
  }

  @Test
  void outputsComeInOrderAndTruthsAreZeroOrOne() {
    List<Term> outputs = List.of(x.plus(y), x.below(y), p.not(), y, p, terms.word(8, 200));
    assertArrayEquals(
        new long[] {12, 1, 0, 7, 1, 200}, evaluate(List.of(x, y, p), outputs, 5, 7, 1));
  }

  @Test
  void anOutputGivenTwiceIsWrittenTwice() {
    Word sum = x.plus(y);
    assertArrayEquals(new long[] {3, 3}, evaluate(List.of(x, y), List.of(sum, sum), 1, 2));
  }

  @Test
  void noOutputsAreNothingToDo() {
    assertArrayEquals(new long[0], evaluate(List.of(x), List.of(), 1));
  }

  @Test
  void aPredicateIsAskedOfItsArgument() {
    Terms.Predicate even = terms.predicate("even", 64);
    Terms.Predicate small = terms.predicate("small", 8);
    List<Long> asked = new ArrayList<>();
    LongPredicate[] meanings = {
      argument -> argument % 2 == 0,
      argument -> {
        asked.add(argument);
        return argument < 16;
      }
    };
    Bool term = even.of(x.plus(y)).and(small.of(x.bits(15, 8)));
    long[] outputs = new long[1];
    Compiler.compile(List.of(x, y), List.of(even, small), List.of(term))
        .evaluate(new long[] {0xf01, 0xff}, meanings, outputs);
    assertEquals(1, outputs[0]);
    assertEquals(List.of(0xfL), asked);
  }

  @Test
  void whatAFirstOperandDecidesIsNotLookedAtFurther() {
    Terms.Predicate never = terms.predicate("never", 64);
    LongPredicate[] meanings = {
      argument -> {
        throw new AssertionError("asked");
      }
    };
    List<Bool> outputs =
        List.of(
            p.or(never.of(x)),
            p.not().and(never.of(y)),
            p.not().implies(never.of(x.plus(1))),
            p.choose(p, never.of(x.plus(2))));
    long[] values = new long[4];
    Compiler.compile(List.of(x, y, p), List.of(never), outputs)
        .evaluate(new long[] {0, 0, 1}, meanings, values);
    assertArrayEquals(new long[] {1, 0, 1, 1}, values);
  }

  @Test
  void anUnknownOperatorIsRefusedByName() {
    Term term = SmtLib.term(terms, "(declare-const x (_ BitVec 64))", "(bvudiv x (bvneg x))", 64);
    AssertionError error = assertThrows(AssertionError.class, () -> compile(List.of(x), term));
    assertTrue(error.toString().contains("bvudiv"), error.getMessage());
  }

  @Test
  void aWordOfMoreThan64BitsIsRefused() {
    Term term =
        SmtLib.term(
            terms, "(declare-const x (_ BitVec 64))", "((_ extract 64 64) (concat x x))", 1);
    AssertionError error = assertThrows(AssertionError.class, () -> compile(List.of(x), term));
    assertTrue(error.toString().contains("128"), error.getMessage());
  }

  @Test
  void aVariableNotGivenIsRefusedByName() {
    AssertionError error = assertThrows(AssertionError.class, () -> compile(List.of(x), x.plus(y)));
    assertTrue(error.toString().contains("variable y"), error.getMessage());
  }

  @Test
  void aPredicateNotGivenIsRefusedByName() {
    Bool term = terms.predicate("even", 64).of(x);
    AssertionError error = assertThrows(AssertionError.class, () -> compile(List.of(x), term));
    assertTrue(error.toString().contains("predicate even"), error.getMessage());
  }

  @Test
  void anInputThatIsNoVariableOrGivenTwiceIsRefused() {
    assertThrows(AssertionError.class, () -> compile(List.of(x.plus(1)), x));
    assertThrows(AssertionError.class, () -> compile(List.of(x, x), x));
  }

  @Test
  void termsOfDifferentWorldsAreRefused() {
    try (Terms others = new Terms()) {
      Word other = others.variable("x", 64);
      assertThrows(AssertionError.class, () -> compile(List.of(x), other));
      assertThrows(
          AssertionError.class,
          () -> Compiler.compile(List.of(x), List.of(others.predicate("f", 8)), List.of(x)));
    }
  }

  @Test
  void variablesOfOneNameAndTwoWidthsAreTwo() {
    Word narrow = terms.variable("x", 8);
    assertArrayEquals(
        new long[] {0x102},
        evaluate(List.of(x, narrow), List.of(x.minus(narrow.zeroExtend(64))), 0x104, 2));
  }

  @Test
  void whatFitsIsOneMethodAndWhatDoesNotIsSplit() {
    assertEquals(1, methodBytes(Entries.freeInputs(terms, 32)).size());
    Map<String, Integer> split = methodBytes(Entries.freeInputs(terms, 300));
    assertTrue(split.size() > 1 && split.size() < 6, split.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 2_000, 5_000})
  void noMethodIsTooLongForHotSpot(int size) {
    for (Entries entries : List.of(Entries.freeInputs(terms, size), Entries.shared(terms, size))) {
      methodBytes(entries)
          .forEach((name, bytes) -> assertTrue(bytes <= HOTSPOT_METHOD_BYTES, name + ": " + bytes));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 300, 2_000, 5_000})
  void longDisjunctionsFindTheirLastEntry(int size) {
    Entries entries = Entries.shared(terms, size);
    Compiled compiled = compile(entries.inputs(), entries.outputs().toArray(Term[]::new));
    long[] outputs = new long[2];
    compiled.evaluate(new long[] {size - 1, size - 1}, new LongPredicate[0], outputs);
    assertArrayEquals(new long[] {1, size}, outputs);
    compiled.evaluate(new long[] {size, size}, new LongPredicate[0], outputs);
    assertArrayEquals(new long[] {0, 0}, outputs);
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000, 10_000})
  void chainsOfChoicesMayBeDeep(int depth) {
    Word chain = y;
    Bool truths = p;
    for (int i = depth - 1; i >= 0; i--) {
      chain = x.is(i).choose(terms.word(64, i * 3L), chain);
      truths = y.is(i).choose(truths.not(), truths);
    }
    List<Word> inputs = List.of(x, y);
    assertArrayEquals(
        new long[] {(depth - 1) * 3L}, evaluate(inputs, List.of(chain), depth - 1, 9));
    assertArrayEquals(new long[] {9}, evaluate(inputs, List.of(chain), depth, 9));
    assertArrayEquals(new long[] {0}, evaluate(List.of(x, y, p), List.of(truths), 0, 5, 1));
  }

  @Test
  void arithmeticMayBeDeepOnEitherSide() {
    Word left = x;
    Word right = x;
    for (int i = 1; i <= 5_000; i++) {
      left = left.plus(terms.word(64, i * 0x100000001L)).xor(y);
      right = y.minus(terms.word(64, i).xor(right));
    }
    long expectedLeft = 77;
    long expectedRight = 77;
    for (int i = 1; i <= 5_000; i++) {
      expectedLeft = expectedLeft + i * 0x100000001L ^ 13;
      expectedRight = 13 - (i ^ expectedRight);
    }
    assertArrayEquals(
        new long[] {expectedLeft, expectedRight},
        evaluate(List.of(x, y), List.of(left, right), 77, 13));
  }

  @Test
  void tooManyConstantsForAClassAreRefused() {
    Word sum = x;
    for (int i = 0; i < 33_000; i++) {
      sum = sum.xor(terms.word(64, (1L << 40) + i));
    }
    Word all = sum;
    AssertionError error = assertThrows(AssertionError.class, () -> compile(List.of(x), all));
    assertTrue(error.toString().contains("constant pool"), error.getMessage());
  }

  private static Compiled compile(List<? extends Term> inputs, Term... outputs) {
    GraphTest.verify(Compiler.code(inputs, List.of(), List.of(outputs)));
    return Compiler.compile(inputs, List.of(), List.of(outputs));
  }

  private static long[] evaluate(
      List<? extends Term> inputs, List<? extends Term> outputs, long... values) {
    long[] found = new long[outputs.size()];
    Compiler.compile(inputs, List.of(), outputs).evaluate(values, new LongPredicate[0], found);
    return found;
  }

  /** The length of each generated method but the constructor. */
  private static Map<String, Integer> methodBytes(Entries entries) {
    byte[] code = Compiler.code(entries.inputs(), List.of(), entries.outputs());
    Map<String, Integer> bytes = new HashMap<>();
    ClassVisitor lengths =
        new ClassVisitor(Opcodes.ASM9, new ClassWriter(0)) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] exceptions) {
            return new MethodVisitor(
                Opcodes.ASM9, super.visitMethod(access, name, type, signature, exceptions)) {
              @Override
              public void visitMaxs(int stack, int locals) {
                Label end = new Label();
                visitLabel(end);
                bytes.put(name, end.getOffset());
                super.visitMaxs(stack, locals);
              }
            };
          }
        };
    new ClassReader(code).accept(lengths, 0);
    bytes.remove("<init>");
    return bytes;
  }
}
