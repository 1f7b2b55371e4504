package pmuoracle.harness.file;

import pmuoracle.harness.system.SystemId;

/**
 * The form of a system's id, as on the command line; whether there is such a system is known only
 * where it is replayed.
 */
final class SystemName {
  private SystemName() {}

  static String read(Value value) {
    String id = value.line();
    if (!SystemId.parse(id).map(SystemId::isWhole).orElse(false)) {
      throw value.expected(
          "a system: imperative, canary, kvm, defect:ID, model:ID, process:COMMAND or"
              + " kernel:TREE");
    }
    return id;
  }
}
