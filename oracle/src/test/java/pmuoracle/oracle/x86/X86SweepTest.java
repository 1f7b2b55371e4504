package pmuoracle.oracle.x86;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pmuoracle.oracle.encoding.x86.Entry;
import pmuoracle.oracle.encoding.x86.MachineTerms;
import pmuoracle.oracle.smt.Answer;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Question;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Model.Matching;

/** What a sweep leaves out cannot matter. */
final class X86SweepTest {
  @ParameterizedTest
  @EnumSource(Matching.class)
  void anEntryMatchesOnlyEventsWithItsLowEightBits(Matching matching) {
    try (Terms terms = new Terms()) {
      MachineTerms machine = MachineTerms.variables(terms);
      Word entry = terms.variable("entry", 64);
      Word event = terms.variable("event", 64);
      Bool masked = terms.variable("masked");
      Bool matches =
          Entry.includes(matching, machine, masked, entry, event)
              .or(Entry.excludes(matching, machine, masked, entry, event));
      assertInstanceOf(
          Answer.Unsat.class,
          new Question(terms).given(matches).given(entry.xor(event).isClear(0xff).not()).answer());
      assertInstanceOf(
          Answer.Sat.class,
          new Question(terms).given(matches).given(entry.is(event).not()).answer());
    }
  }
}
