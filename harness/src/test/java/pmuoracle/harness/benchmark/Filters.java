package pmuoracle.harness.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.X86Step;

/** Random filters of a given size, and what to ask of them. */
final class Filters {
  /** The entries name few enough event selects that some of them meet. */
  private static final int SELECTS = 0x40;

  private final ArchitectureKit kit;
  private final SplittableRandom random;

  Filters(String architecture, long seed) {
    kit = kit(architecture);
    random = new SplittableRandom(seed);
  }

  static ArchitectureKit kit(String architecture) {
    return ArchitectureKits.of(
        Architecture.valueOf(architecture.toUpperCase(java.util.Locale.ROOT)));
  }

  ArchitectureKit kit() {
    return kit;
  }

  Model model() {
    return kit.newest();
  }

  Machine machine() {
    return kit.sweptMachines().get(0);
  }

  /** A filter of so many masked entries, every fourth of them excluding, or of so many ranges. */
  List<Step> filter(int entries) {
    return kit.architecture() == Architecture.X86 ? List.of(masked(entries)) : ranges(entries);
  }

  private Step masked(int entries) {
    long[] words = new long[entries];
    for (int i = 0; i < entries; i++) {
      int mask = random.nextInt(0x100);
      int match = random.nextInt(0x100) & mask;
      words[i] = MaskedEntry.encode(random.nextInt(SELECTS), mask, match, i % 4 == 3);
    }
    return new X86Step.SetFilter(
        FilterRequest.of(random.nextInt(2), FilterRequest.MASKED_EVENTS, 0, words));
  }

  private List<Step> ranges(int count) {
    List<Step> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int base = random.nextInt(0x1_0000);
      int events = random.nextInt(Math.min(0x1_0000 - base, 0x1000));
      calls.add(
          new Arm64Step.SetFilter(
              0, pmuoracle.spec.arm64.FilterRequest.of(base, events, random.nextInt(2))));
    }
    return calls;
  }

  /** Questions about events; on x86 half of them name an event select the filters name too. */
  int[] questions(int count) {
    int[] questions = new int[count];
    for (int i = 0; i < count; i++) {
      int event = random.nextInt(0x1_0000);
      questions[i] =
          kit.architecture() == Architecture.X86 && i % 2 == 0
              ? (event & 0xff00) | random.nextInt(SELECTS)
              : event;
    }
    return questions;
  }
}
