package pmuoracle.harness.jqwik.x86;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.Actions;

/** Filter requests and their entries. */
public final class X86RequestArbitraries {
  private static final long U32 = 0xffff_ffffL;
  private static final int FEW = 12;

  private X86RequestArbitraries() {}

  /** Requests every check of the model accepts. */
  public static Arbitrary<FilterRequest> filters(X86Model model, Vendor vendor) {
    Arbitrary<Long> flags =
        model.validFlags() == 0
            ? Arbitraries.just(0L)
            : Arbitraries.of(0L, FilterRequest.MASKED_EVENTS);
    return flags.flatMap(
        flag ->
            Combinators.combine(
                    Arbitraries.of(model.actions() == Actions.NONE_ACCEPT_REJECT ? NONE : PLAIN),
                    bitmaps(),
                    words(flag == 0 ? rawEntries(vendor) : maskedEntries(vendor)))
                .as(
                    (action, bitmap, events) ->
                        FilterRequest.of(action, flag, bitmap, events.toArray())));
  }

  private static final Long[] PLAIN = {FilterRequest.ALLOW, FilterRequest.DENY};
  private static final Long[] NONE = {0L, 1L, 2L};

  /** Requests with anything in any field, most of them refused. */
  public static Arbitrary<FilterRequest> requests(X86Model model, Vendor vendor) {
    Arbitrary<FilterRequest> odd =
        Combinators.combine(
                Arbitraries.of(0L, 1L, 2L, 3L, 7L, 0x8000_0000L),
                counts(model),
                bitmaps(),
                Arbitraries.of(0L, 1L, 2L, 3L, 0x8000_0000L),
                Arbitraries.of(0L, 1L, U32),
                words(
                    Arbitraries.oneOf(
                        rawEntries(vendor), maskedEntries(vendor), Arbitraries.longs())),
                Arbitraries.oneOf(
                    Arbitraries.just(FilterRequest.ALL),
                    Arbitraries.longs().between(0, model.headerBytes() + 8L * FEW)))
            .as(FilterRequest::new);
    return Arbitraries.oneOf(filters(model, vendor), odd);
  }

  private static Arbitrary<Long> counts(X86Model model) {
    long max = model.maxEvents();
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, FEW),
        Arbitraries.of(max - 1, max, max + 1, 0x2000_0000L, U32));
  }

  private static Arbitrary<Long> bitmaps() {
    return Arbitraries.oneOf(Arbitraries.of(0L, 1L, 2L, 4L, 7L, U32), u32());
  }

  private static Arbitrary<Long> u32() {
    return Arbitraries.longs().between(0, U32);
  }

  private static Arbitrary<Words> words(Arbitrary<Long> entries) {
    return entries
        .list()
        .ofMaxSize(FEW)
        .map(list -> Words.of(list.stream().mapToLong(Long::longValue).toArray()));
  }

  /** Entries without the masked flag, on this vendor's places. */
  public static Arbitrary<Long> rawEntries(Vendor vendor) {
    return X86Arbitraries.events().map(event -> event & vendor.keyMask());
  }

  /** Entries for the masked flag, acceptable to this vendor. */
  public static Arbitrary<Long> maskedEntries(Vendor vendor) {
    Arbitrary<Long> masks =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.of(0L, 0xffL)),
            Tuple.of(1, Arbitraries.longs().between(0, 0xff)));
    return Combinators.combine(rawEntries(vendor), masks, Arbitraries.of(0L, MaskedEntry.EXCLUDE))
        .as((event, mask, exclude) -> event | (mask << MaskedEntry.MASK_SHIFT) | exclude);
  }
}
