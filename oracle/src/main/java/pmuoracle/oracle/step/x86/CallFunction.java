package pmuoracle.oracle.step.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.x86.Acceptance;
import pmuoracle.oracle.encoding.x86.FilterTerms;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Model;

/** A call; what it leaves is the filter and whether that is unsettled. */
public enum CallFunction {
  FILTER_SET;

  Acceptance acceptance(X86Model model, CallInputs in) {
    return switch (this) {
      case FILTER_SET -> Acceptance.of(model, in.machine(), in.request());
    };
  }

  /** The filter after it, and whether that is unsettled. */
  List<Term> next(X86Model model, CallInputs in, Bool accepted) {
    return switch (this) {
      case FILTER_SET -> {
        Terms terms = in.machine().world();
        FilterTerms before = in.filter();
        Word bitmap = model.headerBytes() > 8 ? in.bitmap() : terms.word(32, 0);
        List<Term> next = new ArrayList<>();
        next.add(accepted.or(before.present()));
        next.add(accepted.choose(in.request().action(), before.action()));
        next.add(accepted.choose(bitmap, before.bitmap()));
        next.add(in.unsettled().or(accepted.and(in.open())));
        yield next;
      }
    };
  }
}
