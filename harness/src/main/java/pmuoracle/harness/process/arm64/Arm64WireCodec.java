package pmuoracle.harness.process.arm64;

import java.util.List;
import java.util.stream.Stream;
import pmuoracle.harness.process.WireBytes;
import pmuoracle.harness.process.WireCodec;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Register;

/**
 * arm64's machines and steps in the process protocol. Numbers of kinds are the places of the
 * constants; {@code pmu_oracle.h} has the same, which is tested.
 */
@SuppressWarnings("EnumOrdinal")
public final class Arm64WireCodec implements WireCodec {
  private static final List<String> FIELDS =
      List.of(
          "host-version",
          "impdef-traps",
          "vm-version",
          "counters",
          "hardware-el3",
          "guest-el3",
          "nested",
          "pmu",
          "strict",
          "irqchip",
          "pmus",
          "fine-grained-traps",
          "ceid0",
          "ceid1",
          "vcpus");
  private static final List<String> VERBS =
      Stream.of(Arm64Step.Kind.values()).map(Arm64Step.Kind::verb).toList();

  @Override
  public Architecture architecture() {
    return Architecture.ARM64;
  }

  @Override
  public int number() {
    return 2;
  }

  @Override
  public List<String> fields() {
    return FIELDS;
  }

  @Override
  public List<String> verbs() {
    return VERBS;
  }

  @Override
  public long[] words(Machine machine) {
    Arm64Machine m = (Arm64Machine) machine;
    return new long[] {
      m.hostVersion(),
      bit(m.impdefTraps()),
      m.vmVersion(),
      m.counters(),
      bit(m.hardwareEl3()),
      bit(m.guestEl3()),
      bit(m.nested()),
      bit(m.pmu()),
      bit(m.strict()),
      m.irqchip().ordinal(),
      m.pmus(),
      bit(m.fineGrainedTraps()),
      m.ceid0(),
      m.ceid1(),
      m.vcpus()
    };
  }

  private static long bit(boolean truth) {
    return truth ? 1 : 0;
  }

  @Override
  public List<Observation> counts(Machine machine) {
    return ((Arm64Machine) machine).counts();
  }

  @Override
  public int kind(Step step) {
    return ((Arm64Step) step).kind().ordinal();
  }

  @Override
  public void putBody(Step step, WireBytes into) {
    switch (((Arm64Step) step).kind()) {
      case SET_FILTER -> put(((Arm64Step.SetFilter) step).request(), into);
      case SELECT_PMU -> into.putWord(((Arm64Step.SelectPmu) step).pmu());
      case INIT -> into.putTruth(((Arm64Step.Init) step).interrupt());
      case RUN, LOAD -> {}
      case WRITE -> {
        Arm64Step.Write write = (Arm64Step.Write) step;
        put(write.register(), into);
        into.putWord(write.value());
      }
      case READ -> put(((Arm64Step.Read) step).register(), into);
      case HOST_WRITE -> {
        Arm64Step.HostWrite write = (Arm64Step.HostWrite) step;
        put(write.register(), into);
        into.putWord(write.value());
      }
      case SW_INCR -> into.putWord(((Arm64Step.SwIncr) step).mask());
      case GO -> into.putWord(((Arm64Step.Go) step).level().ordinal());
      case RETIRE -> {
        Arm64Step.Retire retire = (Arm64Step.Retire) step;
        into.putWord(retire.event());
        into.putWord(retire.times());
      }
    }
  }

  private static void put(FilterRequest request, WireBytes into) {
    into.putWord(request.group());
    into.putWord(request.attribute());
    into.putWord(request.base());
    into.putWord(request.nevents());
    into.putWord(request.action());
    into.putWord(request.pad());
    into.putWord(request.readable());
    into.putTruth(request.memory());
  }

  private static void put(Register register, WireBytes into) {
    into.putWord(register.kind().ordinal());
    into.putWord(register.index());
  }
}
