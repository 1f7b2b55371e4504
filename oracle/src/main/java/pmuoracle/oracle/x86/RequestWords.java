package pmuoracle.oracle.x86;

import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Rule;

/** Why a request was accepted or refused, as a sentence about the request. */
final class RequestWords {
  private RequestWords() {}

  static String of(X86Model model, FilterRequest request, ConcreteList list, RuleSet rules) {
    long readable = request.readableBytes(model.headerBytes());
    if (rules.contains(X86Rule.SET_HEADER_UNREADABLE)) {
      return "%d bytes can be read; the header has %d".formatted(readable, model.headerBytes());
    } else if (rules.contains(X86Rule.SET_ACTION_UNKNOWN)) {
      return "action " + request.action();
    } else if (rules.contains(X86Rule.SET_FLAGS_UNKNOWN)) {
      return "flags 0x%08x; known are 0x%08x".formatted(request.flags(), model.validFlags());
    } else if (rules.contains(X86Rule.SET_TOO_MANY)) {
      return "%d events claimed; at most %d".formatted(request.nevents(), model.maxEvents());
    } else if (rules.contains(X86Rule.SET_EVENTS_UNREADABLE)) {
      return "%d bytes can be read; header and %d events have %d"
          .formatted(readable, request.nevents(), model.headerBytes() + 8L * request.nevents());
    } else if (rules.contains(X86Rule.SET_MASKED_RESERVED)) {
      int place = list.firstReserved(request.events());
      return "entry %d, 0x%016x, has a reserved bit"
          .formatted(place + 1, request.events().get(place));
    }
    return "accepted, " + request.nevents() + " entries";
  }
}
