package pmuoracle.harness.system.imperative.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import pmuoracle.spec.Fault;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Register;

/** A guest's accesses of registers. */
public class GuestAccess {
  private final Advertised advertised;
  private boolean pmu;

  public GuestAccess(Advertised advertised) {
    this.advertised = advertised;
  }

  /** Accesses are on this machine from now on. */
  public final void start(Arm64Machine machine) {
    pmu = machine.pmu();
  }

  /** What any access of the register raises, whatever is written. */
  public final Fault fault(VirtualCpu cpu, Register register) {
    Registers registers = cpu.registers();
    boolean hypervisor = registers.isNested() && registers.level() == Level.VEL2;
    return switch (register.kind()) {
      case MDCR, HCR -> hypervisor ? Fault.NONE : Fault.UD;
      case PMEVTYPER, PMEVCNTR -> pmu ? faultOf(registers, register.index()) : Fault.UD;
      case PMCCFILTR, PMCCNTR, PMCNTENSET, PMCNTENCLR, PMOVSSET, PMOVSCLR, PMCR, PMCEID0, PMCEID1 ->
          pmu ? Fault.NONE : Fault.UD;
    };
  }

  private static Fault faultOf(Registers registers, int index) {
    if (index >= registers.counters()) {
      return Fault.UD;
    }
    return index >= registers.visible() ? Fault.TRAPPED : Fault.NONE;
  }

  /** Writes the register unless it faults. */
  public final Fault write(VirtualCpu cpu, Register register, long value) {
    Fault fault = fault(cpu, register);
    if (fault != Fault.NONE) {
      return fault;
    }
    Registers registers = cpu.registers();
    long reached = value & registers.reachable();
    switch (register.kind()) {
      case PMEVTYPER -> cpu.writeType(register.index(), value);
      case PMCCFILTR -> cpu.writeType(CYCLE, value);
      case PMEVCNTR -> cpu.writeValue(register.index(), value);
      case PMCCNTR -> cpu.writeValue(CYCLE, value);
      case PMCNTENSET -> cpu.writeEnables(reached, 0);
      case PMCNTENCLR -> cpu.writeEnables(0, reached);
      case PMOVSSET -> registers.setOverflows(registers.overflows() | reached);
      case PMOVSCLR -> registers.setOverflows(registers.overflows() & ~reached);
      case PMCR -> cpu.writePmcr(value);
      case MDCR -> cpu.writeMdcr(value);
      case HCR -> registers.setHcr(value);
      case PMCEID0, PMCEID1 -> {
        return Fault.UD;
      }
    }
    return Fault.NONE;
  }

  /** What the register, whose access does not fault, reads as. */
  public final long read(VirtualCpu cpu, Register register) {
    Registers registers = cpu.registers();
    return switch (register.kind()) {
      case PMEVTYPER -> registers.shownType(register.index());
      case PMCCFILTR -> registers.shownType(CYCLE);
      case PMEVCNTR -> registers.value(register.index());
      case PMCCNTR -> registers.value(CYCLE);
      case PMCNTENSET, PMCNTENCLR -> registers.enables() & registers.shown();
      case PMOVSSET, PMOVSCLR -> registers.overflows() & registers.shown();
      case PMCR -> registers.pmcr();
      case PMCEID0 -> advertised.value(0);
      case PMCEID1 -> advertised.value(0x20);
      case MDCR -> registers.mdcr();
      case HCR -> registers.hcr();
    };
  }

  /** Whether the sources settle what the register reads as. */
  public final boolean isKnown(VirtualCpu cpu, Register register) {
    return switch (register.kind()) {
      case PMEVTYPER -> cpu.isTypeKnown(register.index());
      case PMCCFILTR -> cpu.isTypeKnown(CYCLE);
      case PMEVCNTR -> cpu.isValueKnown(register.index());
      case PMCCNTR -> cpu.isValueKnown(CYCLE);
      case PMOVSSET, PMOVSCLR -> cpu.areOverflowsKnown();
      case PMCEID0, PMCEID1 -> advertised.isKnown();
      case MDCR -> pmu;
      case PMCNTENSET, PMCNTENCLR, PMCR, HCR -> true;
    };
  }
}
