package pmuoracle.oracle.prove.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import pmuoracle.oracle.encoding.x86.RequestSize;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.NumberWitness;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Model;

/** Claims about the sizes that are computed from a claimed number of events. */
final class SizeClaims {
  private static final String SCOPE = "every claimed count of 32 bits";
  private static final int PAGE = 4096;

  private SizeClaims() {}

  static Claim guarded(X86Model model) {
    return claim(model, true, "without the limit", unguarded(model, 32), 32, 64);
  }

  /** Without the limit. */
  static Claim unguarded(X86Model model, int bits, boolean holds) {
    // 64-bit sizes hold without it; what looks alike is 32 bits, and the other way round.
    Obligation sibling = holds ? unguarded(model, 32) : unguarded(model, 64);
    return claim(model, false, sibling.title(), sibling, bits);
  }

  private static Obligation unguarded(X86Model model, int bits) {
    return overflow(
        "without the limit, %d-bit sizes".formatted(bits), model, model.headerBytes(), bits, false);
  }

  private static Claim claim(
      X86Model model, boolean limited, String title, Obligation sibling, int... widths) {
    List<Obligation> obligations = new ArrayList<>();
    for (int header : headers(model)) {
      for (int bits : widths) {
        obligations.add(
            overflow(
                "header of %d bytes, %d-bit sizes".formatted(header, bits),
                model,
                header,
                bits,
                limited));
      }
    }
    return new Claim(
        SCOPE, obligations, new Obligation(title, sibling.statement()), Optional.empty());
  }

  private static Obligation overflow(
      String title, X86Model model, int header, int bits, boolean limited) {
    return new Obligation(
        title,
        terms -> {
          Word nevents = terms.variable("nevents", 32);
          Bool given = limited ? RequestSize.guarded(model, nevents) : terms.bool(true);
          return new Statement(
              List.of(given),
              RequestSize.overflows(header, nevents, bits).not(),
              values ->
                  numbers(
                      header,
                      values.value(nevents),
                      "%d-bit sizes give %d"
                          .formatted(bits, cut(header + 8 * values.value(nevents), bits)),
                      needed -> cut(needed, bits) != needed));
        });
  }

  /** Headers of the request and of the kernel's object. */
  private static List<Integer> headers(X86Model model) {
    return model.headerBytes() == model.kernelHeaderBytes()
        ? List.of(model.headerBytes())
        : List.of(model.headerBytes(), model.kernelHeaderBytes());
  }

  private static long cut(long size, int bits) {
    return bits == 32 ? size & 0xffff_ffffL : size;
  }

  private static NumberWitness numbers(
      int header, long count, String consequence, LongPredicate shows) {
    long needed = header + 8 * count;
    return new NumberWitness(
        List.of("%d events need %d bytes; %s".formatted(count, needed, consequence)),
        () -> shows.test(needed));
  }

  /** Every accepted request and its object in the kernel fit a page. */
  static Claim fitsPage(X86Model model) {
    List<Obligation> obligations = new ArrayList<>();
    for (int header : headers(model)) {
      obligations.add(
          new Obligation(
              "header of %d bytes".formatted(header), t -> page(t, model, header, false)));
    }
    return new Claim(
        SCOPE,
        obligations,
        new Obligation("of any count", t -> page(t, model, model.headerBytes(), true)),
        Optional.empty());
  }

  private static Statement page(Terms terms, X86Model model, int header, boolean any) {
    Word nevents = terms.variable("nevents", 32);
    return new Statement(
        List.of(any ? terms.bool(true) : RequestSize.guarded(model, nevents)),
        RequestSize.needed(header, nevents).atMost(PAGE),
        values ->
            numbers(header, values.value(nevents), "a page has " + PAGE, needed -> needed > PAGE));
  }

  /** A count above the limit would not fit a page. */
  static Claim limitFillsPage(X86Model model) {
    return new Claim(
        SCOPE,
        List.of(new Obligation("one event more", t -> beyond(t, model, false))),
        new Obligation("the limit itself", t -> beyond(t, model, true)),
        Optional.empty());
  }

  private static Statement beyond(Terms terms, X86Model model, boolean itself) {
    Word nevents = terms.variable("nevents", 32);
    Bool above = nevents.atMost(model.maxEvents()).not();
    return new Statement(
        List.of(itself ? nevents.is(model.maxEvents()) : above),
        RequestSize.needed(model.headerBytes(), nevents).atMost(PAGE).not(),
        values ->
            numbers(
                model.headerBytes(),
                values.value(nevents),
                "the limit is %d, and a page has %d".formatted(model.maxEvents(), PAGE),
                needed -> needed <= PAGE && needed > model.headerBytes() + 8L * model.maxEvents()));
  }
}
