package pmuoracle.harness.file.arm64;

import java.util.List;
import java.util.Objects;
import pmuoracle.harness.file.Entries;
import pmuoracle.harness.file.FlowMap;
import pmuoracle.harness.file.Value;
import pmuoracle.spec.Machine;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;

/**
 * An arm64 machine in files. Left out, a field is as in {@link Arm64Machine#plain plain(false)}:
 * host and virtual machine of PMU version 6, six event counters, one virtual CPU, EL3 in hardware
 * and shown to the guest, not nested, a PMU that need not be selected, a ready interrupt
 * controller, one hardware PMU, fine-grained traps, every event advertised.
 */
final class MachineForm {
  private static final List<String> KEYS =
      List.of(
          "host-version",
          "vm-version",
          "counters",
          "vcpus",
          "nested",
          "hardware-el3",
          "guest-el3",
          "impdef-traps",
          "pmu",
          "strict",
          "irqchip",
          "pmus",
          "fine-grained-traps",
          "ceid0",
          "ceid1");

  /** As wide as the field of ID_AA64DFR0_EL1. */
  private static final int MAX_VERSION = 15;

  private static final int MAX_PMUS = 2;

  private MachineForm() {}

  static Arm64Machine read(Value mapping) {
    Entries entries = mapping.entries(KEYS);
    Arm64Machine plain = Arm64Machine.plain(false);
    int hostVersion = integer(entries, "host-version", 1, MAX_VERSION, plain.hostVersion());
    boolean impdefTraps = truth(entries, "impdef-traps", plain.impdefTraps());
    int vmVersion = integer(entries, "vm-version", 1, MAX_VERSION, plain.vmVersion());
    int counters = integer(entries, "counters", 1, Arm64Machine.MAX_COUNTERS, plain.counters());
    boolean hardwareEl3 = truth(entries, "hardware-el3", plain.hardwareEl3());
    boolean guestEl3 = truth(entries, "guest-el3", plain.guestEl3());
    boolean nested = truth(entries, "nested", plain.nested());
    boolean pmu = truth(entries, "pmu", plain.pmu());
    boolean strict = truth(entries, "strict", plain.strict());
    Irqchip irqchip = entries.optional("irqchip").map(MachineForm::irqchip).orElse(plain.irqchip());
    int pmus = integer(entries, "pmus", 1, MAX_PMUS, plain.pmus());
    boolean fineGrainedTraps = truth(entries, "fine-grained-traps", plain.fineGrainedTraps());
    long ceid0 = entries.optional("ceid0").map(v -> v.number(-1L)).orElse(plain.ceid0());
    long ceid1 = entries.optional("ceid1").map(v -> v.number(-1L)).orElse(plain.ceid1());
    int vcpus = integer(entries, "vcpus", 1, Machine.MAX_VCPUS, plain.vcpus());
    try {
      return new Arm64Machine(
          hostVersion,
          impdefTraps,
          vmVersion,
          counters,
          hardwareEl3,
          guestEl3,
          nested,
          pmu,
          strict,
          irqchip,
          pmus,
          fineGrainedTraps,
          ceid0,
          ceid1,
          vcpus);
    } catch (IllegalArgumentException e) {
      throw mapping.refusal(Objects.requireNonNull(e.getMessage()));
    }
  }

  private static Irqchip irqchip(Value value) {
    return value.constant("", List.of(Irqchip.values()), Irqchip::id);
  }

  private static int integer(Entries entries, String key, int least, int most, int plain) {
    return entries.optional(key).map(v -> v.integer(least, most)).orElse(plain);
  }

  private static boolean truth(Entries entries, String key, boolean plain) {
    return entries.optional(key).map(Value::truth).orElse(plain);
  }

  static FlowMap write(Arm64Machine machine) {
    Arm64Machine plain = Arm64Machine.plain(false);
    FlowMap map =
        new FlowMap()
            .put("host-version", machine.hostVersion())
            .put("vm-version", machine.vmVersion())
            .put("counters", machine.counters())
            .put("vcpus", machine.vcpus());
    putUnless(map, "nested", machine.nested(), plain.nested());
    putUnless(map, "hardware-el3", machine.hardwareEl3(), plain.hardwareEl3());
    putUnless(map, "guest-el3", machine.guestEl3(), plain.guestEl3());
    putUnless(map, "impdef-traps", machine.impdefTraps(), plain.impdefTraps());
    putUnless(map, "pmu", machine.pmu(), plain.pmu());
    putUnless(map, "strict", machine.strict(), plain.strict());
    if (machine.irqchip() != plain.irqchip()) {
      map.put("irqchip", machine.irqchip().id());
    }
    if (machine.pmus() != plain.pmus()) {
      map.put("pmus", machine.pmus());
    }
    putUnless(map, "fine-grained-traps", machine.fineGrainedTraps(), plain.fineGrainedTraps());
    putUnless(map, "ceid0", machine.ceid0(), plain.ceid0());
    putUnless(map, "ceid1", machine.ceid1(), plain.ceid1());
    return map;
  }

  private static void putUnless(FlowMap map, String key, boolean value, boolean plain) {
    if (value != plain) {
      map.put(key, Boolean.toString(value));
    }
  }

  private static void putUnless(FlowMap map, String key, long events, long plain) {
    if (events != plain) {
      map.put(key, FlowMap.hex(16, events));
    }
  }
}
