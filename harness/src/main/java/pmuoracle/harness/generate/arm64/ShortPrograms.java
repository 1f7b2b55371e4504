package pmuoracle.harness.generate.arm64;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import pmuoracle.harness.generate.Dice;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.Steps;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/**
 * The shortest programs that ask a filter: two ranges, one counter on one event, enabled, and that
 * event or one beside it. Made from two random words, because this is for speed.
 */
final class ShortPrograms {
  private static final int[] EVENTS = {0x08, 0x11, 0x21, 0x3c, 0x1b, 0x3ff, 0x4004, 0x80d0};
  private static final int[] SIZES = {0, 1, 1, 1, 2, 3, 0x10, 0x400};
  private static final int BIT = Long.numberOfTrailingZeros(EventType.NSH);
  private static final long LEVEL_BITS =
      EventType.P | EventType.U | EventType.NSK | EventType.NSU | EventType.NSH;
  private static final Register FIRST = Register.type(0);
  private static final Step INIT = new Arm64Step.Init(0, true);
  private static final Step RUN = new Arm64Step.Run(0);
  private static final Step ENABLE =
      new Arm64Step.Write(0, Register.of(Kind.PMCNTENSET), 1L << Arm64Machine.CYCLE | 1);
  private static final Step ON = new Arm64Step.Write(0, Register.of(Kind.PMCR), Pmcr.E);

  private final Arm64Machine[] machines;

  ShortPrograms(Arm64Model model) {
    machines =
        Stream.of(machine(1, false), machine(5, false), machine(5, true))
            .filter(machine -> model.refusal(machine).isEmpty())
            .toArray(Arm64Machine[]::new);
  }

  private static Arm64Machine machine(int version, boolean nested) {
    return new Arm64Machine(
        6, false, version, 1, true, true, nested, true, false, Irqchip.READY, 1, true, -1L, -1L, 1);
  }

  GuestProgram draw(Dice dice, UnaryOperator<Arm64Machine> fit) {
    long bits = dice.bits();
    long more = dice.bits();
    Arm64Machine machine =
        fit.apply(machines[(int) (((more >>> Integer.SIZE) * machines.length) >>> Integer.SIZE)]);
    int event = EVENTS[take(bits, 0, 7)];
    int beside = Math.max(1, event ^ 1 << take(bits, 3, 15));
    long levels =
        take(bits, 7, 1) == 0 ? machine.nested() ? EventType.NSH : 0 : more << BIT & LEVEL_BITS;
    int retired = take(bits, 8, 7) == 0 && beside != EventType.CHAIN ? beside : event;
    return new GuestProgram(
        machine,
        Steps.of(
            filter(bits >>> 16, event, beside),
            filter(bits >>> 40, event, beside),
            INIT,
            RUN,
            new Arm64Step.Write(0, FIRST, levels | event),
            ENABLE,
            ON,
            new Arm64Step.Retire(0, retired, 1 + take(bits, 11, 3))));
  }

  private static Step filter(long bits, int event, int beside) {
    int base = Math.max(0, (take(bits, 0, 3) == 0 ? beside : event) - take(bits, 2, 3) / 2);
    int size = SIZES[take(bits, 4, 7)];
    int action = take(bits, 7, 31) == 0 ? 2 : take(bits, 12, 1);
    return new Arm64Step.SetFilter(0, FilterRequest.of(base, size, action));
  }

  private static int take(long bits, int from, int mask) {
    return (int) (bits >>> from) & mask;
  }
}
