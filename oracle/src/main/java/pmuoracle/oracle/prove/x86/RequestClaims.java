package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.oracle.encoding.x86.RequestSize;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.NumberWitness;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Assignment;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Model;

/** Claims about requests: their size, and what the kernel answers. */
final class RequestClaims {
  private RequestClaims() {}

  static Claim sizeCannotOverflow(X86Model model) {
    List<Obligation> obligations = new ArrayList<>();
    for (int header : List.of(model.headerBytes(), model.kernelHeaderBytes())) {
      for (int bits : new int[] {32, 64}) {
        obligations.add(
            new Obligation(
                "header of %d bytes, %d-bit sizes".formatted(header, bits),
                terms -> size(terms, model, header, bits, true)));
      }
    }
    return new Claim(
        "every claimed count of 32 bits",
        obligations,
        new Obligation("without the limit", t -> size(t, model, model.headerBytes(), 32, false)),
        Optional.empty());
  }

  private static Statement size(
      Terms terms, X86Model model, int header, int bits, boolean guarded) {
    Word nevents = terms.variable("nevents", 32);
    Bool given = guarded ? RequestSize.guarded(model, nevents) : terms.bool(true);
    return new Statement(
        List.of(given),
        RequestSize.overflows(header, nevents, bits).not(),
        values -> overflowing(header, bits, nevents, values));
  }

  private static NumberWitness overflowing(int header, int bits, Word nevents, Assignment values) {
    long count = values.value(nevents);
    long needed = header + 8 * count;
    return new NumberWitness(
        List.of(
            "%d events claimed: %d bytes are needed, %d-bit sizes give %d"
                .formatted(count, needed, bits, bits == 32 ? needed & 0xffff_ffffL : needed)),
        () -> bits == 32 && needed > 0xffff_ffffL);
  }
}
