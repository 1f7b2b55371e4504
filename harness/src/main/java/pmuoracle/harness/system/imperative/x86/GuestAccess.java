package pmuoracle.harness.system.imperative.x86;

import java.util.OptionalLong;
import pmuoracle.spec.Fault;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.FixedFilter;
import pmuoracle.spec.x86.X86Model.SelectReserved;

/** A guest's reads, writes and changes of level, and the faults they raise. */
final class GuestAccess {
  private final X86Model model;
  private final InstalledFilter filter;
  private final WriteMasks masks;
  private X86Machine machine = X86Machine.intel(0, 0);
  private boolean intel;

  GuestAccess(X86Model model, InstalledFilter filter) {
    this.model = model;
    this.filter = filter;
    masks = new WriteMasks(model);
  }

  /** Accesses are on this machine from now on. */
  void start(X86Machine next) {
    machine = next;
    intel = next.vendor() == Vendor.INTEL;
    masks.start(next);
  }

  /** The number of the counter this register holds the value of. */
  int counter(Register register) {
    return register.kind() == Register.Kind.FIXED_COUNTER
        ? machine.generalPurpose() + register.index()
        : register.index();
  }

  long read(VirtualCpu cpu, Register register) {
    return switch (register.kind()) {
      case EVENT_SELECT -> cpu.eventSelect(register.index());
      case COUNTER, FULL_WIDTH_COUNTER, FIXED_COUNTER -> cpu.counter(counter(register));
      case FIXED_CONTROL -> cpu.fixedControl();
      case GLOBAL_CONTROL -> cpu.globalControl();
      case GLOBAL_STATUS -> cpu.globalStatus();
      case GLOBAL_STATUS_CLEAR -> model.clearReadsBack() ? cpu.lastClear() : 0;
      case EFER -> cpu.svme() ? Register.SVME : 0;
    };
  }

  Fault write(VirtualCpu cpu, Register register, long value) {
    switch (register.kind()) {
      case EVENT_SELECT -> {
        long writable = masks.eventSelect(register.index());
        if (isSelectRefused(value, writable)) {
          return Fault.GP;
        }
        cpu.setEventSelect(register.index(), value & writable);
      }
      case COUNTER -> cpu.setCounter(register.index(), intel ? (int) value : value);
      case FULL_WIDTH_COUNTER -> {
        if (isRefused(value, machine.counterMask())) {
          return Fault.GP;
        }
        cpu.setCounter(register.index(), value);
      }
      case FIXED_COUNTER -> cpu.setCounter(counter(register), value);
      case FIXED_CONTROL -> {
        if (isRefused(value, masks.fixedControl()) || enablesRejected(cpu.fixedControl(), value)) {
          return Fault.GP;
        }
        cpu.setFixedControl(value);
      }
      case GLOBAL_CONTROL -> {
        if (isRefused(value, masks.globalControl())) {
          return Fault.GP;
        }
        cpu.setGlobalControl(value & masks.globalControl());
      }
      case GLOBAL_STATUS -> {
        return intel ? Fault.GP : Fault.NONE;
      }
      case GLOBAL_STATUS_CLEAR -> {
        if (isRefused(value, masks.statusClear())) {
          return Fault.GP;
        }
        cpu.clearGlobalStatus(value);
      }
      case EFER -> cpu.setSvme(value != 0);
    }
    return Fault.NONE;
  }

  Fault enterL2(VirtualCpu cpu, OptionalLong globalControl) {
    if (cpu.isInL2()) {
      return Fault.NONE;
    }
    return !intel && !cpu.svme() ? Fault.UD : changeLevel(cpu, globalControl);
  }

  Fault leaveL2(VirtualCpu cpu, OptionalLong globalControl) {
    return cpu.isInL2() ? changeLevel(cpu, globalControl) : Fault.NONE;
  }

  private Fault changeLevel(VirtualCpu cpu, OptionalLong globalControl) {
    if (globalControl.isPresent()) {
      if (isRefused(globalControl.getAsLong(), masks.globalControl())) {
        return Fault.GP;
      }
      cpu.loadGlobalControl(globalControl.getAsLong());
    }
    cpu.setInL2(!cpu.isInL2());
    return Fault.NONE;
  }

  /** Whether a write of an event select raises #GP for a reserved bit, as AMD's did once. */
  private boolean isSelectRefused(long value, long writable) {
    boolean refuses = intel || model.selectReserved() != SelectReserved.DROPPED;
    return refuses && (value & ~writable) != 0;
  }

  /** Whether a write raises #GP for a reserved bit, which only Intel does. */
  private boolean isRefused(long value, long writable) {
    return intel && (value & ~writable) != 0;
  }

  private boolean enablesRejected(long before, long after) {
    if (model.fixedFilter() != FixedFilter.REJECT_FAULTING) {
      return false;
    }
    for (int i = 0; i < machine.fixed(); i++) {
      long nibble = FixedControl.nibble(after, i);
      if (nibble != FixedControl.nibble(before, i)
          && (nibble & FixedControl.ENABLE) != 0
          && !filter.allowsFixed(i)) {
        return true;
      }
    }
    return false;
  }
}
