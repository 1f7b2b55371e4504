package pmuoracle.harness.file.x86;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import pmuoracle.harness.file.Entries;
import pmuoracle.harness.file.FlowMap;
import pmuoracle.harness.file.StepCodec;
import pmuoracle.harness.file.Value;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Step;

/**
 * x86's machines and steps in files. Every step of a virtual CPU has {@code vcpu}, 0 if left out;
 * registers are named as in {@link Register#name}.
 */
public final class X86StepCodec implements StepCodec {
  private static final String VCPU = "vcpu";
  private static final String MSR = "msr";
  private static final String VALUE = "value";
  private static final String EVENT = "event";
  private static final String TIMES = "times";
  private static final String PRIVILEGE = "privilege";
  private static final String WHAT = "what";
  private static final String GLOBAL_CONTROL = "global-control";

  private static final List<String> VERBS =
      Stream.of(X86Step.Kind.values()).map(X86Step.Kind::verb).toList();

  @Override
  public Architecture architecture() {
    return Architecture.X86;
  }

  @Override
  public List<String> verbs() {
    return VERBS;
  }

  @Override
  public Machine readMachine(Value mapping) {
    return MachineForm.read(mapping);
  }

  @Override
  public FlowMap write(Machine machine) {
    return MachineForm.write((X86Machine) machine);
  }

  @Override
  public Step readStep(String verb, Value mapping, Machine machine, Model model) {
    X86Machine x86 = (X86Machine) machine;
    return switch (kind(verb)) {
      case SET_FILTER -> new X86Step.SetFilter(RequestForm.read(mapping, (X86Model) model));
      case WRITE -> {
        Entries entries = entries(mapping, MSR, VALUE);
        yield new X86Step.Write(vcpu(entries, x86), register(entries, x86, false), value(entries));
      }
      case READ -> {
        Entries entries = entries(mapping, MSR);
        yield new X86Step.Read(vcpu(entries, x86), register(entries, x86, false));
      }
      case ENTER -> new X86Step.Enter(vcpu(entries(mapping), x86));
      case RETIRE -> retire(entries(mapping, EVENT, TIMES, PRIVILEGE), x86);
      case EMULATE -> emulate(entries(mapping, WHAT, PRIVILEGE), x86);
      case ENTER_L2 -> {
        Entries entries = entries(mapping, GLOBAL_CONTROL);
        yield new X86Step.EnterL2(vcpu(entries, x86), globalControl(entries));
      }
      case LEAVE_L2 -> {
        Entries entries = entries(mapping, GLOBAL_CONTROL);
        yield new X86Step.LeaveL2(vcpu(entries, x86), globalControl(entries));
      }
      case HOST_READ -> {
        Entries entries = entries(mapping, MSR);
        yield new X86Step.HostRead(vcpu(entries, x86), register(entries, x86, true));
      }
      case HOST_WRITE -> {
        Entries entries = entries(mapping, MSR, VALUE);
        yield new X86Step.HostWrite(
            vcpu(entries, x86), register(entries, x86, true), value(entries));
      }
      case RESET -> new X86Step.Reset(vcpu(entries(mapping), x86));
    };
  }

  private static X86Step.Kind kind(String verb) {
    return Stream.of(X86Step.Kind.values())
        .filter(k -> k.verb().equals(verb))
        .findFirst()
        .orElseThrow();
  }

  private static Entries entries(Value mapping, String... keys) {
    List<String> all = new ArrayList<>(Arrays.asList(keys));
    all.add(VCPU);
    return mapping.entries(all);
  }

  private static int vcpu(Entries entries, X86Machine machine) {
    return entries.optional(VCPU).map(v -> v.integer(0, machine.vcpus() - 1)).orElse(0);
  }

  private static Register register(Entries entries, X86Machine machine, boolean counterOnly) {
    Value value = entries.required(MSR, "a register's name");
    List<Register> registers =
        Register.of(machine).stream().filter(r -> !counterOnly || r.isCounter()).toList();
    String what = counterOnly ? "a counter of this machine" : "a register of this machine";
    return value.constant(what, registers, r -> r.name(machine.vendor()));
  }

  private static long value(Entries entries) {
    return entries.required(VALUE, "a number").number(-1L);
  }

  private static OptionalLong globalControl(Entries entries) {
    return entries
        .optional(GLOBAL_CONTROL)
        .map(v -> OptionalLong.of(v.number(-1L)))
        .orElse(OptionalLong.empty());
  }

  private static X86Step retire(Entries entries, X86Machine machine) {
    return new X86Step.Retire(
        vcpu(entries, machine),
        entries.required(EVENT, "a filter key").number(-1L),
        entries.required(TIMES, "how often it occurs").number(1, 0xffff_ffffL),
        privilege(entries));
  }

  private static X86Step emulate(Entries entries, X86Machine machine) {
    Emulated what =
        entries
            .required(WHAT, "instruction or branch")
            .constant("", List.of(Emulated.values()), Emulated::id);
    return new X86Step.Emulate(vcpu(entries, machine), what, privilege(entries));
  }

  private static Privilege privilege(Entries entries) {
    return entries
        .required(PRIVILEGE, "kernel or user")
        .constant("", List.of(Privilege.values()), Privilege::id);
  }

  @Override
  public FlowMap write(Step step, Machine machine, Model model) {
    X86Machine x86 = (X86Machine) machine;
    FlowMap map = new FlowMap();
    if (step instanceof X86Step.SetFilter s) {
      return RequestForm.write(s.request(), (X86Model) model);
    }
    boolean bare = step instanceof X86Step.Enter || step instanceof X86Step.Reset;
    boolean level = step instanceof X86Step.EnterL2 || step instanceof X86Step.LeaveL2;
    if (bare || level || x86.vcpus() > 1) {
      map.put(VCPU, step.vcpu());
    }
    if (step instanceof X86Step.Write s) {
      map.put(MSR, s.register().name(x86.vendor())).put(VALUE, FlowMap.hex(1, s.value()));
    } else if (step instanceof X86Step.Read s) {
      map.put(MSR, s.register().name(x86.vendor()));
    } else if (step instanceof X86Step.Retire s) {
      map.put(EVENT, RequestForm.event(s.event()))
          .put(TIMES, s.times())
          .put(PRIVILEGE, s.privilege().id());
    } else if (step instanceof X86Step.Emulate s) {
      map.put(WHAT, s.what().id()).put(PRIVILEGE, s.privilege().id());
    } else if (step instanceof X86Step.EnterL2 s) {
      s.globalControl().ifPresent(g -> map.put(GLOBAL_CONTROL, FlowMap.hex(1, g)));
    } else if (step instanceof X86Step.LeaveL2 s) {
      s.globalControl().ifPresent(g -> map.put(GLOBAL_CONTROL, FlowMap.hex(1, g)));
    } else if (step instanceof X86Step.HostRead s) {
      map.put(MSR, s.counter().name(x86.vendor()));
    } else if (step instanceof X86Step.HostWrite s) {
      map.put(MSR, s.counter().name(x86.vendor())).put(VALUE, FlowMap.hex(1, s.value()));
    }
    return map;
  }
}
