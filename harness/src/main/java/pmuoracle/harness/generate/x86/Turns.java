package pmuoracle.harness.generate.x86;

import pmuoracle.harness.generate.Dice;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;

/**
 * Steps that turn one counter off, on again and so on by one of its controls, with its event after
 * each: what no steps drawn each by itself do often.
 */
final class Turns {
  private static final long MODES = EventSelect.GUEST_ONLY | EventSelect.HOST_ONLY;

  private final Dice dice;
  private final X86Machine machine;
  private final ProgramBuilder builder;
  private final VcpuHistory history;
  private final int vcpu;
  private final int counter;
  private final long enabled;

  private Turns(Dice dice, X86Machine machine, ProgramBuilder builder, int vcpu) {
    this.dice = dice;
    this.machine = machine;
    this.builder = builder;
    this.vcpu = vcpu;
    history = builder.history(vcpu);
    counter = builder.programmed(history);
    enabled = isGeneralPurpose() ? history.select[counter] : nibble();
  }

  /** Adds the steps for some counter of the virtual CPU, if it has any. */
  static void add(Dice dice, X86Machine machine, ProgramBuilder builder, int vcpu) {
    if (machine.counters() > 0) {
      new Turns(dice, machine, builder, vcpu).add();
    }
  }

  private void add() {
    int way = dice.below(8);
    boolean mode = way > 3 && hasMode();
    if (mode && isGeneralPurpose() && dice.chance(0.85)) {
      long bit = dice.chance(0.6) ? EventSelect.GUEST_ONLY : EventSelect.HOST_ONLY;
      builder.writeSelect(vcpu, counter, (enabled & ~MODES) | bit);
      builder.enter(vcpu);
    }
    long privileges = history.privileges(counter);
    for (int i = dice.between(mode ? 3 : 1, mode ? 6 : 3); i > 0; i--) {
      turn(way);
      if (dice.chance(mode ? 0.65 : 0.5)) {
        builder.enter(vcpu);
      }
      builder.retire(vcpu, history.event(counter), builder.privilege(privileges));
    }
  }

  private void turn(int way) {
    if (way < 3) {
      turnOwn();
    } else if (way < (hasMode() ? 4 : 5) && machine.globalControl()) {
      long bit = 1L << machine.globalBit(counter);
      builder.writeGlobalControl(vcpu, history.globalControl ^ bit);
    } else if (way < 7 && machine.nested() && machine.vendor() == Vendor.AMD) {
      turnMode();
    } else {
      turnFilter();
    }
  }

  /** Whether Host-Only and Guest-Only may decide. */
  private boolean hasMode() {
    return machine.mediated() && machine.nested() && machine.vendor() == Vendor.AMD;
  }

  private boolean isGeneralPurpose() {
    return counter < machine.generalPurpose();
  }

  private int fixed() {
    return counter - machine.generalPurpose();
  }

  private long nibble() {
    return FixedControl.nibble(history.fixedControl, fixed());
  }

  /** By EN or the nibble; another event select may take the place of one that is off. */
  private void turnOwn() {
    if (isGeneralPurpose()) {
      boolean on = (history.select[counter] & EventSelect.ENABLE) != 0;
      long off = dice.chance(0.7) ? enabled & ~EventSelect.ENABLE : 0;
      builder.writeSelect(vcpu, counter, on ? off : enabled | EventSelect.ENABLE);
    } else {
      long now = nibble();
      long next = now != 0 ? 0 : enabled != 0 ? enabled : FixedControl.ENABLE;
      builder.writeFixedControl(vcpu, history.fixedControl ^ ((now ^ next) << (4 * fixed())));
    }
  }

  /** By SVME or by the level, which matter to a counter that has Host-Only or Guest-Only. */
  private void turnMode() {
    if (!history.svme || dice.chance(history.inL2 ? 0.55 : 0.2)) {
      builder.writeEfer(vcpu, !history.svme);
    } else if (history.inL2) {
      builder.leaveL2(vcpu);
    } else {
      builder.enterL2(vcpu);
    }
  }

  /** By a filter that says only of this counter what it says. */
  private void turnFilter() {
    long action = dice.chance(0.5) ? FilterRequest.ALLOW : FilterRequest.DENY;
    Words events = dice.chance(0.5) ? Words.of(history.event(counter)) : Words.of();
    long bitmap = isGeneralPurpose() || dice.chance(0.5) ? 0 : 1L << fixed();
    builder.setFilter(
        new FilterRequest(action, events.size(), bitmap, 0, 0, events, FilterRequest.ALL));
  }
}
