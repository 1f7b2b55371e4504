package pmuoracle.spec.x86;

import java.util.OptionalLong;
import pmuoracle.spec.Step;

/** What can happen on x86. */
public sealed interface X86Step extends Step {
  /** The steps' sorts; each is a record below. */
  enum Kind {
    SET_FILTER("set-filter"),
    WRITE("write"),
    READ("read"),
    ENTER("enter"),
    RETIRE("retire"),
    EMULATE("emulate"),
    ENTER_L2("enter-l2"),
    LEAVE_L2("leave-l2"),
    HOST_READ("host-read"),
    HOST_WRITE("host-write"),
    RESET("reset"),
    INIT("init"),
    SET_CPUID("set-cpuid");

    private final String verb;

    Kind(String verb) {
      this.verb = verb;
    }

    /** The name in files. */
    public String verb() {
      return verb;
    }
  }

  @Override
  Kind kind();

  @Override
  default String verb() {
    return kind().verb();
  }

  /** The virtual machine's owner calls {@code KVM_SET_PMU_EVENT_FILTER}. Observed: errno. */
  record SetFilter(FilterRequest request) implements X86Step {
    @Override
    public int vcpu() {
      return 0;
    }

    @Override
    public Kind kind() {
      return Kind.SET_FILTER;
    }
  }

  /** The guest writes a register. Observed: fault. */
  record Write(int vcpu, Register register, long value) implements X86Step {
    @Override
    public Kind kind() {
      return Kind.WRITE;
    }
  }

  /** The guest reads a register. Observed: fault, value (0 on a fault). */
  record Read(int vcpu, Register register) implements X86Step {
    @Override
    public Kind kind() {
      return Kind.READ;
    }
  }

  /**
   * The virtual CPU enters the guest; pending PMU work is served first, then hardware is loaded.
   */
  record Enter(int vcpu) implements X86Step {
    @Override
    public Kind kind() {
      return Kind.ENTER;
    }
  }

  /**
   * The hardware event occurs in the guest. Observed: by how much each counter of this virtual CPU
   * advanced.
   *
   * @param event a filter key of the machine's vendor
   * @param times 1 to 2^32-1
   */
  record Retire(int vcpu, long event, long times, Privilege privilege) implements X86Step {
    @Override
    public Kind kind() {
      return Kind.RETIRE;
    }
  }

  /** KVM completes one instruction or branch for the guest. Observed: as for {@link Retire}. */
  record Emulate(int vcpu, Emulated what, Privilege privilege) implements X86Step {
    @Override
    public Kind kind() {
      return Kind.EMULATE;
    }
  }

  /**
   * The guest, a hypervisor, enters its own guest; nothing happens if it is there already.
   * Observed: fault (UD on AMD while EFER.SVME is 0; GP if the value to load has a reserved bit;
   * then nothing changes).
   *
   * @param globalControl Intel: a value the transition loads into global control, if it loads one
   */
  record EnterL2(int vcpu, OptionalLong globalControl) implements X86Step {
    @Override
    public Kind kind() {
      return Kind.ENTER_L2;
    }
  }

  /**
   * The guest's own guest exits to it; nothing happens if it was not there. As {@link EnterL2}
   * otherwise.
   */
  record LeaveL2(int vcpu, OptionalLong globalControl) implements X86Step {
    @Override
    public Kind kind() {
      return Kind.LEAVE_L2;
    }
  }

  /** The virtual machine's owner reads a counter. Observed: value. */
  record HostRead(int vcpu, Register counter) implements X86Step {
    @Override
    public Kind kind() {
      return Kind.HOST_READ;
    }
  }

  /** The virtual machine's owner writes a counter; the value is cut to the counter's width. */
  record HostWrite(int vcpu, Register counter, long value) implements X86Step {
    @Override
    public Kind kind() {
      return Kind.HOST_WRITE;
    }
  }

  /**
   * The virtual machine's owner resets the virtual CPU, as a VMM does: it writes the value after
   * RESET to every PMU register. Every counter, event select, fixed control and status is 0; global
   * control has the general-purpose counters' bits. Nothing is pending or running, EFER.SVME is 0,
   * it is not in L2. The filter stays, and in generations that latch so does what was latched. KVM
   * itself emulates RESET only when it creates a virtual CPU.
   */
  record Reset(int vcpu) implements X86Step {
    @Override
    public Kind kind() {
      return Kind.RESET;
    }
  }

  /**
   * The virtual CPU takes an INIT: EFER.SVME is 0 and it is not in L2; no register of the PMU
   * changes, and what ran goes on running.
   */
  record Init(int vcpu) implements X86Step {
    @Override
    public Kind kind() {
      return Kind.INIT;
    }
  }

  /**
   * The virtual machine's owner calls {@code KVM_SET_CPUID2} with the CPUID that the virtual CPU
   * was created with. Observed: errno.
   */
  record SetCpuid(int vcpu) implements X86Step {
    @Override
    public Kind kind() {
      return Kind.SET_CPUID;
    }
  }
}
