package pmuoracle.harness.file.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import pmuoracle.harness.file.Entries;
import pmuoracle.harness.file.FlowMap;
import pmuoracle.harness.file.Value;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Model;

/**
 * A filter request in files. Left out, {@code nevents} is the number of events, {@code readable}
 * everything, any other number 0. An element {@code {value: 0x0, times: 291}} of {@code events}
 * stands for 291 equal ones.
 */
final class RequestForm {
  private static final List<String> KEYS =
      List.of("action", "flags", "bitmap", "nevents", "pad", "readable", "events");
  private static final String MASKED = "masked";
  private static final long U32 = 0xffff_ffffL;

  /** Runs of equal events at least this long are written with their length. */
  private static final int RUN = 4;

  private RequestForm() {}

  static FilterRequest read(Value mapping, X86Model model) {
    Entries entries = mapping.entries(KEYS);
    Words events = entries.optional("events").map(RequestForm::events).orElse(Words.of());
    return new FilterRequest(
        action(entries.required("action", "an action"), model),
        u32(entries, "nevents", events.size()),
        u32(entries, "bitmap", 0),
        entries.optional("flags").map(RequestForm::flags).orElse(0L),
        u32(entries, "pad", 0),
        events,
        entries.optional("readable").map(v -> v.number(Long.MAX_VALUE)).orElse(FilterRequest.ALL));
  }

  private static long u32(Entries entries, String key, long otherwise) {
    return entries.optional(key).map(v -> v.number(U32)).orElse(otherwise);
  }

  private static long action(Value value, X86Model model) {
    List<String> names = actions(model);
    return value.isNumber()
        ? value.number(U32)
        : names.indexOf(value.name("a number of 32 bits or an action", names));
  }

  /** The names of the model's actions, each at its number. */
  private static List<String> actions(X86Model model) {
    return switch (model.actions()) {
      case UNCHECKED, ALLOW_DENY -> List.of("allow", "deny");
      case NONE_ACCEPT_REJECT -> List.of("none", "accept", "reject");
    };
  }

  private static long flags(Value value) {
    if (value.isNumber()) {
      return value.number(U32);
    }
    value.name("a number of 32 bits or a flag", List.of(MASKED));
    return FilterRequest.MASKED_EVENTS;
  }

  private static Words events(Value list) {
    LongStream.Builder events = LongStream.builder();
    int size = 0;
    for (Value element : list.elements(FilterRequest.MAX_EVENTS)) {
      Value value = element;
      int times = 1;
      if (element.isMapping()) {
        Entries run = element.entries(List.of("value", "times"));
        value = run.required("value", "an event");
        times = run.required("times", "how many equal events").integer(1, FilterRequest.MAX_EVENTS);
      }
      size += times;
      if (size > FilterRequest.MAX_EVENTS) {
        throw list.refusal(
            "found more than " + FilterRequest.MAX_EVENTS + " events; expected at most that");
      }
      long event = value.number(-1L);
      for (int i = 0; i < times; i++) {
        events.add(event);
      }
    }
    return Words.of(events.build().toArray());
  }

  static FlowMap write(FilterRequest request, X86Model model) {
    List<String> names = actions(model);
    FlowMap map = new FlowMap();
    if (request.action() < names.size()) {
      map.put("action", names.get((int) request.action()));
    } else {
      map.put("action", request.action());
    }
    if (request.flags() == FilterRequest.MASKED_EVENTS) {
      map.put("flags", MASKED);
    } else if (request.flags() != 0) {
      map.put("flags", FlowMap.hex(8, request.flags()));
    }
    if (request.bitmap() != 0) {
      map.put("bitmap", FlowMap.hex(8, request.bitmap()));
    }
    if (request.nevents() != request.events().size()) {
      map.put("nevents", request.nevents());
    }
    if (request.pad() != 0) {
      map.put("pad", FlowMap.hex(8, request.pad()));
    }
    if (request.readable() != FilterRequest.ALL) {
      map.put("readable", request.readable());
    }
    return map.put("events", events(request.events()));
  }

  private static List<String> events(Words words) {
    List<String> events = new ArrayList<>();
    int start = 0;
    while (start < words.size()) {
      int end = start + 1;
      while (end < words.size() && words.get(end) == words.get(start)) {
        end++;
      }
      String event = event(words.get(start));
      if (end - start >= RUN) {
        events.add(new FlowMap().put("value", event).put("times", end - start).toString());
      } else {
        for (int i = start; i < end; i++) {
          events.add(event);
        }
      }
      start = end;
    }
    return events;
  }

  /** An event with the width of what it uses: select and unit mask, or the whole word. */
  static String event(long key) {
    return FlowMap.hex(key >>> 16 == 0 ? 4 : 16, key);
  }
}
