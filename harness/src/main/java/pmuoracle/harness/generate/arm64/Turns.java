package pmuoracle.harness.generate.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import pmuoracle.harness.generate.Dice;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** Steps about one counter that meet: what no steps drawn each by itself do often. */
final class Turns {
  private static final long U32 = 0xffff_ffffL;

  private final Dice dice;
  private final Arm64Machine machine;
  private final ProgramBuilder builder;
  private final VcpuHistory history;
  private final int vcpu;
  private final int counter;

  /** About a counter of the virtual CPU that probably counts. */
  Turns(Dice dice, Arm64Machine machine, ProgramBuilder builder, int vcpu) {
    this.dice = dice;
    this.machine = machine;
    this.builder = builder;
    this.vcpu = vcpu;
    history = builder.history(vcpu);
    counter = builder.programmed(vcpu);
  }

  /** One of its controls turns it off, on again and so on, and its event occurs after each. */
  void turn() {
    boolean hypervisor = machine.nested() && counter != CYCLE;
    int way = dice.below(hypervisor ? 8 : 4);
    if (way > 3) {
      builder.toHypervisor(vcpu, 0.95);
    }
    if (way > 5) {
      // HPME, and not E, enables it.
      builder.writeHypControl(vcpu, mdcr(dice.below(counter + 1)));
    }
    if ((way == 4 || way == 5) && dice.chance(0.4)) {
      builder.writeControl(vcpu, history.pmcr ^ Pmcr.E);
    }
    for (int i = dice.between(1, 3); i > 0; i--) {
      turn(way);
      if (dice.chance(0.4)) {
        renew();
      }
      builder.retireOf(vcpu, counter);
    }
  }

  private void turn(int way) {
    switch (way) {
      case 0, 1 -> {
        boolean on = (history.enables >>> counter & 1) != 0;
        Register register = Register.of(on ? Kind.PMCNTENCLR : Kind.PMCNTENSET);
        builder.write(vcpu, register, 1L << counter);
      }
      case 2, 3 -> builder.writeControl(vcpu, history.pmcr ^ Pmcr.E);
      case 4, 5 -> moveHpmn();
      case 6 -> builder.writeHypControl(vcpu, history.mdcr ^ Mdcr.HPME);
      default -> builder.writeHypControl(vcpu, history.mdcr ^ Mdcr.HPMD);
    }
  }

  /** To the other side of the counter, mostly where the other enable says otherwise. */
  private void moveHpmn() {
    boolean lowers = (history.mdcr & Mdcr.HPMN) > counter;
    int hpmn = lowers ? dice.below(counter + 1) : dice.between(counter + 1, machine.counters());
    long value = mdcr(hpmn);
    if (dice.chance(0.7)) {
      boolean on = (history.pmcr & Pmcr.E) != 0;
      value = on ? value & ~Mdcr.HPME : value | Mdcr.HPME;
    }
    builder.writeHypControl(vcpu, value);
  }

  private long mdcr(int hpmn) {
    return (history.mdcr & ~Mdcr.HPMN) | hpmn;
  }

  private void renew() {
    if (dice.chance(0.7)) {
      builder.writeTypeAgain(vcpu, counter);
    } else {
      builder.writeCounter(vcpu, counter);
    }
  }

  /** A reset by PMCR; below virtual EL2 it spares the event counters from HPMN on. */
  void reset() {
    builder.toHypervisor(vcpu, 1);
    int event = dice.below(machine.counters());
    builder.writeCounter(vcpu, event);
    builder.writeCounter(vcpu, CYCLE);
    if (machine.nested() && dice.chance(0.6)) {
      builder.writeHypControl(vcpu, mdcr(dice.between(0, event + 1)));
      builder.go(vcpu, history.tge || dice.chance(0.3) ? Level.EL0 : Level.EL1);
    }
    builder.writeControl(vcpu, history.pmcr | dice.between(1, 3) * Pmcr.P);
    builder.toHypervisor(vcpu, 1);
    builder.readCounter(vcpu, event);
    builder.readCounter(vcpu, CYCLE);
  }

  /** Near its wrap, it often gets another width while it runs; then it wraps, often twice. */
  void wrap() {
    builder.writeCounter(vcpu, counter);
    builder.retireOf(vcpu, counter);
    if (dice.chance(0.6)) {
      widen();
    }
    for (int i = dice.between(1, 3); i > 0; i--) {
      builder.retireOf(vcpu, counter, dice.chance(0.5) ? U32 - dice.below(2) : dice.between(1, 4));
      if (dice.chance(0.6)) {
        builder.read(vcpu, Register.of(Kind.PMOVSSET));
        builder.write(vcpu, Register.of(Kind.PMOVSCLR), U32);
      }
    }
    builder.read(vcpu, Register.of(Kind.PMOVSSET));
  }

  private void widen() {
    if (machine.nested() && counter != CYCLE && (history.mdcr & Mdcr.HPMN) <= counter) {
      builder.toHypervisor(vcpu, 1);
      builder.writeHypControl(vcpu, history.mdcr ^ Mdcr.HLP);
    } else {
      builder.writeControl(vcpu, history.pmcr ^ (counter == CYCLE ? Pmcr.LC : Pmcr.LP));
    }
  }
}
