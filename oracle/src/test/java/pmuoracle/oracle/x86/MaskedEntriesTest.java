package pmuoracle.oracle.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Models;

/** The table of the kernel's own selftest, pmu_event_filter_test.c, test_masked_events. */
final class MaskedEntriesTest {
  private static final long[] INTEL = {0x81d0, 0x82d0, 0x83d0};
  private static final long[] AMD = {0x0129, 0x0229, 0x0429};

  @ParameterizedTest
  @CsvSource({
    "ff000000000081d0, 0,                ff00000000000129, 0,                1 0 0",
    "ff000000000082d0, 0,                ff00000000000229, 0,                0 1 0",
    "ff000000000083d0, 0,                ff00000000000429, 0,                0 0 1",
    "7c000000000000d0, ff800000000083d0, fc00000000000029, 0,                1 1 0",
    "7c000000000000d0, ff800000000082d0, f800000000000029, ff80000000000229, 1 0 1",
    "fe000000000082d0, 0,                f800000000000029, ff80000000000129, 0 1 1",
    "7c000000000000d0, 0,                f800000000000029, 0,                1 1 1",
  })
  void loadsStoresAndBothCountAsListed(
      String intel, String intelSecond, String amd, String amdSecond, String counted) {
    long[] onIntel = list(intel, intelSecond);
    long[] onAmd = list(amd, amdSecond);
    assertEquals(counted, counts(X86Machine.intel(3, 0), INTEL, onIntel));
    assertEquals(counted, counts(X86Machine.amd(), AMD, onAmd));
    assertEquals(counted, counts(X86Machine.intel(3, 0), INTEL, behindDummies(onIntel)));
    assertEquals(counted, counts(X86Machine.amd(), AMD, behindDummies(onAmd)));
  }

  private static long[] list(String first, String second) {
    return LongStream.of(Long.parseUnsignedLong(first, 16), Long.parseUnsignedLong(second, 16))
        .filter(e -> e != 0)
        .toArray();
  }

  /** As the selftest fills up its list: 290 wildcards on other selects, every fourth excluding. */
  private static long[] behindDummies(long... entries) {
    long[] all = new long[290 + entries.length];
    for (int i = 0; i < 290; i++) {
      int select = i % 255;
      int other = select == 0xd0 ? 0xd1 : select == 0x29 ? 0x2a : select;
      all[i] = MaskedEntry.encode(other, 0, 0, i % 4 == 0);
    }
    System.arraycopy(entries, 0, all, 290, entries.length);
    return all;
  }

  private static String counts(X86Machine machine, long[] events, long[] entries) {
    Programs program =
        Programs.on(machine).filter(FilterRequest.ALLOW, FilterRequest.MASKED_EVENTS, 0, entries);
    for (int i = 0; i < events.length; i++) {
      program.select(i, events[i]);
    }
    program.enter();
    String[] counted = new String[events.length];
    for (int i = 0; i < events.length; i++) {
      String[] cells = program.retire(events[i], 1).last(X86Models.V6_3).split(" ", -1);
      counted[i] = cells[i];
    }
    return String.join(" ", Arrays.asList(counted));
  }
}
