package pmuoracle.oracle.arm64;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** Programs whose values collide: a handful of events, counters near their end. */
public final class RandomPrograms {
  private static final int[] EVENTS = {0x00, 0x1e, 0x08, 0x11, 0x21, 0x408, 0x4005};
  private static final int[] VERSIONS = {1, 4, 5, 6, 7, 8, 9};
  private static final long[] PMCR = {0, 1, 1, 1, 3, 5, 7, 0x21, 0x41, 0xc1, 0x81};
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final List<Level> LEVELS = List.of(Level.values());

  private final Random random;

  public RandomPrograms(long seed) {
    random = new Random(seed);
  }

  public GuestProgram next(Arm64Model model, int length) {
    Arm64Machine machine = machine();
    while (model.refusal(machine).isPresent()) {
      machine = machine();
    }
    List<Step> steps = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      steps.add(new Arm64Step.SetFilter(random.nextInt(machine.vcpus()), request()));
    }
    for (int vcpu = 0; vcpu < machine.vcpus() && random.nextInt(12) > 0; vcpu++) {
      steps.add(new Arm64Step.SelectPmu(vcpu, random.nextInt(10) / 9));
      steps.add(new Arm64Step.Init(vcpu, true));
      steps.add(new Arm64Step.Run(vcpu));
      if (random.nextInt(3) > 0) {
        steps.add(new Arm64Step.Write(vcpu, Register.of(Kind.PMCR), 1 | 0x21 * random.nextInt(2)));
        steps.add(new Arm64Step.Write(vcpu, Register.of(Kind.PMCNTENSET), 0x8000_001fL));
      }
    }
    while (steps.size() < length) {
      Arm64Step step = step(machine);
      if (machine.refusal(step).isEmpty()) {
        steps.add(step);
      }
    }
    return new GuestProgram(machine, steps);
  }

  private Arm64Machine machine() {
    int host = VERSIONS[random.nextInt(VERSIONS.length)];
    boolean impdef = random.nextInt(10) == 0;
    int limit = impdef ? 1 : Math.min(host, 6);
    int vm = VERSIONS[random.nextInt(4)];
    boolean nested = random.nextBoolean();
    return new Arm64Machine(
        host,
        impdef,
        Math.min(vm, limit),
        1 + random.nextInt(4),
        random.nextInt(3) > 0,
        nested || random.nextBoolean(),
        nested,
        random.nextInt(12) > 0,
        random.nextInt(5) == 0,
        irqchip(nested),
        1 + random.nextInt(2),
        random.nextInt(4) > 0,
        random.nextLong(),
        random.nextLong(),
        1 + random.nextInt(2),
        nested || random.nextInt(4) > 0);
  }

  /** A nested machine without one does not run. */
  private Irqchip irqchip(boolean nested) {
    if (random.nextInt(12) == 0) {
      return Irqchip.UNINITIALISED;
    }
    return random.nextInt(nested ? 12 : 2) == 0 ? Irqchip.NONE : Irqchip.READY;
  }

  private Arm64Step step(Arm64Machine machine) {
    int vcpu = random.nextInt(machine.vcpus());
    Register register = register(machine);
    return switch (random.nextInt(24)) {
      case 0 -> new Arm64Step.SetFilter(vcpu, request());
      case 1 ->
          random.nextInt(4) > 0
              ? new Arm64Step.Load(vcpu)
              : random.nextBoolean()
                  ? new Arm64Step.SelectPmu(vcpu, random.nextInt(3))
                  : new Arm64Step.Init(vcpu, random.nextBoolean());
      case 2 -> new Arm64Step.Run(vcpu);
      case 3, 4, 5 -> new Arm64Step.Read(vcpu, register);
      case 6 -> new Arm64Step.HostWrite(vcpu, register, value(register));
      case 7 -> new Arm64Step.SwIncr(vcpu, random.nextInt(32));
      case 8 -> new Arm64Step.Load(vcpu);
      case 9, 10 -> new Arm64Step.Go(vcpu, LEVELS.get(random.nextInt(3)));
      case 11, 12, 13, 14 ->
          new Arm64Step.Retire(
              vcpu,
              EVENTS[random.nextInt(EVENTS.length)],
              random.nextInt(8) == 0 ? 0xffff_fff0L + random.nextInt(16) : 1 + random.nextInt(9));
      default -> new Arm64Step.Write(vcpu, register, value(register));
    };
  }

  private Register register(Arm64Machine machine) {
    Kind kind = random.nextInt(3) == 0 ? Kind.PMEVTYPER : KINDS.get(random.nextInt(KINDS.size()));
    Register first = Register.of(kind);
    return first.isIndexed()
        ? new Register(kind, random.nextInt(machine.counters() + 1) % 31)
        : first;
  }

  private FilterRequest request() {
    return new FilterRequest(
        odd() ? 3 + random.nextInt(3) : 0,
        odd() ? 5 + random.nextInt(3) : 2,
        EVENTS[random.nextInt(EVENTS.length)],
        random.nextInt(odd() ? 0x10000 : 30),
        random.nextInt(odd() ? 5 : 2),
        random.nextInt(2),
        odd() ? random.nextInt(9) : 8,
        !odd());
  }

  private boolean odd() {
    return random.nextInt(12) == 0;
  }

  private long value(Register register) {
    long odd = random.nextInt(12) == 0 ? 1L << random.nextInt(64) : 0;
    return switch (register.kind()) {
      case PMEVTYPER, PMCCFILTR ->
          odd ^ EVENTS[random.nextInt(EVENTS.length)] ^ ((long) random.nextInt(64) << 26);
      case PMEVCNTR, PMCCNTR ->
          odd ^ (random.nextBoolean() ? 0 : random.nextBoolean() ? -3L : 0xffff_fffdL);
      case PMCNTENSET -> odd ^ (random.nextInt(4) > 0 ? 0x8000_001fL : random.nextInt(16));
      case PMCNTENCLR, PMOVSSET, PMOVSCLR, PMCEID0, PMCEID1 -> odd ^ random.nextInt(16);
      case PMCR -> odd ^ PMCR[random.nextInt(PMCR.length)];
      case MDCR ->
          odd
              ^ random.nextInt(5)
              ^ (random.nextInt(3) > 0 ? 0x80 : 0)
              ^ (random.nextInt(3) == 0 ? 1L << 17 : 0)
              ^ (random.nextInt(4) == 0 ? 1L << 23 : 0)
              ^ (random.nextInt(4) == 0 ? 1L << 26 : 0);
      case HCR -> (long) random.nextInt(2) << 27 | (long) random.nextInt(2) << 34;
    };
  }
}
