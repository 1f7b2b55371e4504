package pmuoracle.harness.generate.arm64;

import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pmuoracle.harness.generate.ControlHistory;
import pmuoracle.harness.generate.Transitions;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.Hardware;
import pmuoracle.spec.arm64.Arm64Model.Levels;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;

/**
 * The transitions of arm64. An emulated counter is programmed anew when the guest writes its type
 * or its value, one the guest owns when the virtual CPU is loaded. The filter is no control here:
 * it is frozen when the first virtual CPU runs. Enables that KVM loses are kept.
 */
// An array by ordinal is the cheapest map there is, and these are read at each write.
@SuppressWarnings("EnumOrdinal")
final class Arm64Transitions extends Transitions {
  /** A new one is added here and, as the compiler says, to {@link Arm64Transitions#lets}. */
  private enum Control {
    PMCNTEN("PMCNTENSET/CLR"),
    PMCR_E("PMCR.E"),
    HPME("MDCR_EL2.HPME"),
    /** HPMN now is at most the counter's number, so that HPME enables it and no longer E. */
    HPMN_LOWERED("MDCR_EL2.HPMN lowered"),
    /** The other way round. */
    HPMN_RAISED("MDCR_EL2.HPMN raised");

    private final String text;

    Control(String text) {
      this.text = text;
    }

    /** Whether machines of the model have it. */
    private boolean isOf(Arm64Model model) {
      return switch (this) {
        case PMCNTEN, PMCR_E -> true;
        case HPME, HPMN_LOWERED, HPMN_RAISED -> model.nested() && model.hardware() == Hardware.NONE;
      };
    }
  }

  private static final Control[] CONTROLS = Control.values();
  private static final long CYCLE_BIT = 1L << CYCLE;

  private final Arm64Model model;
  private final List<FilterRequest> ranges = new ArrayList<>();
  private final VirtualCpu[] cpus = new VirtualCpu[Machine.MAX_VCPUS];
  private Arm64Machine machine = Arm64Machine.plain(false);

  Arm64Transitions(Arm64Model model) {
    super(Arrays.stream(CONTROLS).map(c -> c.isOf(model) ? c.text : "").toList());
    this.model = model;
    Arrays.setAll(cpus, i -> new VirtualCpu());
  }

  @Override
  public void look(GuestProgram program, Trace predicted) {
    machine = (Arm64Machine) program.machine();
    ranges.clear();
    for (int i = 0; i < machine.vcpus(); i++) {
      cpus[i].start();
    }
    for (int s = 0; s < program.steps().size(); s++) {
      Arm64Step step = (Arm64Step) program.steps().get(s);
      VirtualCpu cpu = cpus[step.vcpu()];
      if (step instanceof Arm64Step.Retire retire) {
        if (cpu.runs) {
          occur(cpu.history, cpu.counting(retire.event()));
        }
      } else if (step instanceof Arm64Step.Load || isDone(predicted, s)) {
        take(step, cpu);
      }
    }
  }

  private void take(Arm64Step step, VirtualCpu cpu) {
    switch (step.kind()) {
      case SET_FILTER -> ranges.add(((Arm64Step.SetFilter) step).request());
      case RUN, LOAD -> {
        cpu.runs |= step.kind() == Arm64Step.Kind.RUN;
        if (model.hardware() != Hardware.NONE) {
          cpu.history.program(-1);
        }
      }
      case WRITE -> {
        if (cpu.runs) {
          cpu.write((Arm64Step.Write) step);
        }
      }
      case HOST_WRITE -> {
        Arm64Step.HostWrite write = (Arm64Step.HostWrite) step;
        cpu.types[place(write.register())] = write.value();
      }
      case GO -> cpu.level = ((Arm64Step.Go) step).level();
      case SELECT_PMU, INIT, READ, SW_INCR, RETIRE -> {}
    }
  }

  private static int place(Register register) {
    return register.isIndexed() ? register.index() : CYCLE;
  }

  /** The last range with the event decides, else the opposite of the first. */
  private boolean isAllowed(int event) {
    for (int i = ranges.size() - 1; i >= 0; i--) {
      FilterRequest range = ranges.get(i);
      if (event >= range.base() && event < range.base() + range.nevents()) {
        return range.action() == FilterRequest.ALLOW;
      }
    }
    return ranges.isEmpty() || ranges.get(0).action() == FilterRequest.DENY;
  }

  /** What the control, as it is now, lets count; counters that are not its own among them. */
  private static long lets(Control control, VirtualCpu cpu) {
    return switch (control) {
      case PMCNTEN -> cpu.enables;
      case PMCR_E, HPME, HPMN_LOWERED, HPMN_RAISED -> cpu.common() | ~cpu.ruled[control.ordinal()];
    };
  }

  /** One virtual CPU's registers, as far as they decide what counts. */
  private final class VirtualCpu {
    private final ControlHistory history = new ControlHistory(CONTROLS.length);
    private final long[] types = new long[CYCLE + 1];

    /** By control: the counters whose common enable it changed last, at first all PMCR.E's. */
    private final long[] ruled = new long[CONTROLS.length];

    private long enables;
    private boolean on;
    private long mdcr;
    private Level level = Level.EL1;
    private boolean runs;

    private void start() {
      Arrays.fill(types, 0);
      Arrays.fill(ruled, 0);
      ruled[Control.PMCR_E.ordinal()] = -1;
      enables = 0;
      on = false;
      mdcr = machine.counters();
      level = machine.nested() ? Level.VEL2 : Level.EL1;
      runs = false;
      for (Control control : CONTROLS) {
        history.start(control.ordinal(), -1, lets(control, this));
      }
    }

    /** The event counters from HPMN on. */
    private long hypervisors() {
      boolean any = machine.nested() && model.hardware() == Hardware.NONE;
      return any ? (-1L << (mdcr & Mdcr.HPMN)) & ~CYCLE_BIT : 0;
    }

    /** The counters whose common enable, PMCR.E or HPME, is set. */
    private long common() {
      long hypervisors = hypervisors();
      return (on ? ~hypervisors : 0) | (is(mdcr, Mdcr.HPME) ? hypervisors : 0);
    }

    private void write(Arm64Step.Write write) {
      long value = write.value();
      boolean below = machine.nested() && level != Level.VEL2;
      long reached = below ? ~(-1L << (mdcr & Mdcr.HPMN)) | CYCLE_BIT : -1;
      long renewed = 0;
      switch (write.register().kind()) {
        case PMEVTYPER, PMCCFILTR -> {
          types[place(write.register())] = value;
          renewed = 1L << place(write.register());
        }
        case PMEVCNTR, PMCCNTR -> renewed = 1L << place(write.register());
        case PMCNTENSET -> enables |= value & reached;
        case PMCNTENCLR -> enables &= ~(value & reached);
        case PMCR -> {
          long before = common();
          on = is(value, Pmcr.E);
          rule(Control.PMCR_E, before ^ common());
          renewed |= is(value, Pmcr.P) ? reached & ~CYCLE_BIT : 0;
          renewed |= is(value, Pmcr.C) ? CYCLE_BIT : 0;
        }
        case MDCR -> writeMdcr(value);
        case PMOVSSET, PMOVSCLR, PMCEID0, PMCEID1, HCR -> {
          return;
        }
      }
      for (Control control : CONTROLS) {
        history.turn(control.ordinal(), lets(control, this));
      }
      if (model.hardware() == Hardware.NONE) {
        history.program(renewed);
      }
    }

    private void writeMdcr(long value) {
      long before = common();
      long ranges = hypervisors();
      long lower = Math.min(value & Mdcr.HPMN, machine.counters());
      mdcr = (value & ~Mdcr.HPMN) | lower;
      long changed = before ^ common();
      rule(Control.HPME, changed & hypervisors() & ranges);
      rule(Control.HPMN_LOWERED, changed & hypervisors() & ~ranges);
      rule(Control.HPMN_RAISED, changed & ~hypervisors() & ranges);
    }

    /** The control changed the common enable of these counters, as no other does now. */
    private void rule(Control control, long counters) {
      for (Control other : CONTROLS) {
        if (other != control && (ruled[other.ordinal()] & counters) != 0) {
          ruled[other.ordinal()] &= ~counters;
          history.start(other.ordinal(), counters, -1);
        }
      }
      // What it last said of them is the opposite of what it is about to say.
      history.start(control.ordinal(), counters & ~ruled[control.ordinal()], ~common());
      ruled[control.ordinal()] |= counters;
    }

    /** The counters with this event that count where the guest is. */
    private long counting(int event) {
      int mask = Arm64Machine.eventMask(machine.vmVersion());
      long set = 0;
      for (int i = 0; i < machine.counters(); i++) {
        set |= (types[i] & mask) == event && counts(types[i], i) ? 1L << i : 0;
      }
      set |= event == EventType.CPU_CYCLES && counts(types[CYCLE], CYCLE) ? CYCLE_BIT : 0;
      return set == 0 || isAllowed(event) ? set : 0;
    }

    private boolean counts(long type, int i) {
      boolean secure = machine.guestEl3() && model.levels() != Levels.P_AND_U;
      return switch (level) {
        case EL0 -> is(type, EventType.U) == (secure && is(type, EventType.NSU));
        case EL1 -> is(type, EventType.P) == (secure && is(type, EventType.NSK));
        case VEL2 -> {
          boolean held = is(mdcr, Mdcr.HPMD) && (hypervisors() >>> i & 1) == 0;
          yield is(type, EventType.NSH) && !held;
        }
      };
    }
  }

  private static boolean is(long register, long bit) {
    return (register & bit) != 0;
  }
}
