package pmuoracle.spec.arm64;

import pmuoracle.spec.Step;

/** What can happen on arm64. */
public sealed interface Arm64Step extends Step {
  /** The steps' sorts; each is a record below. */
  enum Kind {
    SET_FILTER("set-filter"),
    SELECT_PMU("select-pmu"),
    INIT("init"),
    RUN("run"),
    WRITE("write"),
    READ("read"),
    HOST_WRITE("host-write"),
    SW_INCR("sw-incr"),
    GO("go"),
    LOAD("load"),
    RETIRE("retire");

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

  /** {@code KVM_SET_DEVICE_ATTR} on the virtual CPU with a filter range. Observed: errno. */
  record SetFilter(int vcpu, FilterRequest request) implements Arm64Step {
    @Override
    public Kind kind() {
      return Kind.SET_FILTER;
    }
  }

  /**
   * {@code KVM_ARM_VCPU_PMU_V3_SET_PMU} with this PMU's number; the machine's are 0 up. Observed:
   * errno.
   */
  record SelectPmu(int vcpu, int pmu) implements Arm64Step {
    @Override
    public Kind kind() {
      return Kind.SELECT_PMU;
    }
  }

  /**
   * {@code KVM_ARM_VCPU_PMU_V3_INIT} on the virtual CPU. Observed: errno.
   *
   * @param interrupt whether its interrupt was set before
   */
  record Init(int vcpu, boolean interrupt) implements Arm64Step {
    @Override
    public Kind kind() {
      return Kind.INIT;
    }
  }

  /**
   * {@code KVM_RUN} of the virtual CPU as far as the first guest instruction: it is loaded, and the
   * virtual machine has run once. Observed: errno.
   */
  record Run(int vcpu) implements Arm64Step {
    @Override
    public Kind kind() {
      return Kind.RUN;
    }
  }

  /** The guest writes a register. Observed: fault. */
  record Write(int vcpu, Register register, long value) implements Arm64Step {
    @Override
    public Kind kind() {
      return Kind.WRITE;
    }
  }

  /** The guest reads a register. Observed: fault, value (0 on a fault). */
  record Read(int vcpu, Register register) implements Arm64Step {
    @Override
    public Kind kind() {
      return Kind.READ;
    }
  }

  /**
   * The virtual machine's owner stores a type register with {@code KVM_SET_ONE_REG}, unmasked and
   * without further effect until the next load, except that a remap is derived from it at once.
   *
   * @param register PMEVTYPER of an implemented counter, or PMCCFILTR
   */
  record HostWrite(int vcpu, Register register, long value) implements Arm64Step {
    @Override
    public Kind kind() {
      return Kind.HOST_WRITE;
    }
  }

  /** The guest writes PMSWINC_EL0. Observed: by how much each counter advanced. */
  record SwIncr(int vcpu, long mask) implements Arm64Step {
    @Override
    public Kind kind() {
      return Kind.SW_INCR;
    }
  }

  /**
   * The guest takes an exception or returns from one, and so executes at this level. Observed:
   * fault.
   */
  record Go(int vcpu, Level level) implements Arm64Step {
    @Override
    public Kind kind() {
      return Kind.GO;
    }
  }

  /**
   * The virtual CPU is put and loaded again. Observed: the type register of each event counter and
   * of the cycle counter as written to hardware; unknown where the model does not give the guest
   * hardware counters.
   */
  record Load(int vcpu) implements Arm64Step {
    @Override
    public Kind kind() {
      return Kind.LOAD;
    }
  }

  /**
   * The hardware event occurs in the guest. Observed: by how much each counter advanced.
   *
   * @param event within the virtual machine's event space; neither software increment nor chain
   * @param times 1 to 2^32-1
   */
  record Retire(int vcpu, int event, long times) implements Arm64Step {
    @Override
    public Kind kind() {
      return Kind.RETIRE;
    }
  }
}
