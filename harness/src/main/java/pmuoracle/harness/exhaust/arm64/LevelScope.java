package pmuoracle.harness.exhaust.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.harness.exhaust.Digits;
import pmuoracle.harness.exhaust.Scope;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Hcr;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** Every setting that decides at which level a counter counts. */
public final class LevelScope implements Scope<Arm64Machine> {
  private static final int BITS = 32;
  private static final int BITS_AT = Long.numberOfTrailingZeros(EventType.NSH);
  private static final int COUNTERS = 2;
  private static final int EVENT = 0x08;
  private static final int FILTERS = 3;

  @Override
  public String id() {
    return "arm64-levels";
  }

  @Override
  public String sentence() {
    return "all 32 combinations of P, U, NSK, NSU and NSH, on each of two event counters and the"
        + " cycle counter, at each level; PMCR.E and DP; without a filter, one that allows and one"
        + " that denies; with and without EL3 in hardware and for the guest; nested: every HPMN from"
        + " 0 to 2, HPME, HPMD, HCCD, TGE and E2H";
  }

  @Override
  public List<Arm64Machine> machines() {
    List<Arm64Machine> machines = new ArrayList<>();
    for (boolean hardwareEl3 : new boolean[] {true, false}) {
      machines.add(machine(hardwareEl3, true, true));
      machines.add(machine(hardwareEl3, true, false));
      machines.add(machine(hardwareEl3, false, false));
    }
    return machines;
  }

  private static Arm64Machine machine(boolean hardwareEl3, boolean guestEl3, boolean nested) {
    return new Arm64Machine(
        6,
        false,
        5,
        COUNTERS,
        hardwareEl3,
        guestEl3,
        nested,
        true,
        false,
        Irqchip.READY,
        1,
        true,
        -1L,
        -1L,
        1);
  }

  @Override
  public long size(Arm64Machine machine) {
    int hypervisor = machine.nested() ? (COUNTERS + 1) * 8 * 4 : 1;
    return (long) BITS * FILTERS * 4 * hypervisor;
  }

  @Override
  public GuestProgram program(Arm64Machine machine, long index) {
    boolean nested = machine.nested();
    Digits digits = new Digits(index);
    List<Step> steps = new ArrayList<>();
    long levels = (long) digits.below(BITS) << BITS_AT;
    long control = (digits.is() ? 0 : Pmcr.E) | (digits.is() ? Pmcr.DP : 0);
    int filter = digits.below(FILTERS);
    if (filter > 0) {
      int action = filter == 1 ? FilterRequest.ALLOW : FilterRequest.DENY;
      steps.add(new Arm64Step.SetFilter(0, FilterRequest.of(EVENT, EventType.CPU_CYCLES, action)));
    }
    steps.add(new Arm64Step.Init(0, true));
    steps.add(new Arm64Step.Run(0));
    if (nested) {
      steps.add(new Arm64Step.Go(0, Level.VEL2));
      write(steps, Register.of(Kind.MDCR), hypControl(digits));
    }
    write(steps, Register.type(0), levels | EVENT);
    write(steps, Register.type(1), levels | EVENT);
    write(steps, Register.of(Kind.PMCCFILTR), levels);
    write(steps, Register.of(Kind.PMCNTENSET), 1L << Arm64Machine.CYCLE | 3);
    write(steps, Register.of(Kind.PMCR), control);
    if (nested) {
      write(steps, Register.of(Kind.HCR), hypConfiguration(digits));
      count(steps, Level.VEL2);
    }
    count(steps, Level.EL0);
    count(steps, Level.EL1);
    return new GuestProgram(machine, steps);
  }

  private static long hypControl(Digits digits) {
    return digits.below(COUNTERS + 1)
        | (digits.is() ? Mdcr.HPME : 0)
        | (digits.is() ? Mdcr.HPMD : 0)
        | (digits.is() ? Mdcr.HCCD : 0);
  }

  private static long hypConfiguration(Digits digits) {
    return (digits.is() ? Hcr.TGE : 0) | (digits.is() ? Hcr.E2H : 0);
  }

  /** Where EL1 cannot be gone to, under TGE, the guest stays. */
  private static void count(List<Step> steps, Level level) {
    steps.add(new Arm64Step.Go(0, level));
    steps.add(new Arm64Step.Load(0));
    steps.add(new Arm64Step.Retire(0, EVENT, 1));
    steps.add(new Arm64Step.Retire(0, EventType.CPU_CYCLES, 1));
  }

  private static void write(List<Step> steps, Register register, long value) {
    steps.add(new Arm64Step.Write(0, register, value));
  }
}
