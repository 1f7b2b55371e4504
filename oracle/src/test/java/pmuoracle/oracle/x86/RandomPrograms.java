package pmuoracle.oracle.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Step;

/** Programs whose values collide: a handful of events, counters near their end. */
public final class RandomPrograms {
  private static final long[] EVENTS = {0xc0, 0xc4, 0xc2, 0x3c, 0x81d0, 0x1_0000_00c0L, 0x300};

  private final Random random;

  public RandomPrograms(long seed) {
    random = new Random(seed);
  }

  public GuestProgram next(X86Model model, int length) {
    X86Machine machine = machine();
    while (model.refusal(machine).isPresent()) {
      machine = machine();
    }
    List<Register> registers = Register.of(machine);
    List<Step> steps = new ArrayList<>();
    while (steps.size() < length) {
      X86Step step = step(machine, registers);
      if (machine.refusal(step).isEmpty()) {
        steps.add(step);
      }
    }
    return new GuestProgram(machine, steps);
  }

  private X86Machine machine() {
    boolean intel = random.nextBoolean();
    boolean global = random.nextInt(4) > 0;
    int fixed = intel && global ? random.nextInt(5) : 0;
    return new X86Machine(
        intel ? Vendor.INTEL : Vendor.AMD,
        1 + random.nextInt(3),
        fixed,
        global,
        random.nextBoolean() ? 48 : 32 + random.nextInt(33),
        intel && random.nextBoolean(),
        global && random.nextBoolean(),
        random.nextBoolean(),
        intel ? random.nextInt(0x80) : 0,
        random.nextBoolean() ? 32 : 64,
        1 + random.nextInt(2));
  }

  private X86Step step(X86Machine machine, List<Register> registers) {
    int vcpu = random.nextInt(machine.vcpus());
    Register register = registers.get(random.nextInt(registers.size()));
    Privilege privilege = random.nextInt(4) > 0 ? Privilege.KERNEL : Privilege.USER;
    OptionalLong load =
        machine.vendor() == Vendor.INTEL && machine.globalControl() && random.nextBoolean()
            ? OptionalLong.of(value(machine, Register.GLOBAL_CONTROL))
            : OptionalLong.empty();
    return switch (random.nextInt(20)) {
      case 0, 1 -> new X86Step.SetFilter(request());
      case 2, 3, 4, 5, 6 -> new X86Step.Write(vcpu, register, value(machine, register));
      case 7, 8 -> new X86Step.Read(vcpu, register);
      case 9, 10, 11 -> new X86Step.Enter(vcpu);
      case 12, 13, 14 ->
          new X86Step.Retire(
              vcpu, event() & machine.vendor().keyMask(), 1 + random.nextInt(9), privilege);
      case 15, 16 ->
          new X86Step.Emulate(
              vcpu, random.nextBoolean() ? Emulated.INSTRUCTION : Emulated.BRANCH, privilege);
      case 17 ->
          random.nextBoolean() ? new X86Step.EnterL2(vcpu, load) : new X86Step.LeaveL2(vcpu, load);
      case 18 ->
          random.nextBoolean()
              ? new X86Step.HostRead(vcpu, register)
              : new X86Step.HostWrite(vcpu, register, value(machine, register));
      default ->
          switch (random.nextInt(6)) {
            case 0 -> new X86Step.Reset(vcpu);
            case 1 -> new X86Step.Init(vcpu);
            case 2 -> new X86Step.SetCpuid(vcpu);
            default -> new X86Step.Enter(vcpu);
          };
    };
  }

  private FilterRequest request() {
    long[] events = new long[random.nextInt(6)];
    boolean masked = random.nextBoolean();
    for (int i = 0; i < events.length; i++) {
      long mask = masked ? (long) random.nextInt(256) << 56 : 0;
      long exclude = masked && random.nextInt(3) == 0 ? 1L << 55 : 0;
      events[i] = event() | mask | exclude | (random.nextInt(20) == 0 ? 1L << 40 : 0);
    }
    boolean odd = random.nextInt(8) == 0;
    return new FilterRequest(
        odd ? random.nextInt(4) : random.nextInt(2),
        odd ? random.nextInt(600) : events.length,
        random.nextInt(32),
        masked ? 1 : odd ? random.nextInt(3) : 0,
        random.nextInt(2),
        Words.of(events),
        random.nextInt(20) == 0 ? random.nextInt(80) : FilterRequest.ALL);
  }

  private long event() {
    return EVENTS[random.nextInt(EVENTS.length)];
  }

  private long value(X86Machine machine, Register register) {
    long odd = random.nextInt(12) == 0 ? 1L << random.nextInt(64) : 0;
    return switch (register.kind()) {
      case EVENT_SELECT ->
          // Of the reserved bits one that is dropped.
          (odd >>> 44 == 0 ? odd : 1L << 21)
              ^ event()
              ^ (random.nextInt(5) > 0 ? EventSelect.ENABLE : 0)
              ^ (random.nextInt(5) > 0 ? EventSelect.OS : EventSelect.USR)
              ^ (random.nextInt(4) == 0 ? (long) random.nextInt(4) << 40 : 0)
              ^ (machine.txWritable() && random.nextInt(4) == 0
                  ? EventSelect.IN_TX_CHECKPOINTED
                  : 0);
      case COUNTER, FULL_WIDTH_COUNTER, FIXED_COUNTER ->
          odd ^ (random.nextBoolean() ? 0 : machine.counterMask() - random.nextInt(6));
      case FIXED_CONTROL ->
          odd ^ (random.nextInt(0x10000) & (0xbbbbL >>> (4 * (4 - machine.fixed()))));
      case GLOBAL_CONTROL, GLOBAL_STATUS, GLOBAL_STATUS_CLEAR ->
          odd ^ (random.nextBoolean() ? machine.globalBits() : random.nextInt(8));
      case EFER -> random.nextInt(3) > 0 ? Register.SVME : 0;
    };
  }
}
