package pmuoracle.harness.file;

import java.util.List;

/**
 * The form of a system's id, as on the command line; whether there is such a system is known only
 * where it is replayed.
 */
final class SystemName {
  private static final List<String> ALONE = List.of("imperative", "canary", "kvm");
  private static final List<String> WITH_REST = List.of("defect:", "model:", "process:", "kernel:");

  private SystemName() {}

  static String read(Value value) {
    String id = value.line();
    boolean known =
        ALONE.contains(id)
            || WITH_REST.stream().anyMatch(p -> id.startsWith(p) && id.length() > p.length());
    if (!known) {
      throw value.expected(
          "a system: imperative, canary, kvm, defect:ID, model:ID, process:COMMAND or"
              + " kernel:TREE");
    }
    return id;
  }
}
