package pmuoracle.spec.arm64;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pmuoracle.spec.Provenance;
import pmuoracle.spec.arm64.Arm64Model.AdvertisedBase;
import pmuoracle.spec.arm64.Arm64Model.Enabling;
import pmuoracle.spec.arm64.Arm64Model.EventSpace;
import pmuoracle.spec.arm64.Arm64Model.Hardware;
import pmuoracle.spec.arm64.Arm64Model.Levels;
import pmuoracle.spec.arm64.Arm64Model.TypeBits;
import pmuoracle.spec.arm64.Arm64Model.UnreadyRun;
import pmuoracle.spec.arm64.Arm64Model.UpperAdvertised;

/** Every arm64 model. A new generation is one more constant here. */
public final class Arm64Models {
  public static final Arm64Model V5_10 =
      new Arm64Model(
          "arm64/5.10",
          "the first release of the filter",
          Provenance.read(
                  "Linux v5.10, where the PMU of every virtual CPU is initialised before it runs",
                  "v5.10.223")
              .knowing("d7eec2360e3, 88865beca906"),
          EventSpace.HOST,
          false,
          false,
          false,
          Levels.P_AND_U,
          false,
          UpperAdvertised.UNBOUNDED,
          false,
          false,
          TypeBits.FIXED,
          AdvertisedBase.HARDWARE,
          Enabling.RECREATES,
          false,
          Hardware.NONE,
          EnumSet.complementOf(EnumSet.of(Deviation.LONG_PERIOD_OF_CYCLES)),
          UnreadyRun.UNSETTLED);

  public static final Arm64Model V6_1 =
      V5_10.but(
          "arm64/6.1",
          "a filter is refused once any virtual CPU has run; a PMU can be selected",
          Provenance.read("Linux v6.1", "v6.1.192").knowing("5177fe91e4cf, 6ee7fca2a4a0"),
          to -> {
            to.refusedAfterRun = true;
            to.selectsPmu = true;
            to.upperAdvertised = UpperAdvertised.BOUNDED;
            to.unreadyRun = UnreadyRun.DEAD;
            to.deviations = EnumSet.allOf(Deviation.class);
            to.advertisedBase = AdvertisedBase.LESS_STALL_SLOT;
            to.enabling = Enabling.AT_EVERY_PMCR_WRITE;
          });

  public static final Arm64Model V6_8 =
      V6_1.but(
          "arm64/6.8",
          "the non-secure exclude bits decide; the event space is bounded by the host's limit",
          Provenance.read("Linux v6.8", "none of it")
              .knowing("bc512d6a9b92, ae8d3522e5b7")
              .without("v6.8"),
          to -> {
            to.eventSpace = EventSpace.HOST_BOUNDS_VM_MASKS;
            to.levels = Levels.WITH_NON_SECURE;
            to.chainSettled = true;
            to.longCounters = true;
            to.typeBits = TypeBits.AS_GUEST_HAS;
            to.advertisedBase = AdvertisedBase.WITH_CHAIN;
            to.longFromVersion6 = true;
            to.deviations = EnumSet.complementOf(EnumSet.of(Deviation.LONG_PERIOD_OF_CYCLES));
          });

  public static final Arm64Model V6_12 =
      V6_8.but(
          "arm64/6.12",
          "as 6.8 in all that is modelled",
          Provenance.read("Linux v6.12", "v6.12.117: pmu-emul.c, sys_regs.c"),
          to -> {});

  public static final Arm64Model V7_3 =
      V6_12.but(
          "arm64/7.3",
          "the emulated PMU with nesting",
          Provenance.read(
                  "Linux v7.2 and v7.3",
                  "v7.2.13, v7.3.4: pmu-emul.c, sys_regs.c, emulate-nested.c, vgic")
              .knowing("8a34979030f6, ae323e035801, fe827f916662, 16535d55e91f, 9a1c58cfefb0"),
          to -> {
            to.strict = true;
            to.levels = Levels.WITH_HYP;
            to.nested = true;
            to.advertisedBase = AdvertisedBase.WITH_SOFTWARE;
            to.enabling = Enabling.AT_CHANGE;
          });

  public static final Arm64Model ARCHITECTURE =
      V7_3.but(
          "arm64/architecture",
          "the filter's calls as in 7.3, and what the Arm pseudocode says should count",
          Provenance.read(
              "the Arm architecture, under the filter's calls of Linux v7.3",
              "Arm ARM: CountPMUEvents, PMUSwIncrement, AArch64.PMUCycle; Linux v7.3.4 for the calls"),
          to -> to.deviations = Set.of());

  public static final Arm64Model DIRECT_V4 =
      ARCHITECTURE.but(
          "arm64/direct-v4",
          "the partitioned PMU as posted in version 4: denied means every exclude bit set",
          Provenance.read(
              "the series in version 4",
              "mail \"[PATCH v4] ARM64 PMU Partitioning\", 2025-07-14; that a denied write is stored is our reading"),
          to -> to.hardware = Hardware.DIRECT_V4);

  public static final Arm64Model DIRECT_V5 =
      ARCHITECTURE.but(
          "arm64/direct-v5",
          "the patch under review: the filter enforced at vcpu_load() by P and U, NSH dropped",
          Provenance.read(
              "the series in version 5",
              "mail \"[PATCH v5 18/24] KVM: arm64: Enforce PMU event filter at vcpu_load()\", 2025-12-09"),
          to -> to.hardware = Hardware.DIRECT_V5);

  public static final Arm64Model DIRECT_V6 =
      ARCHITECTURE.but(
          "arm64/direct-v6",
          "after the objection: in hyp context NSH clears P, but nothing sets it",
          Provenance.read(
              "the series in version 6", "mail \"[PATCH v6] ARM64 PMU Partitioning\", 2026-02-09"),
          to -> to.hardware = Hardware.DIRECT_V6);

  public static final Arm64Model DIRECT_V7 =
      ARCHITECTURE.but(
          "arm64/direct-v7",
          "as version 6, but the cycle counter's filter is written to the counter",
          Provenance.read(
                  "the series in version 7",
                  "mail \"[PATCH v7] ARM64 PMU Partitioning\", 2026-05-04")
              .without("its trap handlers"),
          to -> to.hardware = Hardware.DIRECT_V7);

  public static final Arm64Model DIRECT_V8 =
      ARCHITECTURE.but(
          "arm64/direct-v8",
          "as version 6, with the cycle counter repaired and stored values masked",
          Provenance.read(
              "the series in version 8", "mail \"[PATCH v8] ARM64 PMU Partitioning\", 2026-06-12"),
          to -> to.hardware = Hardware.DIRECT_V8);

  public static final Arm64Model REMAP =
      ARCHITECTURE.but(
          "arm64/remap",
          "the partitioned PMU done right: hardware bits derived from what must count where the guest is",
          Provenance.read(
              "no patch: what the partitioned PMU would have to do",
              "kvm_pmu_create_perf_event() of Linux v7.3.4; the architecture at virtual EL2"),
          to -> to.hardware = Hardware.REMAP);

  /**
   * All of them, the emulated ones oldest first, then the architecture and the partitioned ones.
   * The newest stands last: of several that a system may be, the last is taken.
   */
  public static final List<Arm64Model> ALL =
      List.of(
          V5_10,
          V6_1,
          V6_8,
          V6_12,
          ARCHITECTURE,
          DIRECT_V4,
          DIRECT_V5,
          DIRECT_V6,
          DIRECT_V7,
          DIRECT_V8,
          REMAP,
          V7_3);

  /** What is meant where nobody says which. */
  public static final Arm64Model NEWEST = V7_3;

  private Arm64Models() {}
}
