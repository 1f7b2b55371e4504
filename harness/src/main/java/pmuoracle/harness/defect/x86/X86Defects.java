package pmuoracle.harness.defect.x86;

import java.util.List;
import java.util.function.Supplier;
import pmuoracle.harness.defect.Defect;
import pmuoracle.harness.imperative.x86.Procedure;
import pmuoracle.harness.imperative.x86.X86Imperative;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.x86.X86Models;

/** The x86 exhibits: the seeded ones, and those no sequential program can show. */
public final class X86Defects {
  /** In order of their numbers. */
  public static final List<Defect> ALL =
      List.of(
          defect(
              "X01",
              "The list's size is a 32-bit product of an unchecked count.",
              RequestDefects.UncheckedProduct::new),
          defect(
              "X02",
              "As many zeros as there are events are installed.",
              () -> VerdictDefects.with(VerdictDefects.EventsNotCopied::new)),
          defect(
              "X04",
              "Fixed counters are not filtered.",
              () -> VerdictDefects.with(VerdictDefects.FixedUnfiltered::new)),
          defect(
              "X05",
              "An unknown action is accepted and allows everything.",
              RequestDefects.UnknownAction::new),
          defect(
              "X08",
              "The header is taken for the one of 8 bytes, so the events begin at its bitmap.",
              RequestDefects.ShortHeader::new),
          defect(
              "X09",
              "Event selects are compared in their low 32 bits.",
              () -> VerdictDefects.with(VerdictDefects.TruncatedComparison::new)),
          defect(
              "X10",
              "Intel's in-transaction bits are part of what an unmasked entry is compared with.",
              () -> VerdictDefects.with(VerdictDefects.TransactionBits::new)),
          defect(
              "X11",
              "A masked entry with an unused bit is accepted.",
              RequestDefects.UnusedBits::new),
          defect(
              "X13",
              "A masked entry's event select has twelve bits on Intel too.",
              VerdictDefects.WideSelect::new),
          defect(
              "X16",
              "A masked entry that no unit mask satisfies is refused.",
              RequestDefects.Unsatisfiable::new),
          defect(
              "X17",
              "A new filter is not applied to running counters.",
              () -> CountingDefects.with(CountingDefects.NotPushed::new)),
          defect(
              "X21",
              "Emulated instructions are counted by denied counters.",
              () -> CountingDefects.with(CountingDefects.EmulatedUnfiltered::new)),
          defect(
              "X25",
              "The filter sees AMD's select of twelve bits, the hardware is told eight.",
              () -> CountingDefects.with(CountingDefects.NarrowProgramming::new)),
          defect(
              "X26",
              "An AMD event whose select has bit 33 never reports an overflow.",
              () -> CountingDefects.with(CountingDefects.SelectAsModifier::new)),
          defect(
              "X27",
              "Fixed counter 2 counts event 0x3000.",
              () -> CountingDefects.with(CountingDefects.WrongReferenceCycles::new)),
          defect(
              "X28",
              "An event that CPUID says is missing does not count on general-purpose counters.",
              () -> CountingDefects.with(CountingDefects.Gated::generalPurpose)),
          defect(
              "X29",
              "An event that CPUID says is missing does not count on fixed counters.",
              () -> CountingDefects.with(CountingDefects.Gated::fixed)),
          defect(
              "X31",
              "A bitmap of 0 under ALLOW lets every fixed counter count.",
              () -> VerdictDefects.with(VerdictDefects.ZeroMeansAll::new)),
          defect(
              "X32",
              "On AMD the world switch is counted as a branch of the guest.",
              () -> CountingDefects.with(CountingDefects.WorldSwitchCounted::new)),
          defect(
              "X34",
              "A reset does not reach the hardware's enables.",
              () -> MediatedDefects.with(MediatedDefects.ResetNotLoaded::new)),
          defect(
              "X35",
              "A load of global control is compared with a stale copy and dropped.",
              () -> MediatedDefects.with(MediatedDefects.StaleComparison::new)),
          defect(
              "X36",
              "Emulated instructions on a mediated counter are lost.",
              () -> MediatedDefects.with(MediatedDefects.EmulatedLost::new)),
          defect(
              "X39",
              "On AMD the exit handler's instructions are counted for the guest.",
              () -> MediatedDefects.with(MediatedDefects.HostCounted::new)),
          defect(
              "X40",
              "A denied counter's event select reads back without its enable bit.",
              () -> MediatedDefects.with(MediatedDefects.NoShadow::new)),
          defect(
              "X41",
              "A new filter does not reach the mediated shadow.",
              () -> MediatedDefects.with(MediatedDefects.NotPushed::new)),
          new Defect(
              "X43",
              "The 32-bit bitmap is tested in a word of 64 bits; no machine has the counters to tell.",
              X86Models.V7_3,
              true,
              system("X43", () -> VerdictDefects.with(VerdictDefects.WideBitTest::new))));

  /** In order of their numbers. */
  public static final List<Defect.LeftOut> LEFT_OUT =
      List.of(
          out("X03", "freeing a list that is still read needs two CPUs at once"),
          out("X06", "a leak at the virtual machine's end is not observable by any step"),
          out("X07", "the header must change between two reads of one call"),
          out(
              "X18",
              "where programming is deferred, serving a surviving mark again gives the same result"),
          out("X19", "sleeping in atomic context changes no outcome"),
          out("X20", "the mark must be consumed between publishing and waiting, by another CPU"),
          out("X22", "reading without protection shows only while another CPU frees the filter"),
          out("X23", "reading without protection shows only while another CPU frees the filter"),
          out("X24", "the filter must change during one pass over the counters"),
          out("X37", "RDPMC and its interception are not modelled"),
          out("X38", "RDPMC and its interception are not modelled"));

  private X86Defects() {}

  private static Defect defect(String id, String sentence, Supplier<Procedure> procedure) {
    return new Defect(id, sentence, X86Models.V7_3, false, system(id, procedure));
  }

  private static Supplier<SystemUnderTest> system(String id, Supplier<Procedure> procedure) {
    return () -> new X86Imperative("defect:" + id, X86Models.V7_3, procedure.get());
  }

  private static Defect.LeftOut out(String id, String why) {
    return new Defect.LeftOut(id, why);
  }
}
