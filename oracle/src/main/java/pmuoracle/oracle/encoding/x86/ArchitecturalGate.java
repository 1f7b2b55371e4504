package pmuoracle.oracle.encoding.x86;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;

/**
 * CPUID's list of missing architectural events, which some generations enforce beside the filter.
 */
final class ArchitecturalGate {
  private static final List<Integer> EVENTS =
      List.of(0x003c, 0x00c0, 0x013c, 0x4f2e, 0x412e, 0x00c4, 0x00c5);

  private ArchitecturalGate() {}

  /**
   * True iff the generation has the gate, the vendor is Intel and the event is one of the seven and
   * marked unavailable.
   *
   * @param event 16 bits: select and unit mask
   */
  static Bool closed(Setting setting, Word event) {
    List<Bool> missing = new ArrayList<>();
    for (int i = 0; i < EVENTS.size(); i++) {
      missing.add(event.is(EVENTS.get(i)).and(setting.machine().unavailable().bit(i)));
    }
    return setting.model().architecturalGate()
        ? setting.machine().intel().and(setting.terms().any(missing))
        : setting.terms().bool(false);
  }
}
