package pmuoracle.harness.defect.arm64;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import pmuoracle.harness.defect.Defect;
import pmuoracle.harness.imperative.arm64.Arm64Imperative;
import pmuoracle.harness.imperative.arm64.InstalledFilter;
import pmuoracle.harness.imperative.arm64.Procedure;
import pmuoracle.harness.imperative.arm64.VirtualCpu;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;

/** The arm64 exhibits: the seeded ones, and those no sequential program can show. */
public final class Arm64Defects {
  /** In order of their numbers. */
  public static final List<Defect> ALL =
      List.of(
          emulated(
              "A01",
              "The cycle counter asks the filter with PMCCFILTR's low bits.",
              () -> CountingDefects.with(CountingDefects.CycleByFilterRegister::new)),
          emulated(
              "A02",
              "Software increment and chain are filtered.",
              () -> CountingDefects.with(CountingDefects.SoftwareFiltered::new)),
          emulated(
              "A03",
              "A range beyond the event space is accepted.",
              CallDefects.UncheckedRange::new),
          emulated("A04", "Denied events stay advertised.", AdvertisingDefects.Unfiltered::new),
          emulated(
              "A07",
              "A call that undoes the one before it restores the default.",
              CallDefects.Cancelling::new),
          emulated(
              "A08",
              "A filter for a virtual machine without a PMU gets ENXIO.",
              CallDefects.OldErrno::new),
          emulated(
              "A09",
              "Upper halves of PMCEID are masked by what lies beyond a small bitmap.",
              AdvertisingDefects.Beyond::new),
          emulated(
              "A10",
              "A filter is accepted after another virtual CPU has run.",
              CallDefects.NeverFrozen::new),
          emulated(
              "A11", "Another PMU can be selected after a filter.", CallDefects.Reselected::new),
          emulated(
              "A13",
              "The stall-slot events are hidden by the host's version.",
              AdvertisingDefects.HostVersion::new),
          emulated(
              "A15",
              "NSK and NSU are ignored.",
              () -> CountingDefects.with(CountingDefects.TwoBits::new)),
          emulated(
              "A16",
              "Virtual EL2 counts by the bits of EL1.",
              () -> CountingDefects.with(CountingDefects.VirtualEl2AsEl1::new)),
          emulated(
              "A18",
              "A perf event made after the last load does not count EL0.",
              () -> CountingDefects.with(CountingDefects.UserAtLoad::new)),
          remap(
              "A20",
              "The guest's type register goes to hardware as it is.",
              PartitionDefects.Unfiltered::new),
          emulated(
              "A21",
              "The filter is asked with bits that do not name the event.",
              () -> CountingDefects.with(CountingDefects.WholeRegister::new)),
          remap("A24", "NSH of an allowed event reaches hardware.", PartitionDefects.RealEl2::new),
          remap(
              "A25",
              "A denied event gets P, U, NSK, NSU and M, and so counts.",
              PartitionDefects.EveryBit::new),
          remap(
              "A26",
              "Virtual EL2 counts by P and NSK, not by NSH.",
              PartitionDefects.NeverHyp::new),
          remap(
              "A27",
              "A denied event keeps the guest's NSK and NSU, and so counts.",
              PartitionDefects.NonSecureKept::new),
          remap(
              "A28",
              "Without fine-grained traps a load writes nothing.",
              PartitionDefects.LoadSkipped::new),
          remap(
              "A29",
              "A write and a load compute different hardware values.",
              PartitionDefects.TwoRules::new),
          remap(
              "A33",
              "The cycle counter's filter register is never written.",
              PartitionDefects.CycleFilterUnwritten::new),
          emulated(
              "A36",
              "Software increment and chain are advertised even when denied.",
              AdvertisingDefects.SoftwareShown::new),
          defect(
              "A37",
              "HPMD stops the cycle counter whatever PMCR.DP says.",
              Arm64Models.ARCHITECTURE,
              () -> CountingDefects.with(CountingDefects.CycleByHpmd::new)),
          emulated(
              "A38",
              "After a filter not even the selected PMU can be selected.",
              CallDefects.FilterFirst::new),
          emulated(
              "A39",
              "A host of unknown version has an event space of one event.",
              CallDefects.UnknownHost::new),
          emulated(
              "A40",
              "A first call with no events changes nothing.",
              CallDefects.EmptyIgnored::new));

  /** In order of their numbers. */
  public static final List<Defect.LeftOut> LEFT_OUT =
      List.of(
          out("A14", "the machine's PMUs are alike, so where a virtual CPU runs changes no answer"),
          out("A19", "perf's rotation of counters is not modelled"),
          out("A30", "the host's own registers and interrupts are not observed by any step"),
          out("A31", "how the host divides its counters is not modelled"),
          out("A32", "the host's own perf events are not modelled"));

  private Arm64Defects() {}

  private static Defect emulated(String id, String sentence, Supplier<Procedure> procedure) {
    return defect(id, sentence, Arm64Models.V7_3, procedure);
  }

  private static Defect remap(
      String id, String sentence, BiFunction<Arm64Model, InstalledFilter, VirtualCpu> cpu) {
    return defect(id, sentence, Arm64Models.REMAP, () -> CountingDefects.with(cpu));
  }

  private static Defect defect(
      String id, String sentence, Arm64Model model, Supplier<Procedure> procedure) {
    return new Defect(
        id,
        sentence,
        model,
        false,
        () -> new Arm64Imperative("defect:" + id, model, procedure.get()));
  }

  private static Defect.LeftOut out(String id, String why) {
    return new Defect.LeftOut(id, why);
  }
}
