package pmuoracle.spec.x86;

import static pmuoracle.spec.Standing.ABSENT;
import static pmuoracle.spec.Standing.FAILS;
import static pmuoracle.spec.Standing.HOLDS;

import java.util.function.Function;
import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;
import pmuoracle.spec.Standing;
import pmuoracle.spec.x86.X86Model.EmulatedCounting;
import pmuoracle.spec.x86.X86Model.Matching;

/**
 * What is claimed of the x86 filter: G the guarantees of the reviews, I what is expected to hold, N
 * what is plausible and false.
 */
public enum X86Invariant implements Invariant {
  G1_SIZE_CANNOT_OVERFLOW(
      "However many events a request claims, no size is computed that overflows, in 32-bit or 64-bit arithmetic.",
      "mail Re: [PATCH v2] KVM: x86: PMU Event Filter, 2019-07-16",
      m -> HOLDS),
  I1_ALLOW_DENY_COMPLEMENT(
      "ALLOW and DENY of the same list say the opposite of every event.",
      "Documentation/virt/kvm/api.rst 4.120",
      m -> HOLDS),
  I4_ORDER_IRRELEVANT("The order of entries is irrelevant.", "check_pmu_event_filter", m -> HOLDS),
  I9_AS_BEFORE_MASKED_ENTRIES(
      "A raw list means what it meant before masked entries, to events without the high nibble of the select.",
      "6a5cba7bed35",
      m -> m.matching() == Matching.MASKED ? HOLDS : ABSENT),
  N14_DENIED_ADVANCES_BY_EMULATION(
      "An instruction that KVM completes never advances a counter whose event the filter denies.",
      "9cd803d496e7, dfdeda67ea2d",
      m ->
          m.emulated() == EmulatedCounting.NONE
              ? ABSENT
              : m.emulated() == EmulatedCounting.FILTERED ? HOLDS : FAILS);

  private final String sentence;
  private final String source;

  // A function of its argument alone.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<X86Model, Standing> standing;

  X86Invariant(String sentence, String source, Function<X86Model, Standing> standing) {
    this.sentence = sentence;
    this.source = source;
    this.standing = standing;
  }

  @Override
  public String id() {
    return "X86-" + name().replace('_', '-');
  }

  @Override
  public String sentence() {
    return sentence;
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public Standing standing(Model model) {
    return standing.apply((X86Model) model);
  }
}
