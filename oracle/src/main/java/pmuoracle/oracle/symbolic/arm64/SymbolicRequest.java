package pmuoracle.oracle.symbolic.arm64;

import pmuoracle.oracle.encoding.arm64.Acceptance;
import pmuoracle.oracle.encoding.arm64.FilterRange;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Valuation;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.Tally;
import pmuoracle.spec.arm64.FilterRequest;

/**
 * A filter request; its padding, which no model looks at, is 0.
 *
 * @param group 32 bits
 * @param attribute 64 bits
 * @param base 16 bits
 * @param nevents 16 bits
 * @param action 8 bits
 * @param readable 4 bits, at most 8: how many bytes can be read
 * @param memory whether a bitmap can be allocated
 */
public record SymbolicRequest(
    Word group, Word attribute, Word base, Word nevents, Word action, Word readable, Bool memory) {

  static SymbolicRequest variables(Terms terms, String step) {
    return new SymbolicRequest(
        terms.variable(step + "-group", 32),
        terms.variable(step + "-attribute", 64),
        terms.variable(step + "-base", 16),
        terms.variable(step + "-nevents", 16),
        terms.variable(step + "-action", 8),
        terms.variable(step + "-readable", 4),
        terms.variable(step + "-memory"));
  }

  /** True iff a program can have it. */
  Bool exists() {
    return readable.atMost(FilterRequest.BYTES);
  }

  /** As the encoding takes it. */
  Acceptance.Request asked() {
    return new Acceptance.Request(
        group.zeroExtend(64),
        attribute,
        base,
        nevents,
        action.zeroExtend(64),
        group.terms().bool(false),
        readable.zeroExtend(64),
        memory);
  }

  /** Its range, once it was accepted. */
  FilterRange range() {
    return new FilterRange(base, nevents, action.is(FilterRequest.ALLOW));
  }

  /** Set bits, and one for each field that is not as usual. */
  void bits(Bool when, Tally bits) {
    bits.setBits(when, base);
    Bool odd = when.and(nevents.is(1).not());
    bits.flag(odd);
    bits.number(odd, length(nevents));
    bits.setBits(when, action);
    bits.setBits(when, group);
    bits.setBits(when, attribute.xor(group.terms().word(64, FilterRequest.FILTER)));
    bits.flag(when, readable.is(FilterRequest.BYTES).not());
    bits.flag(when, memory.not());
  }

  /** The place of the highest set bit, from 1; 0 for no bit. */
  private static Word length(Word word) {
    Word length = word.terms().word(Tally.BITS, 0);
    for (int place = 0; place < word.width(); place++) {
      length = word.bit(place).choose(word.terms().word(Tally.BITS, place + 1), length);
    }
    return length;
  }

  FilterRequest decode(Valuation values) {
    return new FilterRequest(
        values.value(group),
        values.value(attribute),
        (int) values.value(base),
        (int) values.value(nevents),
        (int) values.value(action),
        0,
        (int) values.value(readable),
        values.value(memory));
  }
}
