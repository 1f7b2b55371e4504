package pmuoracle.harness.exhaust.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.harness.exhaust.Digits;
import pmuoracle.harness.exhaust.Scope;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

/** Every small filter of both forms, each asked about every event of an alphabet. */
public final class FilterScope implements Scope<X86Machine> {
  private static final int LONGEST = 2;
  private static final int ACTIONS = 3;
  private static final int BITMAPS = 4;
  private static final int FIXED = 2;
  private static final int[] SELECTS = {0xc0, 0xc1, 0x1c0};
  private static final int[] UNIT_MASKS = {0x00, 0x01, 0x81};

  /** Mask and match of masked entries. */
  private static final int[][] MASKED = {
    {0xff, 0x00}, {0xff, 0x01}, {0x00, 0x00}, {0xfe, 0x00}, {0x7f, 0x01}, {0x00, 0x01}
  };

  /** In a raw entry a modifier bit; in a masked one a reserved bit. */
  private static final long STRAY = EventSelect.EDGE;

  private final long[] events = events();
  private final long[] raw = raw();
  private final long[] masked = masked();

  @Override
  public String id() {
    return "x86-filters";
  }

  @Override
  public String sentence() {
    return ("every filter of at most %d entries, raw (%d: selects 0c0, 0c1, 1c0 with unit masks 00,"
            + " 01, 81, and one with a modifier bit) or masked (%d: the same selects with mask/match"
            + " ff/00, ff/01, 00/00, fe/00, 7f/01, 00/01, including and excluding, and one with a"
            + " reserved bit), actions 0 to 2, fixed bitmaps 0 to 3; each asked about those selects"
            + " and unit masks on a general-purpose counter and about %d fixed counters; Intel and"
            + " AMD, perf-backed and mediated")
        .formatted(LONGEST, raw.length, masked.length, FIXED);
  }

  @Override
  public String swept() {
    return "and each filter, by itself, about every select and unit mask and on Intel about 16 fixed counters";
  }

  @Override
  public List<X86Machine> machines() {
    X86Machine intel = X86Machine.intel(1, FIXED);
    X86Machine amd = new X86Machine(Vendor.AMD, 1, 0, false, 48, false, false, true, 0, 64, 1);
    X86Machine newer = new X86Machine(Vendor.AMD, 1, 0, true, 48, false, true, true, 0, 64, 1);
    return List.of(intel, intel.withMediated(true), amd, newer);
  }

  @Override
  public long size(X86Machine machine) {
    return (Digits.sequences(raw.length, LONGEST) + Digits.sequences(masked.length, LONGEST))
        * ACTIONS
        * bitmaps(machine);
  }

  private static int bitmaps(X86Machine machine) {
    return machine.fixed() > 0 ? BITMAPS : 1;
  }

  @Override
  public GuestProgram program(X86Machine machine, long index) {
    Digits digits = new Digits(index);
    int action = digits.below(ACTIONS);
    int bitmap = digits.below(bitmaps(machine));
    long rest = index / ACTIONS / bitmaps(machine);
    long raws = Digits.sequences(raw.length, LONGEST);
    boolean isMasked = rest >= raws;
    long[] letters = isMasked ? masked : raw;
    int[] chosen = new Digits(isMasked ? rest - raws : rest).sequence(letters.length, LONGEST);
    long[] entries = new long[chosen.length];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = letters[chosen[i]];
    }
    long flags = isMasked ? FilterRequest.MASKED_EVENTS : 0;
    List<Step> steps = new ArrayList<>();
    steps.add(new X86Step.SetFilter(FilterRequest.of(action, flags, bitmap, entries)));
    askEvents(machine, steps);
    askFixed(machine, steps);
    return new GuestProgram(machine, steps);
  }

  private void askEvents(X86Machine machine, List<Step> steps) {
    for (long event : events) {
      long key = event & machine.vendor().keyMask();
      if (key == event) {
        long select = key | EventSelect.ENABLE | EventSelect.OS;
        steps.add(new X86Step.Write(0, Register.eventSelect(0), select));
        steps.add(new X86Step.Enter(0));
        steps.add(new X86Step.Retire(0, key, 1, Privilege.KERNEL));
      }
    }
  }

  private static void askFixed(X86Machine machine, List<Step> steps) {
    if (machine.fixed() > 0) {
      long all = FixedControl.ENABLE | FixedControl.ENABLE << 4;
      steps.add(new X86Step.Write(0, Register.eventSelect(0), 0));
      steps.add(new X86Step.Write(0, Register.FIXED_CONTROL, all));
      steps.add(new X86Step.Enter(0));
      for (int i = 0; i < machine.fixed(); i++) {
        steps.add(new X86Step.Retire(0, FixedControl.encoding(i), 1, Privilege.KERNEL));
      }
    }
  }

  private static long[] events() {
    List<Long> all = new ArrayList<>();
    for (int select : SELECTS) {
      for (int unitMask : UNIT_MASKS) {
        all.add(MaskedEntry.encode(select, 0, unitMask, false));
      }
    }
    return words(all);
  }

  private static long[] raw() {
    long[] all = java.util.Arrays.copyOf(events(), events().length + 1);
    all[all.length - 1] = events()[0] | STRAY;
    return all;
  }

  private static long[] masked() {
    List<Long> all = new ArrayList<>();
    for (int select : SELECTS) {
      for (int[] fields : MASKED) {
        all.add(MaskedEntry.encode(select, fields[0], fields[1], false));
        all.add(MaskedEntry.encode(select, fields[0], fields[1], true));
      }
    }
    all.add(MaskedEntry.encode(SELECTS[0], 0xff, 0, false) | STRAY);
    return words(all);
  }

  private static long[] words(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
