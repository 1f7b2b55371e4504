package pmuoracle.harness.file.arm64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pmuoracle.harness.file.Entries;
import pmuoracle.harness.file.FlowMap;
import pmuoracle.harness.file.StepCodec;
import pmuoracle.harness.file.Value;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Register;

/**
 * arm64's machines and steps in files. Every step has {@code vcpu}, 0 if left out; registers are
 * named as in {@link Register#name}.
 */
public final class Arm64StepCodec implements StepCodec {
  private static final String VCPU = "vcpu";
  private static final String PMU = "pmu";
  private static final String INTERRUPT = "interrupt";
  private static final String REGISTER = "register";
  private static final String VALUE = "value";
  private static final String MASK = "mask";
  private static final String LEVEL = "level";
  private static final String EVENT = "event";
  private static final String TIMES = "times";
  private static final int U16 = 0xffff;

  private static final List<String> VERBS =
      Stream.of(Arm64Step.Kind.values()).map(Arm64Step.Kind::verb).toList();
  private static final List<Register> REGISTERS = Register.all();

  @Override
  public Architecture architecture() {
    return Architecture.ARM64;
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
    return MachineForm.write((Arm64Machine) machine);
  }

  @Override
  public Step readStep(String verb, Value mapping, Machine machine, Model model) {
    Arm64Machine arm64 = (Arm64Machine) machine;
    Arm64Step.Kind kind = kind(verb);
    Entries entries = mapping.entries(keys(kind));
    int vcpu = entries.optional(VCPU).map(v -> v.integer(0, arm64.vcpus() - 1)).orElse(0);
    return switch (kind) {
      case SET_FILTER -> new Arm64Step.SetFilter(vcpu, RequestForm.read(entries));
      case SELECT_PMU ->
          new Arm64Step.SelectPmu(
              vcpu, entries.required(PMU, "a hardware PMU's number").integer(0, U16));
      case INIT ->
          new Arm64Step.Init(vcpu, entries.optional(INTERRUPT).map(Value::truth).orElse(true));
      case RUN -> new Arm64Step.Run(vcpu);
      case WRITE -> new Arm64Step.Write(vcpu, register(entries), word(entries, VALUE));
      case READ -> new Arm64Step.Read(vcpu, register(entries));
      case HOST_WRITE ->
          new Arm64Step.HostWrite(vcpu, typeRegister(entries, arm64), word(entries, VALUE));
      case SW_INCR -> new Arm64Step.SwIncr(vcpu, word(entries, MASK));
      case GO -> new Arm64Step.Go(vcpu, level(entries));
      case LOAD -> new Arm64Step.Load(vcpu);
      case RETIRE ->
          new Arm64Step.Retire(
              vcpu,
              entries.required(EVENT, "an event number").integer(0, U16),
              entries.required(TIMES, "how often it occurs").number(1, 0xffff_ffffL));
    };
  }

  private static Arm64Step.Kind kind(String verb) {
    return Stream.of(Arm64Step.Kind.values())
        .filter(k -> k.verb().equals(verb))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> keys(Arm64Step.Kind kind) {
    return switch (kind) {
      case SET_FILTER -> {
        List<String> keys = new ArrayList<>(RequestForm.KEYS);
        keys.add(VCPU);
        yield keys;
      }
      case SELECT_PMU -> and(PMU);
      case INIT -> and(INTERRUPT);
      case RUN, LOAD -> and();
      case WRITE, HOST_WRITE -> and(REGISTER, VALUE);
      case READ -> and(REGISTER);
      case SW_INCR -> and(MASK);
      case GO -> and(LEVEL);
      case RETIRE -> and(EVENT, TIMES);
    };
  }

  private static List<String> and(String... keys) {
    List<String> all = new ArrayList<>(Arrays.asList(keys));
    all.add(VCPU);
    return all;
  }

  private static Register register(Entries entries) {
    return entries
        .required(REGISTER, "a register's name")
        .constant("a register", REGISTERS, Register::name);
  }

  private static Register typeRegister(Entries entries, Arm64Machine machine) {
    List<Register> types =
        Stream.concat(
                IntStream.range(0, machine.counters()).mapToObj(Register::type),
                Stream.of(Register.of(Register.Kind.PMCCFILTR)))
            .toList();
    return entries
        .required(REGISTER, "a type register's name")
        .constant("a type register of this machine", types, Register::name);
  }

  private static long word(Entries entries, String key) {
    return entries.required(key, "a number").number(-1L);
  }

  private static Level level(Entries entries) {
    return entries
        .required(LEVEL, "el0, el1 or vel2")
        .constant("", List.of(Level.values()), Level::id);
  }

  @Override
  public FlowMap write(Step step, Machine machine, Model model) {
    Arm64Step arm64 = (Arm64Step) step;
    FlowMap map = new FlowMap();
    boolean bare =
        switch (arm64.kind()) {
          case INIT, RUN, LOAD -> true;
          case SET_FILTER, SELECT_PMU, WRITE, READ, HOST_WRITE, SW_INCR, GO, RETIRE -> false;
        };
    if (bare || machine.vcpus() > 1) {
      map.put(VCPU, step.vcpu());
    }
    if (step instanceof Arm64Step.SetFilter s) {
      RequestForm.write(s.request(), map);
    } else if (step instanceof Arm64Step.SelectPmu s) {
      map.put(PMU, s.pmu());
    } else if (step instanceof Arm64Step.Init s && !s.interrupt()) {
      map.put(INTERRUPT, "false");
    } else if (step instanceof Arm64Step.Write s) {
      map.put(REGISTER, s.register().name()).put(VALUE, FlowMap.hex(1, s.value()));
    } else if (step instanceof Arm64Step.Read s) {
      map.put(REGISTER, s.register().name());
    } else if (step instanceof Arm64Step.HostWrite s) {
      map.put(REGISTER, s.register().name()).put(VALUE, FlowMap.hex(1, s.value()));
    } else if (step instanceof Arm64Step.SwIncr s) {
      map.put(MASK, FlowMap.hex(1, s.mask()));
    } else if (step instanceof Arm64Step.Go s) {
      map.put(LEVEL, s.level().id());
    } else if (step instanceof Arm64Step.Retire s) {
      map.put(EVENT, RequestForm.event(s.event())).put(TIMES, s.times());
    }
    return map;
  }
}
