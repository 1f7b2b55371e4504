package pmuoracle.harness.generate.x86;

import java.util.OptionalLong;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Dice;
import pmuoracle.harness.generate.PartialProgram;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.Matching;
import pmuoracle.spec.x86.X86Step;

/** A program in the making: every step it adds is one the machine has. */
final class ProgramBuilder extends PartialProgram<X86Machine> {
  private final EventPool pool;
  private final RequestChoice requests;
  private final ValueChoice values;
  private final VcpuHistory[] histories;

  /** How often an entry comes between a change and what may show it. */
  private final double entered;

  ProgramBuilder(X86Model model, Bias bias, Dice dice, X86Machine machine) {
    super(dice, machine);
    pool = new EventPool(dice, bias, machine);
    // Such a model says nothing about entries with other bits, so they are kept rare.
    boolean tidy = model.matching() == Matching.LOW16 && dice.chance(0.95);
    EntryChoice entries = new EntryChoice(dice, bias, machine, pool, tidy);
    requests = new RequestChoice(model, bias, dice, machine, entries);
    values = new ValueChoice(model, bias, dice, machine, pool);
    entered = dice.chance(0.75) ? 0.9 : 0.2;
    histories = new VcpuHistory[machine.vcpus()];
    for (int i = 0; i < histories.length; i++) {
      histories[i] = new VcpuHistory(machine);
    }
  }

  VcpuHistory history(int vcpu) {
    return histories[vcpu];
  }

  void setFilter() {
    setFilter(requests.draw());
  }

  void setFilter(FilterRequest request) {
    add(new X86Step.SetFilter(request));
    for (VcpuHistory history : histories) {
      history.stale = true;
    }
  }

  void writeSelect(int vcpu, int counter) {
    writeSelect(vcpu, counter, values.select(histories[vcpu].select[counter]));
  }

  void writeSelect(int vcpu, int counter, long value) {
    histories[vcpu].select(counter, value, machine.vendor().keyMask());
    write(vcpu, Register.eventSelect(counter), value);
  }

  void writeFixedControl(int vcpu) {
    writeFixedControl(vcpu, values.fixedControl(histories[vcpu].fixedControl));
  }

  void enableFixed(int vcpu) {
    writeFixedControl(vcpu, values.fixedControlOfAll());
  }

  void writeFixedControl(int vcpu, long value) {
    histories[vcpu].fixedControl = value;
    write(vcpu, Register.FIXED_CONTROL, value);
    histories[vcpu].stale = true;
  }

  void writeGlobalControl(int vcpu) {
    writeGlobalControl(vcpu, values.globalControl(histories[vcpu].globalControl));
  }

  void writeGlobalControl(int vcpu, long value) {
    histories[vcpu].globalControl = value;
    write(vcpu, Register.GLOBAL_CONTROL, value);
    histories[vcpu].stale = true;
  }

  /** Gives every existing counter its bit, whatever it starts with. */
  void enableGlobally(int vcpu) {
    histories[vcpu].globalControl = machine.globalBits();
    write(vcpu, Register.GLOBAL_CONTROL, machine.globalBits());
  }

  void writeStatus(int vcpu) {
    if (dice.chance(0.1)) {
      write(vcpu, Register.GLOBAL_STATUS, values.clearedStatus());
    } else {
      write(vcpu, Register.GLOBAL_STATUS_CLEAR, values.clearedStatus());
    }
  }

  void writeEfer(int vcpu, boolean svme) {
    histories[vcpu].svme = svme;
    histories[vcpu].inL2 &= svme;
    write(vcpu, Register.EFER, svme ? Register.SVME : 0);
  }

  void writeCounter(int vcpu) {
    int counter = dice.below(machine.counters());
    histories[vcpu].nearOverflow |= 1 << counter;
    if (counter >= machine.generalPurpose()) {
      int fixed = counter - machine.generalPurpose();
      write(vcpu, Register.fixedCounter(fixed), values.counter());
    } else if (machine.count(Register.Kind.FULL_WIDTH_COUNTER) > 0 && dice.chance(0.4)) {
      write(vcpu, Register.fullWidthCounter(counter), values.fullWidthCounter());
    } else {
      write(vcpu, Register.counter(counter), values.counter());
    }
  }

  void hostWrite(int vcpu) {
    add(new X86Step.HostWrite(vcpu, anyCounter(), values.counter()));
  }

  void hostRead(int vcpu) {
    add(new X86Step.HostRead(vcpu, anyCounter()));
  }

  void read(int vcpu, Register register) {
    add(new X86Step.Read(vcpu, register));
  }

  private Register anyCounter() {
    return counter(dice.below(machine.counters()));
  }

  /** The register with the value of this counter, general-purpose first. */
  Register counter(int index) {
    int fixed = index - machine.generalPurpose();
    return fixed < 0 ? Register.counter(index) : Register.fixedCounter(fixed);
  }

  void enter(int vcpu) {
    add(new X86Step.Enter(vcpu));
    histories[vcpu].stale = false;
  }

  /** Entries between which nothing happens, then the value of a counter. */
  void enterAgain(int vcpu) {
    enter(vcpu);
    if (dice.chance(0.25)) {
      enter(vcpu);
    }
    for (int i = Math.min(2, machine.counters()); i > 0; i--) {
      read(vcpu, counter(programmed(histories[vcpu])));
    }
  }

  /** What the virtual CPU probably counts, usually after an entry. */
  void retire(int vcpu) {
    enterIfStale(vcpu);
    if (machine.counters() > 0 && dice.chance(0.8)) {
      retireOf(vcpu, active(histories[vcpu]));
    } else {
      retire(vcpu, pool.key(), privilege());
    }
  }

  /** Retires what this counter, general-purpose first, counts or counted before it was stopped. */
  void retireOf(int vcpu, int counter) {
    VcpuHistory history = histories[vcpu];
    retire(vcpu, history.event(counter), privilege(history.privileges(counter)));
    if ((history.nearOverflow >>> counter & 1) != 0) {
      history.nearOverflow &= ~(1 << counter);
      if (machine.globalControl() && dice.chance(0.8)) {
        read(vcpu, Register.GLOBAL_STATUS);
      }
      if (dice.chance(0.2)) {
        // Near its wrap a second time, with the first one reported or not.
        write(vcpu, counter(counter), -1L - dice.below(3));
        retire(vcpu, history.event(counter), privilege(history.privileges(counter)));
        look(vcpu);
      }
    }
  }

  void retire(int vcpu, long event, Privilege privilege) {
    add(new X86Step.Retire(vcpu, event, values.times(), privilege));
  }

  /** A counter that will wrap soon, if there is one, as often as any the guest has programmed. */
  private int active(VcpuHistory history) {
    return history.nearOverflow != 0 && dice.chance(0.5)
        ? Integer.numberOfTrailingZeros(history.nearOverflow)
        : programmed(history);
  }

  /**
   * A counter the guest has programmed, general-purpose first; sometimes any, as if there is none.
   */
  int programmed(VcpuHistory history) {
    int counters = machine.counters();
    int counter = dice.below(counters);
    if (dice.chance(0.9)) {
      for (int i = 0; i < counters; i++) {
        int next = (counter + i) % counters;
        if (history.isProgrammed(next, machine)) {
          return next;
        }
      }
    }
    return counter;
  }

  /** Makes visible what the last steps did: a counter that may count, a value, a register. */
  void look(int vcpu) {
    if (machine.counters() == 0) {
      return;
    }
    int counter = active(histories[vcpu]);
    switch (dice.below(8)) {
      case 0, 1 -> read(vcpu, counter(counter));
      case 2 -> read(vcpu, control(counter));
      case 3 -> read(vcpu, dice.chance(0.5) ? status(counter) : control(counter));
      default -> {
        enterIfStale(vcpu);
        retireOf(vcpu, counter);
      }
    }
  }

  private void enterIfStale(int vcpu) {
    if (histories[vcpu].stale && dice.chance(entered)) {
      enter(vcpu);
    }
  }

  /** Makes visible whether global control changed. */
  void lookAtGlobalControl(int vcpu) {
    if (machine.globalControl() && dice.chance(0.5)) {
      read(vcpu, Register.GLOBAL_CONTROL);
    } else {
      look(vcpu);
    }
  }

  private Register status(int counter) {
    return machine.globalControl() ? Register.GLOBAL_STATUS : control(counter);
  }

  private Register control(int counter) {
    if (machine.globalControl() && dice.chance(0.3)) {
      return Register.GLOBAL_CONTROL;
    }
    return counter < machine.generalPurpose()
        ? Register.eventSelect(counter)
        : Register.FIXED_CONTROL;
  }

  /** Lets a programmed counter wrap soon. */
  void presetNearOverflow(int vcpu) {
    int counter = programmed(histories[vcpu]);
    write(vcpu, counter(counter), -1L - dice.below(3));
    histories[vcpu].nearOverflow |= 1 << counter;
  }

  void emulate(int vcpu) {
    Emulated what = dice.chance(0.7) ? Emulated.INSTRUCTION : Emulated.BRANCH;
    add(new X86Step.Emulate(vcpu, what, privilege()));
  }

  void enterL2(int vcpu) {
    if (machine.count(Register.Kind.EFER) > 0 && !histories[vcpu].svme && dice.chance(0.8)) {
      writeEfer(vcpu, true);
    }
    add(new X86Step.EnterL2(vcpu, loaded(histories[vcpu])));
    histories[vcpu].inL2 = true;
  }

  /** To L2 and back, with something in between. */
  void visitL2(int vcpu) {
    enterL2(vcpu);
    if (machine.globalControl() && dice.chance(0.5)) {
      writeGlobalControl(vcpu);
    }
    if (dice.chance(0.5)) {
      look(vcpu);
    }
    if (machine.count(Register.Kind.EFER) > 0 && dice.chance(0.2)) {
      // Clearing SVME there leaves L2 without an exit.
      writeEfer(vcpu, false);
      look(vcpu);
    }
    leaveL2(vcpu);
    if (dice.chance(0.4)) {
      lookAtGlobalControl(vcpu);
    }
  }

  void leaveL2(int vcpu) {
    add(new X86Step.LeaveL2(vcpu, loaded(histories[vcpu])));
    histories[vcpu].inL2 = false;
  }

  private OptionalLong loaded(VcpuHistory history) {
    OptionalLong loaded = values.loadedGlobalControl(history);
    history.globalControl = loaded.orElse(history.globalControl);
    return loaded;
  }

  /** Sometimes what was counted goes on happening before anything else does. */
  void reset(int vcpu) {
    VcpuHistory history = histories[vcpu];
    int counter = machine.counters() == 0 ? -1 : programmed(history);
    long privileges = counter < 0 ? 0 : history.privileges(counter);
    add(new X86Step.Reset(vcpu));
    history.reset();
    if (counter >= 0 && dice.chance(0.75)) {
      retire(vcpu, history.event(counter), privilege(privileges));
    }
  }

  void init(int vcpu) {
    add(new X86Step.Init(vcpu));
    histories[vcpu].inL2 = false;
  }

  void setCpuid(int vcpu) {
    add(new X86Step.SetCpuid(vcpu));
  }

  private void write(int vcpu, Register register, long value) {
    add(new X86Step.Write(vcpu, register, value));
  }

  /** Mostly one of these, so that a counter counts what was meant for it. */
  Privilege privilege(long bits) {
    if (bits == FixedControl.OS && dice.chance(0.8)) {
      return Privilege.KERNEL;
    }
    return bits == FixedControl.USR && dice.chance(0.8) ? Privilege.USER : privilege();
  }

  private Privilege privilege() {
    return dice.chance(0.65) ? Privilege.KERNEL : Privilege.USER;
  }
}
