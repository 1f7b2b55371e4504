package pmuoracle.oracle.arm64;

import pmuoracle.spec.arm64.FilterRequest;

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
        FilterRequest call = accepted.calls().get(i);
        return "%s: range %d %s %s event 0x%x"
            .formatted(
                verdict(event),
                i + 1,
                range(call),
                call.action() == FilterRequest.ALLOW ? "allows" : "denies",
                event);
      }
    }
    if (accepted.calls().isEmpty()) {
      return "ALLOWED: no filter";
    }
    String first = accepted.calls().get(0).action() == FilterRequest.ALLOW ? "allows" : "denies";
    return "%s: no range contains event 0x%x, and the first call %s"
        .formatted(verdict(event), event, first);
  }

  private String verdict(long event) {
    return accepted.allows(event) ? "ALLOWED" : "DENIED";
  }

  /** The half-open interval of events, in hexadecimal beyond 9. */
  static String range(FilterRequest call) {
    int end = call.base() + call.nevents();
    return "[" + number(call.base()) + ", " + number(end) + ")";
  }

  private static String number(int event) {
    return event < 10 ? Integer.toString(event) : "0x" + Integer.toHexString(event);
  }
}
