package pmuoracle.harness.process.x86;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import pmuoracle.harness.process.WireBytes;
import pmuoracle.harness.process.WireCodec;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

/**
 * x86's machines and steps in the process protocol. Numbers of kinds are the places of the
 * constants; {@code pmu_oracle.h} has the same, which is tested.
 */
@SuppressWarnings("EnumOrdinal")
public final class X86WireCodec implements WireCodec {
  private static final List<String> FIELDS =
      List.of(
          "vendor",
          "general-purpose",
          "fixed",
          "global-control",
          "width",
          "tx-writable",
          "mediated",
          "nested",
          "unavailable-events",
          "host-bits",
          "vcpus");
  private static final List<String> VERBS =
      Stream.of(X86Step.Kind.values()).map(X86Step.Kind::verb).toList();

  @Override
  public Architecture architecture() {
    return Architecture.X86;
  }

  @Override
  public int number() {
    return 1;
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
    X86Machine m = (X86Machine) machine;
    return new long[] {
      m.vendor().ordinal(),
      m.generalPurpose(),
      m.fixed(),
      bit(m.globalControl()),
      m.width(),
      bit(m.txWritable()),
      bit(m.mediated()),
      bit(m.nested()),
      m.unavailableEvents(),
      m.hostBits(),
      m.vcpus()
    };
  }

  private static long bit(boolean truth) {
    return truth ? 1 : 0;
  }

  @Override
  public List<Observation> counts(Machine machine) {
    return ((X86Machine) machine).counts();
  }

  @Override
  public int kind(Step step) {
    return ((X86Step) step).kind().ordinal();
  }

  @Override
  public void putBody(Step step, WireBytes into) {
    switch (((X86Step) step).kind()) {
      case SET_FILTER -> put(((X86Step.SetFilter) step).request(), into);
      case WRITE -> {
        X86Step.Write write = (X86Step.Write) step;
        put(write.register(), into);
        into.putWord(write.value());
      }
      case READ -> put(((X86Step.Read) step).register(), into);
      case ENTER, RESET -> {}
      case RETIRE -> {
        X86Step.Retire retire = (X86Step.Retire) step;
        into.putWord(retire.event());
        into.putWord(retire.times());
        into.putWord(retire.privilege().ordinal());
      }
      case EMULATE -> {
        X86Step.Emulate emulate = (X86Step.Emulate) step;
        into.putWord(emulate.what().ordinal());
        into.putWord(emulate.privilege().ordinal());
      }
      case ENTER_L2 -> put(((X86Step.EnterL2) step).globalControl(), into);
      case LEAVE_L2 -> put(((X86Step.LeaveL2) step).globalControl(), into);
      case HOST_READ -> put(((X86Step.HostRead) step).counter(), into);
      case HOST_WRITE -> {
        X86Step.HostWrite write = (X86Step.HostWrite) step;
        put(write.counter(), into);
        into.putWord(write.value());
      }
    }
  }

  private static void put(FilterRequest request, WireBytes into) {
    into.putWord(request.action());
    into.putWord(request.nevents());
    into.putWord(request.bitmap());
    into.putWord(request.flags());
    into.putWord(request.pad());
    into.putWord(request.readable());
    into.putWord(request.events().size());
    for (int i = 0; i < request.events().size(); i++) {
      into.putWord(request.events().get(i));
    }
  }

  private static void put(Register register, WireBytes into) {
    into.putWord(register.kind().ordinal());
    into.putWord(register.index());
  }

  private static void put(OptionalLong value, WireBytes into) {
    into.putTruth(value.isPresent());
    into.putWord(value.orElse(0));
  }
}
