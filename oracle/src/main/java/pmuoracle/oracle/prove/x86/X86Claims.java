package pmuoracle.oracle.prove.x86;

import java.util.List;
import pmuoracle.oracle.prove.Catalogue;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;
import pmuoracle.spec.x86.X86Invariant;
import pmuoracle.spec.x86.X86Model;

/** What has to be shown for each x86 invariant. */
public final class X86Claims implements Catalogue {
  @Override
  public List<X86Invariant> invariants() {
    return List.of(X86Invariant.values());
  }

  @Override
  public Claim claim(Invariant invariant, Model model) {
    X86Model under = (X86Model) model;
    return switch ((X86Invariant) invariant) {
      case G1_SIZE_CANNOT_OVERFLOW -> RequestClaims.sizeCannotOverflow(under);
      case I1_ALLOW_DENY_COMPLEMENT -> VerdictClaims.complement(under);
      case I4_ORDER_IRRELEVANT -> ListClaims.orderIrrelevant(under);
      case I9_AS_BEFORE_MASKED_ENTRIES -> ListClaims.asBeforeMaskedEntries(under);
      case N14_DENIED_ADVANCES_BY_EMULATION -> CountingClaims.deniedStaysWhenCompleted(under);
    };
  }
}
