package pmuoracle.oracle.symbolic.arm64;

import java.util.List;
import java.util.Map;
import pmuoracle.oracle.encoding.arm64.Acceptance;
import pmuoracle.oracle.encoding.arm64.FilterRange;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.symbolic.FormTerms;
import pmuoracle.spec.arm64.Arm64Forms;
import pmuoracle.spec.arm64.FilterRequest;

/** A filter request; its padding, which no model looks at, is 0. */
public record SymbolicRequest(FormTerms<FilterRequest> fields) {

  static SymbolicRequest variables(Terms terms, String step) {
    return new SymbolicRequest(
        FormTerms.variables(
            terms, step, Arm64Forms.REQUEST, Map.of("pad", terms.word(24, 0)), List.of()));
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
}
