package pmuoracle.harness.generate.arm64;

import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Dice;
import pmuoracle.harness.generate.PartialProgram;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.Hardware;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Hcr;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** A program in the making: every step it adds is one the machine has. */
final class ProgramBuilder extends PartialProgram<Arm64Machine> {
  private static final Kind[] KINDS = Kind.values();
  private static final Register[] SHARED = {
    Register.of(Kind.PMCCNTR),
    Register.of(Kind.PMCCFILTR),
    Register.of(Kind.PMCNTENSET),
    Register.of(Kind.PMOVSSET),
    Register.of(Kind.PMCR),
    Register.of(Kind.PMCEID0),
    Register.of(Kind.PMCEID1)
  };

  private final EventPool pool;
  private final RequestChoice requests;
  private final ValueChoice values;

  /** How often a load comes between a change and what may show it. */
  private final double loaded;

  private final VcpuHistory[] histories;

  ProgramBuilder(Arm64Model model, Bias bias, Dice dice, Arm64Machine machine) {
    super(dice, machine);
    pool = new EventPool(dice, bias);
    requests = new RequestChoice(bias, dice, machine, pool);
    values = new ValueChoice(bias, dice, machine, pool);
    loaded = model.hardware() == Hardware.NONE ? 0 : dice.chance(0.75) ? 0.9 : 0.2;
    histories = new VcpuHistory[machine.vcpus()];
    for (int i = 0; i < histories.length; i++) {
      histories[i] = new VcpuHistory(machine);
    }
  }

  VcpuHistory history(int vcpu) {
    return histories[vcpu];
  }

  void setFilter(int vcpu) {
    add(new Arm64Step.SetFilter(vcpu, requests.draw()));
  }

  void selectPmu(int vcpu) {
    int pmu = dice.below(machine.pmus() + (dice.chance(0.1) ? 1 : 0));
    add(new Arm64Step.SelectPmu(vcpu, pmu));
  }

  void init(int vcpu) {
    add(new Arm64Step.Init(vcpu, dice.chance(0.97)));
  }

  void run(int vcpu) {
    add(new Arm64Step.Run(vcpu));
    histories[vcpu].runs = true;
  }

  /** A virtual CPU where a guest step means something, if there is one. */
  int guest(int first) {
    for (int i = 0; i < histories.length; i++) {
      int vcpu = (first + i) % histories.length;
      if (histories[vcpu].runs) {
        return vcpu;
      }
    }
    return first;
  }

  /** The event counter's type register, or the cycle counter's filter at its place. */
  void writeType(int vcpu, int counter) {
    VcpuHistory history = histories[vcpu];
    history.type[counter] = values.type(history.type[counter]);
    write(vcpu, typeRegister(counter), history.type[counter]);
    history.stale = true;
  }

  /** The same with bits that count in most places. */
  void writeCountingType(int vcpu, int counter) {
    writeType(vcpu, counter, pool.event());
  }

  private void writeType(int vcpu, int counter, int event) {
    histories[vcpu].type[counter] = values.countingType(event);
    write(vcpu, typeRegister(counter), histories[vcpu].type[counter]);
    histories[vcpu].stale = true;
  }

  /** An even counter about to overflow, and chain on the next one. */
  void writeChain(int vcpu, int even) {
    writeType(vcpu, even, dice.chance(0.3) ? EventType.SW_INCR : pool.hardware());
    writeType(vcpu, even + 1, EventType.CHAIN);
    write(vcpu, Register.counter(even), values.counter());
    if (dice.chance(0.4)) {
      write(vcpu, Register.counter(even + 1), values.counter());
    }
  }

  void writeCounter(int vcpu) {
    writeCounter(vcpu, anyCounter());
  }

  void writeCounter(int vcpu, int counter) {
    write(vcpu, valueRegister(counter), values.counter());
  }

  private static Register valueRegister(int counter) {
    return counter == Arm64Machine.CYCLE ? Register.of(Kind.PMCCNTR) : Register.counter(counter);
  }

  /** The type register gets the value it has, by which an emulated counter is programmed anew. */
  void writeTypeAgain(int vcpu, int counter) {
    write(vcpu, typeRegister(counter), histories[vcpu].type[counter]);
    histories[vcpu].stale = true;
  }

  void writeEnables(int vcpu) {
    Kind kind = dice.chance(0.7) ? Kind.PMCNTENSET : Kind.PMCNTENCLR;
    write(vcpu, Register.of(kind), values.counters());
  }

  void enableAll(int vcpu) {
    write(vcpu, Register.of(Kind.PMCNTENSET), dice.chance(0.9) ? values.all() : values.counters());
  }

  void writeControl(int vcpu) {
    writeControl(vcpu, values.control());
  }

  void writeControl(int vcpu, long value) {
    write(vcpu, Register.of(Kind.PMCR), value);
  }

  /** The same, with counters below HPMN enabled. */
  void switchOn(int vcpu) {
    writeControl(vcpu, values.control() | Pmcr.E);
  }

  void writeOverflow(int vcpu) {
    Kind kind = dice.chance(0.7) ? Kind.PMOVSCLR : Kind.PMOVSSET;
    write(vcpu, Register.of(kind), values.counters());
  }

  /** Mostly where it is not undefined. */
  void writeHypControl(int vcpu) {
    toHypervisor(vcpu, 0.85);
    writeHypControl(vcpu, values.hypControl());
  }

  void writeHypControl(int vcpu, long value) {
    write(vcpu, Register.of(Kind.MDCR), value);
  }

  void writeHypConfiguration(int vcpu) {
    toHypervisor(vcpu, 0.85);
    long value = values.hypConfiguration();
    histories[vcpu].tge = (value & Hcr.TGE) != 0;
    write(vcpu, Register.of(Kind.HCR), value);
  }

  /** So that registers of virtual EL2 can be reached, if there is one. */
  void toHypervisor(int vcpu, double share) {
    if (machine.nested() && histories[vcpu].level != Level.VEL2 && dice.chance(share)) {
      go(vcpu, Level.VEL2);
    }
  }

  void hostWrite(int vcpu) {
    int counter = anyCounter();
    VcpuHistory history = histories[vcpu];
    history.type[counter] = values.type(history.type[counter]);
    add(new Arm64Step.HostWrite(vcpu, typeRegister(counter), history.type[counter]));
    history.stale = true;
  }

  void read(int vcpu) {
    int way = dice.below(8);
    if (way < 4) {
      read(vcpu, SHARED[dice.below(SHARED.length)]);
    } else if (way == 7) {
      Register any = Register.of(KINDS[dice.below(KINDS.length)]);
      int index = dice.chance(0.5) ? anyCounter() : dice.below(Register.MAX_EVENT_COUNTERS);
      boolean named = any.isIndexed() && index < Register.MAX_EVENT_COUNTERS;
      read(vcpu, named ? new Register(any.kind(), index) : any);
    } else {
      int counter = dice.below(machine.counters());
      read(vcpu, way < 6 ? Register.counter(counter) : Register.type(counter));
    }
  }

  void readCounter(int vcpu, int counter) {
    read(vcpu, valueRegister(counter));
  }

  void read(int vcpu, Register register) {
    add(new Arm64Step.Read(vcpu, register));
  }

  void swIncr(int vcpu) {
    add(new Arm64Step.SwIncr(vcpu, values.counters()));
  }

  void go(int vcpu) {
    Level level = Level.EL0;
    if (dice.chance(0.6)) {
      // EL1 under TGE is an illegal return, which is worth trying only now and then.
      boolean illegal = histories[vcpu].tge && !dice.chance(0.05);
      level = machine.nested() && (illegal || dice.chance(0.5)) ? Level.VEL2 : Level.EL1;
    }
    go(vcpu, level);
  }

  void go(int vcpu, Level level) {
    add(new Arm64Step.Go(vcpu, level));
    if (level != Level.EL1 || !histories[vcpu].tge) {
      histories[vcpu].level = level;
    }
  }

  void load(int vcpu) {
    add(new Arm64Step.Load(vcpu));
    histories[vcpu].stale = false;
  }

  /** Makes visible what the last steps did: a counter that may count, its value, a register. */
  void look(int vcpu) {
    int counter = programmed(vcpu);
    switch (dice.below(8)) {
      case 0 -> readCounter(vcpu, counter);
      case 1 -> read(vcpu, typeRegister(counter));
      case 2 -> read(vcpu, Register.of(dice.chance(0.5) ? Kind.PMOVSSET : Kind.PMCNTENSET));
      default -> retireOf(vcpu, counter);
    }
  }

  /** A counter whose type the guest has written; any if a few draws meet none. */
  int programmed(int vcpu) {
    int counter = anyCounter();
    for (int i = 0; i < 3 && histories[vcpu].type[counter] == 0; i++) {
      counter = anyCounter();
    }
    return counter;
  }

  /** Something happens that the virtual CPU probably counts. */
  void retire(int vcpu) {
    retireOf(vcpu, dice.chance(0.9) ? programmed(vcpu) : Arm64Machine.CYCLE);
  }

  /** Retires what this counter was given, if that can retire. */
  void retireOf(int vcpu, int counter) {
    if (histories[vcpu].stale && dice.chance(loaded)) {
      load(vcpu);
    }
    retireOf(vcpu, counter, values.times());
  }

  void retireOf(int vcpu, int counter, long times) {
    add(new Arm64Step.Retire(vcpu, eventOf(histories[vcpu], counter), times));
  }

  private int eventOf(VcpuHistory history, int counter) {
    if (counter == Arm64Machine.CYCLE) {
      return EventType.CPU_CYCLES;
    }
    int mask = Arm64Machine.eventMask(dice.chance(0.9) ? machine.vmVersion() : 6);
    int event = (int) history.type[counter] & mask;
    return EventPool.isSoftware(event) || dice.chance(0.1) ? pool.hardware() : event;
  }

  /**
   * So that a state nobody looked at becomes visible: every counter, which has the sum of all that
   * went wrong with it, and sometimes every other register.
   */
  void readEverything() {
    for (int vcpu = 0; vcpu < histories.length; vcpu++) {
      if (histories[vcpu].runs) {
        toHypervisor(vcpu, 0.7);
        for (int i = 0; i < machine.counters(); i++) {
          read(vcpu, Register.counter(i));
        }
        read(vcpu, Register.of(Kind.PMCCNTR));
        if (dice.chance(0.5)) {
          continue;
        }
        for (int i = 0; i < machine.counters(); i++) {
          read(vcpu, Register.type(i));
        }
        for (Register register : SHARED) {
          read(vcpu, register);
        }
        if (machine.nested()) {
          read(vcpu, Register.of(Kind.MDCR));
          read(vcpu, Register.of(Kind.HCR));
        }
      }
    }
  }

  /** Mostly one of the first few, so that steps meet on it; sometimes the cycle counter. */
  int anyCounter() {
    if (dice.chance(0.15)) {
      return Arm64Machine.CYCLE;
    }
    return dice.below(dice.chance(0.9) ? Math.min(3, machine.counters()) : machine.counters());
  }

  private static Register typeRegister(int counter) {
    return counter == Arm64Machine.CYCLE ? Register.of(Kind.PMCCFILTR) : Register.type(counter);
  }

  void write(int vcpu, Register register, long value) {
    add(new Arm64Step.Write(vcpu, register, value));
    histories[vcpu].wrote(register.kind(), value);
  }
}
