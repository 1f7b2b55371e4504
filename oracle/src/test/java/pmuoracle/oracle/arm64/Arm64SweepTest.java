package pmuoracle.oracle.arm64;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import pmuoracle.oracle.encoding.arm64.FilterRange;
import pmuoracle.oracle.smt.Answer;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Question;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/** What a sweep leaves out cannot matter. */
final class Arm64SweepTest {
  private static final int BITS = FilterRange.END_BITS;

  @Test
  void aCallSaysTheSameOfEventsBetweenWhichNoEdgeOfItsRangeIs() {
    try (Terms terms = new Terms()) {
      FilterRange call = FilterRange.variables(terms, "call");
      Word one = terms.variable("one", 16);
      Word other = terms.variable("other", 16);
      Bool before = terms.variable("before");
      Bool differ = call.decide(before, one).iff(call.decide(before, other)).not();
      Bool noBase = isEdge(call.base().zeroExtend(BITS), one, other).not();
      Bool noEnd = isEdge(FilterRange.end(call.base(), call.nevents(), BITS), one, other).not();
      Question ordered = new Question(terms).given(one.atMost(other)).given(differ);
      assertInstanceOf(Answer.Unsat.class, ordered.given(noBase).given(noEnd).answer());
      Question half = new Question(terms).given(one.atMost(other)).given(differ);
      assertInstanceOf(Answer.Sat.class, half.given(noBase).answer());
    }
  }

  /** Whether the edge is above the first event and not above the second. */
  private static Bool isEdge(Word edge, Word one, Word other) {
    return one.zeroExtend(BITS).below(edge).and(edge.atMost(other.zeroExtend(BITS)));
  }
}
