package pmuoracle.harness.generate.x86;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import pmuoracle.harness.generate.Dice;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.Steps;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Step;

/**
 * The shortest programs that ask a filter: set it, let one counter count one event, enter, retire
 * that event or one beside it. Made from two random words, because this is for speed.
 */
final class ShortPrograms {
  private static final long[] EVENTS = {
    0x00c0, 0x00c4, 0x003c, 0x4f2e, 0x412e, 0x00c2, 0x0300, 0x81d0
  };
  private static final int[] SIZES = {0, 1, 1, 1, 2, 2, 2, 2};
  private static final int[] MASKS = {0xff, 0xff, 0, 0xf0};
  private static final long ON = EventSelect.ENABLE | EventSelect.OS | EventSelect.USR;
  private static final Register FIRST = Register.eventSelect(0);
  private static final Step FIXED_ON =
      new X86Step.Write(0, Register.FIXED_CONTROL, FixedControl.ENABLE);
  private static final Step ENTER = new X86Step.Enter(0);

  private final X86Model model;
  private final X86Machine[] machines;

  ShortPrograms(X86Model model) {
    this.model = model;
    machines =
        Stream.of(X86Machine.intel(1, 0), X86Machine.intel(0, 1), amd(false), amd(true))
            .flatMap(machine -> Stream.of(machine, machine.withMediated(machine.globalControl())))
            .filter(machine -> model.refusal(machine).isEmpty())
            .toArray(X86Machine[]::new);
  }

  private static X86Machine amd(boolean globalControl) {
    return new X86Machine(Vendor.AMD, 1, 0, globalControl, 48, false, false, true, 0, 64, 1);
  }

  GuestProgram draw(Dice dice, UnaryOperator<X86Machine> fit) {
    long bits = dice.bits();
    X86Machine machine = fit.apply(machines[(int) (((bits >>> 36) * machines.length) >>> 28)]);
    long key = machine.vendor().keyMask();
    long event = EVENTS[take(bits, 0, 7)] & key;
    long beside = (event ^ 1L << take(bits, 3, 15)) & key;
    Step filter = new X86Step.SetFilter(request(bits >>> 16, dice.bits(), event, beside, key));
    Privilege privilege = take(bits, 7, 1) == 0 ? Privilege.KERNEL : Privilege.USER;
    boolean fixed = machine.generalPurpose() == 0;
    Step write = fixed ? FIXED_ON : new X86Step.Write(0, FIRST, event | ON);
    long counted = fixed ? FixedControl.encoding(0) : event;
    long retired = take(bits, 8, 7) == 0 ? beside : counted;
    Step retire = new X86Step.Retire(0, retired, 1 + take(bits, 11, 3), privilege);
    return new GuestProgram(machine, Steps.of(filter, write, ENTER, retire));
  }

  private FilterRequest request(long bits, long more, long event, long beside, long key) {
    boolean masked = model.validFlags() != 0 && take(bits, 0, 1) != 0;
    long[] events = new long[SIZES[take(bits, 1, 7)]];
    long rest = more;
    for (int i = 0; i < events.length; i++) {
      long named =
          take(rest, 0, 3) == 0 ? rest >>> 32 & key : take(rest, 2, 1) == 0 ? event : beside;
      events[i] = masked ? masked(named, rest >>> 3) : named;
      rest >>>= 8;
    }
    int first = model.actions() == X86Model.Actions.NONE_ACCEPT_REJECT ? 1 : 0;
    long action = take(bits, 4, 31) == 0 ? 7 : first + take(bits, 9, 1);
    return new FilterRequest(
        action,
        events.length + (take(bits, 10, 31) == 0 ? 1 : 0),
        take(bits, 15, 3),
        masked ? FilterRequest.MASKED_EVENTS : 0,
        0,
        Words.of(events),
        FilterRequest.ALL);
  }

  private static long masked(long event, long bits) {
    int mask = MASKS[take(bits, 0, 3)];
    int match = (int) (event & EventSelect.UNIT_MASK) >>> 8 & mask;
    return (event & MaskedEntry.SELECT)
        | (long) match << MaskedEntry.MATCH_SHIFT
        | (long) mask << MaskedEntry.MASK_SHIFT
        | (take(bits, 2, 3) == 0 ? MaskedEntry.EXCLUDE : 0);
  }

  private static int take(long bits, int from, int mask) {
    return (int) (bits >>> from) & mask;
  }
}
