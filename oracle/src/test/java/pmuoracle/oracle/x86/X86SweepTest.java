package pmuoracle.oracle.x86;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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

  /**
   * With two events everything that mixes their bits, so that every bit is fixed or free by itself;
   * and the entry's own event with any.
   */
  @ParameterizedTest
  @EnumSource(Matching.class)
  void whatAnEntryIncludesOrExcludesIsACubeAroundItsOwnEvent(Matching matching) {
    try (Terms terms = new Terms()) {
      MachineTerms machine = MachineTerms.variables(terms);
      Word entry = terms.variable("entry", 64);
      Bool masked = terms.variable("masked");
      Word one = terms.variable("one", 64);
      Word other = terms.variable("other", 64);
      Word mixture = terms.variable("mixture", 64);
      Bool mixed = mixture.xor(one).and(mixture.xor(other)).is(0);
      Word own = entry.and(machine.keyMask());
      Map<String, Function<Word, Bool>> sets =
          Map.of(
              "includes", event -> Entry.includes(matching, machine, masked, entry, event),
              "excludes", event -> Entry.excludes(matching, machine, masked, entry, event));
      sets.forEach(
          (name, set) -> {
            Bool both = set.apply(one).and(set.apply(other));
            assertNever(terms, both.and(mixed).and(set.apply(mixture).not()), name);
            Bool asked = one.and(machine.keyMask().not()).is(0);
            assertNever(terms, asked.and(set.apply(one)).and(set.apply(own).not()), name);
          });
      // Without the mixing, or without the own event, it is not true of all.
      Function<Word, Bool> includes = Objects.requireNonNull(sets.get("includes"));
      assertInstanceOf(
          Answer.Sat.class,
          new Question(terms)
              .given(includes.apply(one))
              .given(includes.apply(other).not())
              .answer());
    }
  }

  private static void assertNever(Terms terms, Bool claim, String what) {
    assertInstanceOf(Answer.Unsat.class, new Question(terms).given(claim).answer(), what);
  }
}
