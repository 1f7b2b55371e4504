package pmuoracle.oracle.symbolic.arm64;

import java.util.List;
import java.util.Map;
import pmuoracle.oracle.encoding.arm64.Acceptance;
import pmuoracle.oracle.encoding.arm64.FilterRange;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.symbolic.FormTerms;
import pmuoracle.oracle.symbolic.SizeTerm;
import pmuoracle.spec.arm64.Arm64Forms;
import pmuoracle.spec.arm64.FilterRequest;

/** A filter request; its padding, which no model looks at, is 0. */
public record SymbolicRequest(FormTerms<FilterRequest> fields) {

  static SymbolicRequest variables(Terms terms, String step) {
    return new SymbolicRequest(
        FormTerms.variables(
            terms, step, Arm64Forms.REQUEST, Map.of("pad", terms.bool(false)), List.of()));
  }

  /** True iff a program can have it. */
  Bool exists() {
    return fields.word("readable").atMost(FilterRequest.BYTES).and(asked().hasOwnMeaning());
  }

  /** As the encoding takes it. */
  Acceptance.Request asked() {
    return new Acceptance.Request(
        fields.word("group").zeroExtend(64),
        fields.word("attribute"),
        fields.word("base"),
        fields.word("nevents"),
        fields.word("action").zeroExtend(64),
        fields.flag("memory").terms().bool(false),
        fields.word("readable").zeroExtend(64),
        fields.flag("memory"));
  }

  /** Its range, once it was accepted. */
  FilterRange range() {
    return new FilterRange(
        fields.word("base"), fields.word("nevents"), fields.word("action").is(FilterRequest.ALLOW));
  }

  /** Set bits, and one for each field that is not as usual. */
  void bits(Bool when, SizeTerm bits) {
    bits.setBits(when, fields.word("base"));
    Bool odd = when.and(fields.word("nevents").is(1).not());
    bits.flag(odd);
    bits.number(odd, length(fields.word("nevents")));
    bits.setBits(when, fields.word("action"));
    bits.setBits(when, fields.word("group"));
    bits.setBits(
        when,
        fields.word("attribute").xor(fields.flag("memory").terms().word(64, FilterRequest.FILTER)));
    bits.flag(when, fields.word("readable").is(FilterRequest.BYTES).not());
    bits.flag(when, fields.flag("memory").not());
  }

  /** The place of the highest set bit, from 1; 0 for no bit. */
  private static Word length(Word word) {
    Word length = word.terms().word(SizeTerm.BITS, 0);
    for (int place = 0; place < word.width(); place++) {
      length = word.bit(place).choose(word.terms().word(SizeTerm.BITS, place + 1), length);
    }
    return length;
  }
}
