package pmuoracle.harness.file.x86;

import java.util.List;
import java.util.Objects;
import pmuoracle.harness.file.Entries;
import pmuoracle.harness.file.FlowMap;
import pmuoracle.harness.file.Value;
import pmuoracle.spec.Machine;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;

/**
 * An x86 machine in files. Left out, a field has its plain value: vendor intel, all the
 * general-purpose counters of the vendor, 3 fixed counters on Intel and none on AMD, one virtual
 * CPU, global control on Intel only, width 48, 64 host bits, nested; not TX-writable, not mediated,
 * no unavailable events.
 */
final class MachineForm {
  private static final List<String> KEYS =
      List.of(
          "vendor",
          "general-purpose",
          "fixed",
          "vcpus",
          "global-control",
          "width",
          "tx-writable",
          "mediated",
          "nested",
          "unavailable-events",
          "host-bits");

  private MachineForm() {}

  static X86Machine plain(Vendor vendor) {
    return vendor == Vendor.INTEL ? X86Machine.intel(8, 3) : X86Machine.amd();
  }

  static X86Machine read(Value mapping) {
    Entries entries = mapping.entries(KEYS);
    Vendor vendor =
        entries
            .optional("vendor")
            .map(v -> v.constant("", List.of(Vendor.values()), Vendor::id))
            .orElse(Vendor.INTEL);
    X86Machine plain = plain(vendor);
    int generalPurpose =
        integer(entries, "general-purpose", plain.generalPurpose(), vendor.maxGeneralPurpose());
    int fixed = integer(entries, "fixed", plain.fixed(), X86Machine.MAX_FIXED);
    boolean globalControl = truth(entries, "global-control", plain.globalControl());
    int width = entries.optional("width").map(v -> v.integer(32, 64)).orElse(plain.width());
    boolean txWritable = truth(entries, "tx-writable", plain.txWritable());
    boolean mediated = truth(entries, "mediated", plain.mediated());
    boolean nested = truth(entries, "nested", plain.nested());
    int unavailable = integer(entries, "unavailable-events", plain.unavailableEvents(), 0x7f);
    int hostBits = integer(entries, "host-bits", plain.hostBits(), 64);
    int vcpus =
        entries.optional("vcpus").map(v -> v.integer(1, Machine.MAX_VCPUS)).orElse(plain.vcpus());
    try {
      return new X86Machine(
          vendor,
          generalPurpose,
          fixed,
          globalControl,
          width,
          txWritable,
          mediated,
          nested,
          unavailable,
          hostBits,
          vcpus);
    } catch (IllegalArgumentException e) {
      throw mapping.refusal(Objects.requireNonNull(e.getMessage()));
    }
  }

  private static int integer(Entries entries, String key, int plain, int most) {
    return entries.optional(key).map(v -> v.integer(0, most)).orElse(plain);
  }

  private static boolean truth(Entries entries, String key, boolean plain) {
    return entries.optional(key).map(Value::truth).orElse(plain);
  }

  static FlowMap write(X86Machine machine) {
    X86Machine plain = plain(machine.vendor());
    FlowMap map =
        new FlowMap()
            .put("vendor", machine.vendor().id())
            .put("general-purpose", machine.generalPurpose())
            .put("fixed", machine.fixed())
            .put("vcpus", machine.vcpus());
    putUnless(map, "global-control", machine.globalControl(), plain.globalControl());
    if (machine.width() != plain.width()) {
      map.put("width", machine.width());
    }
    putUnless(map, "tx-writable", machine.txWritable(), plain.txWritable());
    putUnless(map, "mediated", machine.mediated(), plain.mediated());
    putUnless(map, "nested", machine.nested(), plain.nested());
    if (machine.unavailableEvents() != plain.unavailableEvents()) {
      map.put("unavailable-events", FlowMap.hex(2, machine.unavailableEvents()));
    }
    if (machine.hostBits() != plain.hostBits()) {
      map.put("host-bits", machine.hostBits());
    }
    return map;
  }

  private static void putUnless(FlowMap map, String key, boolean value, boolean plain) {
    if (value != plain) {
      map.put(key, Boolean.toString(value));
    }
  }
}
