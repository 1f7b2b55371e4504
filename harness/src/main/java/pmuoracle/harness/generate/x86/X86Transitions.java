package pmuoracle.harness.generate.x86;

import static pmuoracle.spec.x86.EventSelect.ENABLE;
import static pmuoracle.spec.x86.EventSelect.GUEST_ONLY;
import static pmuoracle.spec.x86.EventSelect.HOST_ONLY;

import java.util.Arrays;
import java.util.OptionalLong;
import pmuoracle.harness.generate.ControlHistory;
import pmuoracle.harness.generate.Transitions;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.FixedFilter;
import pmuoracle.spec.x86.X86Step;

/**
 * The transitions of x86. A counter is programmed anew at an entry of its virtual CPU. What the
 * owner's RESET, INIT or KVM_SET_CPUID2 turns off is no transition.
 */
// An array by ordinal is the cheapest map there is, and these are read at each write.
@SuppressWarnings("EnumOrdinal")
final class X86Transitions extends Transitions {
  /** A new one is added here and, as the compiler says, to {@link X86Transitions#lets}. */
  private enum Control {
    EVENT_SELECT("event select"),
    FIXED_CONTROL("fixed control"),
    GLOBAL_CONTROL("global control"),
    GLOBAL_CONTROL_FIXED("global control of fixed counters"),
    SVME("EFER.SVME"),
    GUEST_ONLY("Guest-Only"),
    HOST_ONLY("Host-Only"),
    FILTER("filter"),
    FILTER_FIXED("filter of fixed counters");

    private final String text;

    Control(String text) {
      this.text = text;
    }

    /** Whether machines of the model have it. */
    private boolean isOf(X86Model model) {
      return switch (this) {
        case SVME, GUEST_ONLY, HOST_ONLY -> model.hostGuestOnly();
        case FILTER_FIXED -> model.fixedFilter() != FixedFilter.UNFILTERED;
        case EVENT_SELECT, FIXED_CONTROL, GLOBAL_CONTROL, GLOBAL_CONTROL_FIXED, FILTER -> true;
      };
    }
  }

  private static final Control[] CONTROLS = Control.values();

  /** Controls that say something of an event, not only of a counter. */
  private static final Control[] OF_EVENTS = {
    Control.SVME, Control.GUEST_ONLY, Control.HOST_ONLY, Control.FILTER, Control.FILTER_FIXED
  };

  private final X86Model model;
  private final FilterVerdict filter;
  private final VirtualCpu[] cpus = new VirtualCpu[Machine.MAX_VCPUS];
  private X86Machine machine = X86Machine.intel(0, 0);

  X86Transitions(X86Model model) {
    super(Arrays.stream(CONTROLS).map(c -> c.isOf(model) ? c.text : "").toList());
    this.model = model;
    filter = new FilterVerdict(model);
    Arrays.setAll(cpus, i -> new VirtualCpu());
  }

  @Override
  public void look(GuestProgram program, Trace predicted) {
    machine = (X86Machine) program.machine();
    filter.remove();
    for (int i = 0; i < machine.vcpus(); i++) {
      cpus[i].start();
    }
    for (int s = 0; s < program.steps().size(); s++) {
      X86Step step = (X86Step) program.steps().get(s);
      if (step instanceof X86Step.Retire retire) {
        VirtualCpu cpu = cpus[retire.vcpu()];
        occur(cpu.history, cpu.counting(retire));
      } else if (isDone(predicted, s)) {
        take(step, cpus[step.vcpu()]);
      }
    }
  }

  private void take(X86Step step, VirtualCpu cpu) {
    switch (step.kind()) {
      case SET_FILTER -> {
        filter.install(((X86Step.SetFilter) step).request());
        for (int i = 0; i < machine.vcpus(); i++) {
          cpus[i].turn();
        }
      }
      case WRITE -> cpu.write((X86Step.Write) step);
      case ENTER -> cpu.history.program(-1);
      case ENTER_L2 -> cpu.enterL2(true, ((X86Step.EnterL2) step).globalControl());
      case LEAVE_L2 -> cpu.enterL2(false, ((X86Step.LeaveL2) step).globalControl());
      case RESET -> {
        cpu.start();
        cpu.globalControl = -1L >>> Integer.SIZE;
        cpu.begin();
      }
      case INIT -> {
        cpu.svme = false;
        cpu.inL2 = false;
        cpu.begin();
      }
      case READ, RETIRE, EMULATE, HOST_READ, HOST_WRITE, SET_CPUID -> {}
    }
  }

  /** What the control, as it is now, lets count; counters that are not its own among them. */
  private long lets(Control control, VirtualCpu cpu) {
    int fixed = machine.generalPurpose();
    long set = 0;
    for (int c = 0; c < machine.counters(); c++) {
      boolean gp = c < fixed;
      long mode = gp ? cpu.mode(c) : 0;
      boolean in =
          switch (control) {
            case EVENT_SELECT -> !gp || (cpu.controls[c] & ENABLE) != 0;
            case FIXED_CONTROL -> gp || cpu.controls[c] != 0;
            case GLOBAL_CONTROL -> !gp || cpu.isGloballyOn(c);
            case GLOBAL_CONTROL_FIXED -> gp || cpu.isGloballyOn(c);
            case SVME -> mode == 0 || cpu.svme;
            case GUEST_ONLY -> mode != GUEST_ONLY || cpu.inL2;
            case HOST_ONLY -> mode != HOST_ONLY || !cpu.inL2;
            case FILTER -> !gp || cpu.isAllowed(c);
            case FILTER_FIXED -> gp || cpu.isAllowed(c);
          };
      set |= in ? 1L << c : 0;
    }
    return set;
  }

  /** One virtual CPU's registers, as far as they decide what counts. */
  private final class VirtualCpu {
    private final ControlHistory history = new ControlHistory(CONTROLS.length);

    /** Event selects as written, then the privileges in the fixed counters' nibbles. */
    private final long[] controls = new long[X86Machine.MAX_GENERAL_PURPOSE + X86Machine.MAX_FIXED];

    /** The same when they enabled the counter last. */
    private final long[] enabled = new long[controls.length];

    private long globalControl;
    private boolean svme;
    private boolean inL2;

    private void start() {
      Arrays.fill(controls, 0);
      Arrays.fill(enabled, 0);
      svme = false;
      inL2 = false;
      globalControl =
          switch (model.initialGlobal()) {
            case GENERAL_PURPOSE_AND_FIXED -> -1;
            case ZERO -> 0;
            case GENERAL_PURPOSE -> -1L >>> Integer.SIZE;
          };
      begin();
    }

    /** The controls are as they are without having turned a counter. */
    private void begin() {
      for (Control control : CONTROLS) {
        history.start(control.ordinal(), -1, lets(control, this));
      }
    }

    private void turn() {
      for (Control control : CONTROLS) {
        history.turn(control.ordinal(), lets(control, this));
      }
    }

    private void write(X86Step.Write write) {
      long value = write.value();
      switch (write.register().kind()) {
        case EVENT_SELECT -> control(write.register().index(), value, (value & ENABLE) != 0);
        case FIXED_CONTROL -> {
          for (int i = 0; i < machine.fixed(); i++) {
            long privileges = FixedControl.nibble(value, i) & FixedControl.ENABLE;
            control(machine.generalPurpose() + i, privileges, privileges != 0);
          }
        }
        case GLOBAL_CONTROL -> globalControl = value;
        case EFER -> {
          svme = value != 0;
          inL2 &= svme;
        }
        case COUNTER, FULL_WIDTH_COUNTER, FIXED_COUNTER, GLOBAL_STATUS, GLOBAL_STATUS_CLEAR -> {
          return;
        }
      }
      turn();
    }

    private void control(int counter, long value, boolean enables) {
      controls[counter] = value;
      if (!enables) {
        return;
      }
      boolean gp = counter < machine.generalPurpose();
      long event = gp ? (enabled[counter] ^ value) & EventSelect.RAW_EVENT_NB : 0;
      boolean other = enabled[counter] == 0 || event != 0;
      enabled[counter] = value;
      if (other) {
        // Another event is no change of what the filter or the level says of one.
        for (Control control : OF_EVENTS) {
          history.start(control.ordinal(), 1L << counter, lets(control, this));
        }
      }
    }

    private void enterL2(boolean enters, OptionalLong loaded) {
      if (inL2 != enters) {
        inL2 = enters;
        globalControl = loaded.orElse(globalControl);
        turn();
      }
    }

    private boolean isGloballyOn(int c) {
      return !machine.globalControl() || (globalControl >>> machine.globalBit(c) & 1) != 0;
    }

    /** Which of Host-Only and Guest-Only the general-purpose counter has, where they decide. */
    private long mode(int c) {
      boolean decides = machine.mediated() && machine.nested() && machine.vendor() == Vendor.AMD;
      return decides && model.hostGuestOnly() ? enabled[c] & (GUEST_ONLY | HOST_ONLY) : 0;
    }

    private boolean isAllowed(int c) {
      return c < machine.generalPurpose()
          ? filter.allows(enabled[c], machine.vendor())
          : filter.allowsFixed(c - machine.generalPurpose());
    }

    /** The counters that were last enabled for what the step retires. */
    private long counting(X86Step.Retire step) {
      boolean kernel = step.privilege() == Privilege.KERNEL;
      long set = 0;
      for (int c = 0; c < machine.counters(); c++) {
        boolean counts;
        if (c < machine.generalPurpose()) {
          counts =
              (enabled[c] & machine.vendor().keyMask()) == step.event()
                  && (enabled[c] & (kernel ? EventSelect.OS : EventSelect.USR)) != 0;
        } else {
          counts =
              FixedControl.encoding(c - machine.generalPurpose()) == step.event()
                  && (enabled[c] & (kernel ? FixedControl.OS : FixedControl.USR)) != 0;
        }
        set |= counts ? 1L << c : 0;
      }
      return set;
    }
  }
}
