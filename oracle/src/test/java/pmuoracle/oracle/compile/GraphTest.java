package pmuoracle.oracle.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;

/** Whole graphs, compiled, against the solver. */
class GraphTest {
  private static final String DECLARED = "(declare-fun f ((_ BitVec 8)) Bool)";
  private static final String DEFINED =
      "(define-fun f ((x (_ BitVec 8))) Bool (= (bvand x #x05) #x04))";

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void randomGraphsMeanWhatTheSolverSays(@ForAll long seed, @ForAll @IntRange(max = 400) int size) {
    agree(seed, size);
  }

  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void graphsOfManyMethodsMeanWhatTheSolverSays(@ForAll long seed) {
    agree(seed, 4000);
  }

  private static void agree(long seed, int size) {
    RandomGraph graph = new RandomGraph(new Random(seed), size);
    try (Terms terms = new Terms()) {
      List<Term> inputs = RandomGraph.inputs(terms);
      List<Terms.Predicate> predicates = List.of(terms.predicate("f", 8));
      List<Term> outputs = graph.outputs(terms, DECLARED);
      List<Term> judge = graph.outputs(terms, DEFINED);
      verify(Compiler.code(inputs, predicates, outputs));
      Compiled compiled = Compiler.compile(inputs, predicates, outputs);
      Random random = new Random(seed);
      for (int i = 0; i < 10; i++) {
        long[] values = RandomGraph.values(random);
        long[] actual = new long[outputs.size()];
        compiled.evaluate(values, new LongPredicate[] {GraphTest::meaning}, actual);
        for (int place = 0; place < actual.length; place++) {
          assertEquals(Engine.solve(terms, inputs, values, judge.get(place)), actual[place]);
        }
      }
    }
  }

  private static boolean meaning(long argument) {
    return (argument & 5) == 4;
  }

  static void verify(byte[] code) {
    StringWriter found = new StringWriter();
    CheckClassAdapter.verify(new ClassReader(code), false, new PrintWriter(found));
    assertEquals("", found.toString());
  }
}
