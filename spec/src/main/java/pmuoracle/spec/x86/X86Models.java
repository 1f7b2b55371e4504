package pmuoracle.spec.x86;

import java.util.List;
import pmuoracle.spec.Provenance;
import pmuoracle.spec.x86.X86Model.Actions;
import pmuoracle.spec.x86.X86Model.EmulatedCounting;
import pmuoracle.spec.x86.X86Model.FixedFilter;
import pmuoracle.spec.x86.X86Model.InitialGlobal;
import pmuoracle.spec.x86.X86Model.Matching;
import pmuoracle.spec.x86.X86Model.Mediated;
import pmuoracle.spec.x86.X86Model.Programming;
import pmuoracle.spec.x86.X86Model.Refresh;
import pmuoracle.spec.x86.X86Model.SelectReserved;
import pmuoracle.spec.x86.X86Model.WrittenPeriod;

/**
 * Every x86 model, oldest first. A new generation is one more constant here, told as what it
 * changes.
 */
public final class X86Models {
  private static final int PAGE_SIZE = 4096;

  public static final X86Model RFC_V2 =
      new X86Model(
          "x86/rfc-v2",
          "the 2019 patch as posted: general-purpose events only, the type never checked, at most 63 events",
          Provenance.read(
              "the patch", "mail \"[PATCH v2] KVM: x86: PMU Event Filter\", 2019-07-11"),
          8,
          8,
          63,
          Actions.UNCHECKED,
          0,
          FixedFilter.UNFILTERED,
          Matching.EQUAL,
          Programming.AT_ONCE,
          false,
          EmulatedCounting.NONE,
          false,
          Mediated.ABSENT,
          false,
          false,
          true,
          InitialGlobal.GENERAL_PURPOSE_AND_FIXED,
          SelectReserved.WIDE_FAULTS,
          Refresh.GLOBAL_CONTROL_ALWAYS,
          true,
          true,
          WrittenPeriod.OF_VALUE_ON_INTEL);

  /** Of a reading of the review, which was never merged. */
  private static Provenance review(String claims) {
    return Provenance.read(
        claims, "mail \"Re: [PATCH v2] KVM: x86: PMU Event Filter\", 2019-07-16, never merged");
  }

  public static final X86Model REVIEW_2019 =
      RFC_V2.but(
          "x86/review-2019",
          "what the reviewer of 2019 proposed: NONE, ACCEPT and REJECT, and a fixed-counter reject bitmap whose"
              + " counters fault when enabled",
          review(
              "the bitmap read from the 32-byte header, as many events as leave the request within a page"),
          to -> {
            to.headerBytes = 32;
            to.kernelHeaderBytes = 32;
            to.maxEvents = (PAGE_SIZE - 32) / 8;
            to.actions = Actions.NONE_ACCEPT_REJECT;
            to.fixedFilter = FixedFilter.REJECT_FAULTING;
          });

  public static final X86Model REVIEW_2019_SILENT =
      REVIEW_2019.but(
          "x86/review-2019-silent",
          "as x86/review-2019, but a rejected fixed counter silently does not count",
          review("the variant the reviewer offers if old guests cannot bear the fault"),
          to -> to.fixedFilter = FixedFilter.REJECT_SILENT);

  public static final X86Model REVIEW_2019_SHORT =
      REVIEW_2019.but(
          "x86/review-2019-short",
          "as x86/review-2019 with the header as posted, 8 bytes: 511 events and no room for a bitmap",
          review("the limit (PAGE_SIZE - sizeof header) / 8 applied to the structure under review"),
          to -> {
            to.headerBytes = 8;
            to.kernelHeaderBytes = 8;
            to.maxEvents = (PAGE_SIZE - 8) / 8;
            to.fixedFilter = FixedFilter.UNFILTERED;
          });

  public static final X86Model V5_3 =
      RFC_V2.but(
          "x86/5.3",
          "the first release: action and flags checked, 300 events, a fixed-counter bitmap",
          Provenance.read("Linux v5.3 to v5.15", "66bb8a065f5a")
              .knowing(
                  "30cd8604323d; before cb1d220da0fa and 9b026073db2f, which stable releases took over")
              .without("v5.3 to v5.9, v5.11 to v5.15"),
          to -> {
            to.headerBytes = 32;
            to.kernelHeaderBytes = 32;
            to.maxEvents = 300;
            to.actions = Actions.ALLOW_DENY;
            to.fixedFilter = FixedFilter.BITMAP;
          });

  public static final X86Model V5_10 =
      V5_3.but(
          "x86/5.10",
          "as x86/5.3, and AMD's reserved bits are dropped",
          Provenance.read("Linux v5.10.223", "v5.10.223")
              .knowing("cb1d220da0fa and 9b026073db2f, taken over from v5.16 and v5.18"),
          to -> to.selectReserved = SelectReserved.DROPPED);

  public static final X86Model V5_17 =
      V5_3.but(
          "x86/5.17",
          "binary search whose comparison keeps 32 bits of a 64-bit difference; emulated instructions counted",
          Provenance.read(
                  "Linux v5.17 until April 2022; then up to v5.17.10 but for AMD's reserved bits, which 9b026073db2f drops",
                  "none of it")
              .knowing(
                  "7ff775aca48a, 9cd803d496e7, cb1d220da0fa, c6617c61e8fe; entries without other bits only")
              .without("v5.17.0 to v5.17.10"),
          to -> {
            to.clearReadsBack = false;
            to.selectReserved = SelectReserved.FAULTS;
            to.refresh = Refresh.GLOBAL_CONTROL;
            to.matching = Matching.LOW16;
            to.emulated = EmulatedCounting.LATCHED;
          });

  public static final X86Model V5_18 =
      V5_17.but(
          "x86/5.18",
          "the comparison is repaired",
          Provenance.read("Linux v5.18 and v5.19", "none of it")
              .knowing("4ac19ead0dfb, 9b026073db2f, 75189d1de1b3")
              .without("v5.18, v5.19"),
          to -> {
            to.selectReserved = SelectReserved.DROPPED;
            to.writtenPeriod = WrittenPeriod.OF_BASE;
            to.matching = Matching.EQUAL;
            to.checkpointedEverywhere = false;
          });

  public static final X86Model V6_0 =
      V5_18.but(
          "x86/6.0",
          "CPUID's unavailable architectural events stop a counter; global control is 0 at first",
          Provenance.read("Linux v6.0 and v6.1", "v6.1.192")
              .knowing("c49467a45fe0")
              .without("v6.0"),
          to -> {
            to.refresh = Refresh.NOTHING;
            to.genericEvents = false;
            to.architecturalGate = true;
            to.initialGlobal = InitialGlobal.ZERO;
          });

  public static final X86Model V6_2 =
      V6_0.but(
          "x86/6.2",
          "a new filter is pushed to running counters, and counters are programmed at the next entry",
          Provenance.read("Linux v6.2", "f1c5651fda43")
              .knowing("68fb4757e867, dcbb816a2842, de0f619564f4")
              .without("v6.2"),
          to -> {
            to.programming = Programming.AT_ENTRY;
            to.push = true;
            to.emulated = EmulatedCounting.UNFILTERED;
          });

  public static final X86Model V6_3 =
      V6_2.but(
          "x86/6.3",
          "masked entries, include and exclude; only the vendor's select and the unit mask decide",
          Provenance.read("Linux v6.3", "6a5cba7bed35, 14329b825ffb")
              .knowing("8589827fd534, c5a287fa0dcc")
              .without("v6.3"),
          to -> {
            to.kernelHeaderBytes = 40;
            to.validFlags = FilterRequest.MASKED_EVENTS;
            to.matching = Matching.MASKED;
          });

  public static final X86Model V6_4 =
      V6_3.but(
          "x86/6.4",
          "emulated instructions are filtered too",
          Provenance.read("Linux v6.4", "dfdeda67ea2d").without("v6.4"),
          to -> to.emulated = EmulatedCounting.FILTERED);

  public static final X86Model V6_5 =
      V6_4.but(
          "x86/6.5",
          "AMD has global control, which is 0 at first as Intel's",
          Provenance.read("Linux v6.5 to v6.7", "none of it")
              .knowing("4a2771895ca6")
              .without("v6.5 to v6.7"),
          to -> to.amdGlobalControl = true);

  public static final X86Model V6_8 =
      V6_5.but(
          "x86/6.8",
          "KVM_SET_CPUID2 before the first run resets the PMU",
          Provenance.read("Linux v6.8", "none of it")
              .knowing("1647b52757d5, f2f63f7ec6fd")
              .without("v6.8"),
          to -> to.refresh = Refresh.RESETS);

  public static final X86Model V6_9 =
      V6_8.but(
          "x86/6.9",
          "CPUID's unavailable architectural events no longer stop an allowed counter; global control starts with the"
              + " general-purpose counters' bits",
          Provenance.read("Linux v6.9 to v6.19", "v6.12.117")
              .knowing("5eb7fcbdea63, cbbd1aa89139, de120e1d692d")
              .without("v6.9 to v6.11, v6.13 to v6.19"),
          to -> {
            to.architecturalGate = false;
            to.initialGlobal = InitialGlobal.GENERAL_PURPOSE;
          });

  public static final X86Model V7_0 =
      V6_9.but(
          "x86/7.0",
          "the mediated PMU as introduced, with its hole in fixed control",
          Provenance.read("Linux v7.0", "02918f007792, 283a5aa57b22")
              .knowing("3db871fe185b")
              .without("v7.0"),
          to -> to.mediated = Mediated.GUEST_COMPARED);

  public static final X86Model V7_3 =
      V7_0.but(
          "x86/7.3",
          "the mediated PMU with the hole closed; Host-Only and Guest-Only take part on AMD",
          Provenance.read(
              "Linux v7.2.6 to v7.3.4",
              "v7.2.6, v7.2.13, v7.3.4: arch/x86/kvm/pmu.c, vmx/pmu_intel.c, svm/pmu.c"),
          to -> {
            to.mediated = Mediated.SHADOW_COMPARED;
            to.hostGuestOnly = true;
          });

  /** All of them, oldest first. */
  public static final List<X86Model> ALL =
      List.of(
          RFC_V2,
          REVIEW_2019,
          REVIEW_2019_SILENT,
          REVIEW_2019_SHORT,
          V5_3,
          V5_10,
          V5_17,
          V5_18,
          V6_0,
          V6_2,
          V6_3,
          V6_4,
          V6_5,
          V6_8,
          V6_9,
          V7_0,
          V7_3);

  /** What is meant where nobody says which. */
  public static final X86Model NEWEST = V7_3;

  private X86Models() {}
}
