package pmuoracle.spec.x86;

import static pmuoracle.spec.x86.Expectation.ALWAYS;
import static pmuoracle.spec.x86.Expectation.Condition.BITMAP;
import static pmuoracle.spec.x86.Expectation.Condition.COUNTS_ASIDE;
import static pmuoracle.spec.x86.Expectation.Condition.COUNTS_COMPLETED;
import static pmuoracle.spec.x86.Expectation.Condition.FAULTING;
import static pmuoracle.spec.x86.Expectation.Condition.FILTERS_COMPLETED;
import static pmuoracle.spec.x86.Expectation.Condition.HAS_BITMAP;
import static pmuoracle.spec.x86.Expectation.Condition.HOLE;
import static pmuoracle.spec.x86.Expectation.Condition.LONG_HEADER;
import static pmuoracle.spec.x86.Expectation.Condition.MASKED;
import static pmuoracle.spec.x86.Expectation.Condition.MEDIATED;
import static pmuoracle.spec.x86.Expectation.Condition.PUSHED;
import static pmuoracle.spec.x86.Expectation.Condition.REFRESHED_RUNNING;
import static pmuoracle.spec.x86.Expectation.Condition.REVIEWED;
import static pmuoracle.spec.x86.Expectation.Condition.SEARCHED;
import static pmuoracle.spec.x86.Expectation.Condition.SETTLED;
import static pmuoracle.spec.x86.Expectation.Condition.UNCHECKED;
import static pmuoracle.spec.x86.Expectation.Condition.WHOLE_KEY;
import static pmuoracle.spec.x86.Expectation.NEVER;

import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;
import pmuoracle.spec.Standing;

/**
 * What is claimed of the x86 filter: G the guarantees of the 2019 review, I what is expected to
 * hold, N what is plausible and false, P what would find a defect without knowing it.
 */
public enum X86Invariant implements Invariant {
  // Sizes and limits.
  G1_SIZE_CANNOT_OVERFLOW(
      "However many events a request claims, no size is computed that overflows, in 32-bit or 64-bit arithmetic.",
      Sources.REVIEW,
      ALWAYS),
  G2_WIDE_SIZE_NEEDS_NO_LIMIT(
      "In 64-bit arithmetic no size overflows even without the limit on events.",
      Sources.REVIEW,
      ALWAYS),
  G3_NARROW_SIZE_NEEDS_NO_LIMIT(
      "In 32-bit arithmetic no size overflows even without the limit on events.",
      Sources.REVIEW,
      NEVER),
  G4_LIMIT_IS_WHAT_FITS_A_PAGE(
      "The limit on events is the largest that keeps a request within a page.",
      Sources.REVIEW,
      REVIEWED.holds()),
  I16_OBJECT_FITS_A_PAGE(
      "An accepted request, and what the kernel keeps of it, fit a page.", Sources.REVIEW, ALWAYS),

  // When a counter stops.
  G5_DENIED_ONCE_PROGRAMMED(
      "Hardware does not count for a perf-backed counter that was programmed since the filter was set and is denied.",
      Sources.REVIEW,
      ALWAYS),
  G6_DENIED_ONCE_ENTERED(
      "Hardware does not count for a denied perf-backed counter whose virtual CPU entered since the filter was set.",
      Sources.REVIEW + "; f1c5651fda43; P7",
      PUSHED.holds()),
  G7_DENIED_MEDIATED(
      "Hardware does not count for a denied mediated general-purpose counter whose virtual CPU entered since the filter"
          + " was set.",
      "283a5aa57b22; P12",
      ALWAYS.where(MEDIATED)),
  G8_DENIED_NEVER_ADVANCES(
      "Nothing but a write advances a denied counter whose virtual CPU entered since the filter was set.",
      Sources.REVIEW + "; P12",
      FILTERS_COMPLETED.and(HOLE.not()).holds()),
  G9_ANY_FIXED_COUNTERS(
      "Whatever the filter says of events, it can let any set of fixed counters count and no other.",
      Sources.REVIEW,
      HAS_BITMAP.holds()),
  G10_NONE_REMOVES(
      "A request with the action NONE and no rejected fixed counter is as good as no filter.",
      Sources.REVIEW,
      ALWAYS.where(REVIEWED)),

  // One filter.
  I1_ALLOW_DENY_COMPLEMENT(
      "ALLOW and DENY of the same list say the opposite of every event.", Sources.API, ALWAYS),
  I1F_FIXED_COMPLEMENT(
      "ALLOW and DENY of the same bitmap say the opposite of every fixed counter.",
      Sources.API,
      BITMAP.holds().where(HAS_BITMAP)),
  I2_DENY_NOTHING_IS_NO_FILTER(
      "DENY without an entry or a bit of the bitmap is as good as no filter.", Sources.API, ALWAYS),
  I3_ALLOW_NOTHING_DENIES_ALL(
      "ALLOW without an entry or a bit of the bitmap denies every event and every fixed counter.",
      Sources.API,
      BITMAP.holds()),
  I4_ORDER_IRRELEVANT(
      "Entries can change places and be repeated without changing a verdict.",
      "check_pmu_event_filter; P3",
      ALWAYS),
  I5_LOOKUP_IS_MEMBERSHIP(
      "Searching the sorted list, and walking it from a hit, finds an event iff some entry has it.",
      "cmp_u64 in 7ff775aca48a, 4ac19ead0dfb; filter_contains_match in 14329b825ffb; P11",
      SETTLED.holds().where(SEARCHED)),
  I6_KEY_DECIDES(
      "Two events of one select and unit mask get the same verdict, whatever else their selectors ask for.",
      "6a5cba7bed35; P4",
      WHOLE_KEY.not().holds()),
  I7_RAW_AS_MASKED(
      "A raw list of possible entries is the masked list of the same selects and whole unit masks.",
      "convert_to_masked_filter, 14329b825ffb",
      ALWAYS.where(MASKED)),
  I8_IMPOSSIBLE_LISTS_NOTHING(
      "A raw entry with a bit that no event has can be left out.",
      "8589827fd534",
      ALWAYS.where(SETTLED)),
  I9_AS_BEFORE_MASKED_ENTRIES(
      "A raw list means what it meant before masked entries, to events without the high nibble of the select.",
      "6a5cba7bed35",
      ALWAYS.where(MASKED)),
  I10_INCLUDE_MONOTONE(
      "An include entry more takes nothing from an ALLOW list's events and gives nothing to a DENY list's.",
      "check_pmu_event_filter",
      ALWAYS),
  I11_EXCLUDE_MONOTONE(
      "An exclude entry more gives nothing to an ALLOW list's events and takes nothing from a DENY list's.",
      "14329b825ffb",
      ALWAYS.where(MASKED)),
  I12_UNION_OF_INCLUDES(
      "ALLOW of two lists of include entries together allows what ALLOW of either does, and no more.",
      "check_pmu_event_filter",
      ALWAYS),
  I13_EXCLUDE_OF_OTHER_SELECT(
      "An exclude entry changes no verdict on an event of another select.",
      "14329b825ffb",
      ALWAYS.where(MASKED)),
  I14_TWO_DOORS(
      "The list has no say about fixed counters, and the bitmap none about events.",
      "pmc_is_event_allowed; P2",
      ALWAYS.where(HAS_BITMAP)),
  I15_DENY_IS_ALLOW_OF_REST(
      "DENY of a bitmap says of fixed counters what ALLOW of its complement says.",
      Sources.API,
      BITMAP.holds().where(HAS_BITMAP)),
  I21_HIGH_NIBBLE_ON_INTEL(
      "On Intel an entry with a bit of the select's high nibble, where it is accepted, changes nothing.",
      "6a5cba7bed35, 14329b825ffb",
      MASKED.holds()),
  P5_ENTRY_CONCERNS_ITS_EVENTS(
      "An entry more changes no verdict but on events with its select and a unit mask of its own.",
      "4ac19ead0dfb; P5",
      SETTLED.holds()),

  // The kernel's answer.
  I17_FIRST_CHECK_DECIDES(
      "A request is answered with the error of the first check it fails, sizes taken as they are, else accepted.",
      "kvm_vm_ioctl_set_pmu_event_filter; P6",
      ALWAYS),
  I18_REST_IGNORED(
      "Neither padding nor bitmap bits of other counters change an answer or a verdict.",
      "30cd8604323d",
      ALWAYS.where(LONG_HEADER)),
  P6_ACCEPTED_IS_READABLE(
      "Every event that an accepted request claims can be read.",
      "kvm_vm_ioctl_set_pmu_event_filter; P6",
      ALWAYS),

  // Two runs.
  I19_ACCESSES_IGNORE_THE_FILTER(
      "Whether a guest's access faults, and what control registers hold, does not depend on the filter.",
      "pmu_intel.c, svm/pmu.c; the fault was proposed in mail 2019-07-16",
      FAULTING.not().holds()),
  I20_LAST_FILTER_DECIDES(
      "Once a virtual CPU has entered after a filter was set, what hardware counts is the same whatever was before.",
      "f1c5651fda43; P7",
      PUSHED.holds()),
  I22_NESTED_GUEST_COUNTS_NO_MORE(
      "What counts in the guest's own guest would count in the guest, were it not told to count elsewhere only.",
      "svm/pmu.c, nested.c",
      ALWAYS),

  // One counter in any program.
  P1_ONE_VERDICT(
      "KVM counts what it completes only where hardware would count it.",
      "9cd803d496e7, dfdeda67ea2d; P1",
      FILTERS_COMPLETED.holds().where(COUNTS_COMPLETED)),
  P8_NO_HISTORY(
      "After an entry hardware counts iff the registers ask for it and the filter allows it, as both are then.",
      "f1c5651fda43; P8, P12; intel_pmu_refresh up to v5.15 while the guest runs",
      PUSHED.and(HOLE.not()).and(REFRESHED_RUNNING.not()).holds()),
  P9_READS_BACK(
      "A guest reads back of an event select or control what it wrote, reserved bits aside.",
      "pmu_intel.c, svm/pmu.c; P9",
      ALWAYS),

  // Plausible, and false somewhere.
  N1_ALLOW_LIST_ONLY_GROWS(
      "An entry more never takes an event from an ALLOW list.",
      "14329b825ffb",
      MASKED.not().holds()),
  N2_UNION_ALLOWS_BOTH(
      "ALLOW of two lists together allows what ALLOW of either does.",
      "14329b825ffb",
      MASKED.not().holds()),
  N3_RAW_LIST_WITH_THE_FLAG(
      "A raw list of possible entries means the same with the masked flag.",
      "14329b825ffb",
      NEVER.where(MASKED)),
  N4_MASKED_LIST_WITHOUT_THE_FLAG(
      "A masked list of include entries means the same without the flag.",
      "14329b825ffb",
      NEVER.where(MASKED)),
  N5_IMPOSSIBLE_REFUSED(
      "A raw entry that no event has is refused.", "8589827fd534, pmu_event_filter_test", NEVER),
  N6_EVERY_ENTRY_LISTS_SOMETHING(
      "An accepted include entry lists some event.",
      "8589827fd534, 14329b825ffb; P5",
      SETTLED.not().holds()),
  N7_EXCLUDE_DENIES(
      "An event that an exclude entry covers is denied.", "14329b825ffb", NEVER.where(MASKED)),
  N8_DENIED_WITH_ITS_EVENT(
      "Denying the event of instructions keeps the fixed counter from counting them.",
      "30cd8604323d",
      NEVER),
  N9_ALLOW_LIST_LEAVES_FIXED(
      "An ALLOW list that says nothing of fixed counters leaves them alone.",
      "30cd8604323d",
      BITMAP.not().holds()),
  N10_LIST_APPLIES_TO_FIXED(
      "Under ALLOW a fixed counter counts only if the list has its event.", "b35babd3abea", NEVER),
  N11_DENY_OF_KEY_DENIES(
      "DENY of an event's select and unit mask denies it, however its selector is modified.",
      "6a5cba7bed35",
      WHOLE_KEY.not().holds()),
  N12_SELECTS_DISTINGUISHED(
      "On AMD DENY leaves alone an event whose 12-bit select and unit mask are not in the list.",
      "4ac19ead0dfb",
      SETTLED.holds()),
  N13_STOPS_WITH_THE_CALL(
      "From the moment the filter is set hardware counts no denied event.",
      Sources.REVIEW + "; P7",
      NEVER),
  N14_DENIED_ADVANCES_BY_EMULATION(
      "An instruction that KVM completes never advances a counter whose event the filter denies.",
      "9cd803d496e7, dfdeda67ea2d; P1",
      FILTERS_COMPLETED.holds().where(COUNTS_COMPLETED)),
  N14W_DENIED_CANNOT_BE_WRITTEN(
      "A guest's write to the value of a denied counter is without effect.",
      "kvm_pmu_set_msr",
      NEVER),
  N16_ACTIONS_CHECKED(
      "A request is accepted only if its action means something.",
      "66bb8a065f5a; P6",
      UNCHECKED.not().holds()),
  N17_PADDING_CHECKED(
      "A request whose padding is not 0 is refused.", "30cd8604323d", NEVER.where(LONG_HEADER)),
  N18_WIDE_SELECT_ON_INTEL(
      "On Intel an entry with a 12-bit select is accepted as masked entry iff it is as raw one.",
      "14329b825ffb",
      NEVER.where(MASKED)),
  N19_MEDIATED_FIXED_DENIED(
      "Hardware does not count for a denied mediated fixed counter whose virtual CPU entered since the filter was set.",
      "02918f007792; P1",
      HOLE.not().holds().where(MEDIATED)),
  N21_MODIFIERS_DISTINGUISHED(
      "An event with edge, invert or counter mask is not allowed by the entry of the plain event.",
      "AMD64_RAW_EVENT_MASK_NB",
      NEVER),
  N23_OVERFLOW_REPORTED(
      "A wrap by what KVM counted on the side is reported when it reaches the counter's value.",
      "de0f619564f4",
      NEVER.where(COUNTS_ASIDE)),
  O1_EVERY_WRAP_REPORTED(
      "A counter that wraps while it retires events, and that is not waiting to be reprogrammed, sets its bit in global status.",
      "plausible and false: pmc_update_sample_period, 75189d1de1b3; amd_pmu_set_msr before; HSW_IN_TX_CHECKPOINTED",
      NEVER);

  private final String sentence;
  private final String source;

  // A function of its argument alone.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Expectation expected;

  X86Invariant(String sentence, String source, Expectation expected) {
    this.sentence = sentence;
    this.source = source;
    this.expected = expected;
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
    return expected.of((X86Model) model);
  }
}
