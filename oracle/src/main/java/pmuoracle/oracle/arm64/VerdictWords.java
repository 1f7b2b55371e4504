package pmuoracle.oracle.arm64;

import pmuoracle.spec.arm64.EventRange;

/** What the accepted calls say of an event, as a sentence. */
final class VerdictWords {
  private final ConcreteCalls accepted;

  VerdictWords(ConcreteCalls accepted) {
    this.accepted = accepted;
  }

  /** {@code DENIED: range 2 [8, 9) denies event 0x8}. */
  String of(long event) {
    for (int i = accepted.calls().size() - 1; i >= 0; i--) {
      if (accepted.contains(i, event)) {
        EventRange call = accepted.calls().get(i);
        return "%s: range %d %s %s event 0x%x"
            .formatted(
                verdict(event),
                i + 1,
                range(call.base(), call.nevents()),
                call.allowed() ? "allows" : "denies",
                event);
      }
    }
    if (accepted.calls().isEmpty()) {
      return "ALLOWED: no filter";
    }
    String first = accepted.calls().get(0).allowed() ? "allows" : "denies";
    return "%s: no range contains event 0x%x, and the first call %s"
        .formatted(verdict(event), event, first);
  }

  private String verdict(long event) {
    return accepted.allows(event) ? "ALLOWED" : "DENIED";
  }

  /** The half-open interval of events, in hexadecimal beyond 9. */
  static String range(int base, int nevents) {
    return "[" + number(base) + ", " + number(base + nevents) + ")";
  }

  private static String number(int event) {
    return event < 10 ? Integer.toString(event) : "0x" + Integer.toHexString(event);
  }
}
