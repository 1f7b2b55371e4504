package pmuoracle.harness.file.arm64;

import java.util.List;
import pmuoracle.harness.file.Entries;
import pmuoracle.harness.file.FlowMap;
import pmuoracle.harness.file.Value;
import pmuoracle.spec.arm64.FilterRequest;

/**
 * A filter request in files. Left out, {@code group}, {@code attribute} and {@code pad} are those
 * of a filter, all 8 bytes are {@code readable}, and there is {@code memory}.
 */
final class RequestForm {
  /** The request's own keys. */
  static final List<String> KEYS =
      List.of("base", "nevents", "action", "pad", "readable", "group", "attribute", "memory");

  /** The names of the actions, each at its number. */
  private static final List<String> ACTIONS = List.of("allow", "deny");

  private static final long U8 = 0xff;
  private static final int U16 = 0xffff;
  private static final int U24 = 0xff_ffff;
  private static final long U32 = 0xffff_ffffL;

  private RequestForm() {}

  static FilterRequest read(Entries entries) {
    int base = entries.required("base", "the first event of the range").integer(0, U16);
    int nevents = entries.required("nevents", "how many events").integer(0, U16);
    int action = action(entries.required("action", "an action"));
    return new FilterRequest(
        entries.optional("group").map(v -> v.number(U32)).orElse(FilterRequest.PMU_GROUP),
        entries.optional("attribute").map(v -> v.number(-1L)).orElse(FilterRequest.FILTER),
        base,
        nevents,
        action,
        entries.optional("pad").map(v -> v.integer(0, U24)).orElse(0),
        entries
            .optional("readable")
            .map(v -> v.integer(0, FilterRequest.BYTES))
            .orElse(FilterRequest.BYTES),
        entries.optional("memory").map(Value::truth).orElse(true));
  }

  private static int action(Value value) {
    return value.isNumber()
        ? (int) value.number(U8)
        : ACTIONS.indexOf(value.name("a number of 8 bits or an action", ACTIONS));
  }

  static void write(FilterRequest request, FlowMap map) {
    map.put("base", event(request.base())).put("nevents", request.nevents());
    if (request.action() < ACTIONS.size()) {
      map.put("action", ACTIONS.get(request.action()));
    } else {
      map.put("action", request.action());
    }
    if (request.pad() != 0) {
      map.put("pad", FlowMap.hex(6, request.pad()));
    }
    if (request.readable() != FilterRequest.BYTES) {
      map.put("readable", request.readable());
    }
    if (request.group() != FilterRequest.PMU_GROUP) {
      map.put("group", request.group());
    }
    if (request.attribute() != FilterRequest.FILTER) {
      map.put("attribute", request.attribute());
    }
    if (!request.memory()) {
      map.put("memory", "false");
    }
  }

  /** An event number with the width of the larger event space. */
  static String event(int event) {
    return FlowMap.hex(4, event);
  }
}
