package pmuoracle.harness.jqwik.arm64;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.FilterRequest;

/** Filter requests. */
public final class Arm64RequestArbitraries {
  private static final int U16 = 0xffff;
  private static final int U24 = 0xff_ffff;
  private static final int FEW = 16;

  private Arm64RequestArbitraries() {}

  /** Requests with a range in the machine's event space and everything else in order. */
  public static Arbitrary<FilterRequest> filters(Arm64Machine machine) {
    int last = Arm64Machine.eventMask(machine.hostLimit());
    return Combinators.combine(
            bases().map(base -> base & last),
            counts(),
            Arbitraries.of(FilterRequest.ALLOW, FilterRequest.DENY))
        .as(
            (base, nevents, action) ->
                FilterRequest.of(base, Math.min(nevents, last + 1 - base), action));
  }

  /** Requests with anything in any field that means no other attribute, most of them refused. */
  public static Arbitrary<FilterRequest> requests(Arm64Machine machine) {
    Arbitrary<FilterRequest> odd =
        Combinators.combine(
                mostly(FilterRequest.PMU_GROUP, Arbitraries.of(3L, 4L, 0xffff_ffffL)),
                mostly(FilterRequest.FILTER, Arbitraries.of(5L, 6L, 0x1_0000_0002L, -1L)),
                bases(),
                counts(),
                Arbitraries.of(FilterRequest.ALLOW, FilterRequest.DENY, 2, 3, 0x80, 0xff),
                Arbitraries.integers().between(0, U24),
                mostly(FilterRequest.BYTES, Arbitraries.integers().between(0, FilterRequest.BYTES)),
                mostly(true, Arbitraries.just(false)))
            .as(FilterRequest::new);
    return Arbitraries.frequencyOf(Tuple.of(3, filters(machine)), Tuple.of(1, odd));
  }

  private static <T> Arbitrary<T> mostly(T usual, Arbitrary<T> others) {
    return Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.just(usual)), Tuple.of(1, others));
  }

  /** First events, at the ends of both event spaces among them. */
  private static Arbitrary<Integer> bases() {
    return Arbitraries.oneOf(
        Arm64Arbitraries.events(), Arbitraries.of(0, 0x3fe, 0x3ff, 0x400, 0x8000, 0xfffe, U16));
  }

  private static Arbitrary<Integer> counts() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.integers().between(0, FEW)),
        Tuple.of(1, Arbitraries.of(0x3ff, 0x400, 0x401, 0x8000, 0x8001, U16)),
        Tuple.of(1, Arbitraries.integers().between(0, U16)));
  }
}
