package pmuoracle.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

/** What a trace remembers of facts; cells are seen everywhere else. */
final class TraceTest {
  /** A step for each list, with these facts and no cells. */
  private static Trace trace(long[]... steps) {
    Trace trace = new Trace();
    fill(trace, steps);
    return trace;
  }

  private static void fill(Trace trace, long[]... steps) {
    for (long[] facts : steps) {
      for (long fact : facts) {
        trace.addFact(fact);
      }
      trace.endStep();
    }
  }

  private static long[] facts(long... words) {
    return words;
  }

  @Test
  void eachStepHasItsOwnFacts() {
    Trace trace = trace(facts(), facts(1, 2), facts(), facts(3), facts());
    int[] counts = {0, 2, 0, 1, 0};
    for (int step = 0; step < counts.length; step++) {
      assertEquals(counts[step], trace.facts(step), "step " + step);
    }
    assertEquals(2, trace.fact(1, 1));
    assertEquals(3, trace.fact(3, 0));
  }

  @Test
  void manyFactsOfManyStepsAreKept() {
    Trace trace = new Trace();
    for (int step = 0; step < 100; step++) {
      for (int place = 0; place < step; place++) {
        trace.addFact(1000L * step + place);
      }
      trace.endStep();
    }
    assertEquals(99, trace.facts(99));
    assertEquals(99_098, trace.fact(99, 98));
    assertEquals(50_000, trace.fact(50, 0));
  }

  @Test
  void factsAreForgottenWithTheRest() {
    Trace trace = trace(facts(1), facts(2));
    trace.clear();
    fill(trace, facts(), facts());
    assertEquals(0, trace.facts(0) + trace.facts(1));
    assertEquals(trace(facts(), facts()), trace);
  }

  @Test
  void tracesDifferByFactsAndByWhereTheyAre() {
    assertEquals(trace(facts(1), facts(2)), trace(facts(1), facts(2)));
    assertNotEquals(trace(facts(1), facts(2)), trace(facts(1), facts(3)));
    assertNotEquals(trace(facts(1), facts(2)), trace(facts(1, 2), facts()));
    assertNotEquals(trace(facts(1), facts()), trace(facts(), facts(1)));
    assertNotEquals(trace(facts(1)), trace(facts()));
  }
}
