package pmuoracle.harness.system.imperative.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.lang3.ArrayUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pmuoracle.spec.x86.EventFilter;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.MaskedEntry;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

class InstalledFilterTest {
  private static InstalledFilter filter(X86Model model, Vendor vendor, FilterRequest request) {
    InstalledFilter filter = new InstalledFilter(model);
    filter.clear(vendor);
    filter.install(accepted(request));
    return filter;
  }

  /** An honest and acceptable request as a filter of a generation that knows masked entries. */
  private static EventFilter accepted(FilterRequest request) {
    boolean masked = request.flags() == FilterRequest.MASKED_EVENTS;
    return new EventFilter(
        request.action(), request.bitmap(), request.flags(), masked, request.events());
  }

  private static long hex(String text) {
    return Long.parseUnsignedLong(text, 16);
  }

  private static long[] hexes(String text) {
    return Arrays.stream(text.split(" ", -1)).mapToLong(InstalledFilterTest::hex).toArray();
  }

  /** Columns: models, vendor, entry, event select, whether the entry lists it; all hexadecimal. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          x86/rfc-v2 x86/5.3 x86/5.17 x86/5.18 x86/6.2 x86/6.3 x86/7.3, INTEL, c0, 4300c0, true
          x86/rfc-v2 x86/5.3 x86/5.17 x86/5.18 x86/6.2 x86/6.3 x86/7.3, INTEL, c0, ffff00c0, true
          x86/rfc-v2 x86/5.3 x86/5.17 x86/5.18 x86/6.2 x86/6.3 x86/7.3, INTEL, c0, 4301c0, false
          x86/rfc-v2 x86/5.3 x86/5.17 x86/5.18 x86/6.2 x86/6.3 x86/7.3, INTEL, 1c0, 4300c0, false
          x86/rfc-v2 x86/5.3 x86/5.17 x86/5.18 x86/6.2 x86/6.3 x86/7.3, AMD, c0, 4300c1, false
          x86/rfc-v2 x86/5.3 x86/5.18 x86/6.2, INTEL, c0, 1004300c0, false
          x86/5.17 x86/6.3 x86/7.3, INTEL, c0, 1004300c0, true
          x86/rfc-v2 x86/5.3 x86/5.18 x86/6.2, INTEL, 1000000c0, 1004300c0, true
          x86/6.3 x86/7.3, INTEL, 1000000c0, 1004300c0, false
          x86/6.3 x86/7.3, INTEL, 1000000c0, 4300c0, false
          x86/rfc-v2 x86/5.3 x86/5.18 x86/6.2 x86/6.3 x86/7.3, AMD, c2, 1004300c2, false
          x86/rfc-v2 x86/5.3 x86/5.18 x86/6.2 x86/6.3 x86/7.3, AMD, 1000000c2, c2, false
          x86/rfc-v2 x86/5.3 x86/5.18 x86/6.2 x86/6.3 x86/7.3, AMD, 1000000c2, 1004300c2, true
          x86/5.17, AMD, c2, 1004300c2, true
          x86/5.17, AMD, 1000000c2, c2, true
          x86/5.3 x86/5.18 x86/6.3 x86/7.3, INTEL, 4300c0, 4300c0, false
          x86/6.3 x86/7.3, AMD, 10000000c0, c0, false
          x86/6.3 x86/7.3, AMD, f000000000000c0, c0, false
          """)
  void anUnmaskedEntryLists(
      String models, Vendor vendor, String entry, String eventSelect, boolean listed) {
    for (String id : models.split(" ", -1)) {
      X86Model model = AcceptanceTest.model(id);
      for (long[] list : new long[][] {{hex(entry)}, {0x11, hex(entry), 0x22}}) {
        InstalledFilter allow = filter(model, vendor, FilterRequest.of(0, 0, 0, list));
        InstalledFilter deny = filter(model, vendor, FilterRequest.of(1, 0, 0, list));
        assertEquals(listed, allow.allowsEvent(hex(eventSelect)), id + " allow");
        assertEquals(!listed, deny.allowsEvent(hex(eventSelect)), id + " deny");
      }
    }
  }

  /** Columns: vendor, masked entries, the unit masks of the vendor's memory event that count. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          INTEL, ff000000000081d0, 81
          INTEL, ff000000000082d0, 82
          INTEL, ff000000000083d0, 83
          INTEL, 7c000000000000d0 ff800000000083d0, 81 82
          INTEL, 7c000000000000d0 ff800000000082d0, 81 83
          INTEL, fe000000000082d0, 82 83
          INTEL, 7c000000000000d0, 81 82 83
          AMD, ff00000000000129, 1
          AMD, ff00000000000229, 2
          AMD, ff00000000000429, 4
          AMD, fc00000000000029, 1 2
          AMD, f800000000000029 ff80000000000229, 1 4
          AMD, f800000000000029 ff80000000000129, 2 4
          AMD, f800000000000029, 1 2 4
          """)
  void theUpstreamMaskedListsCountWhatTheyCountUpstream(
      Vendor vendor, String list, String counting) {
    boolean intel = vendor == Vendor.INTEL;
    List<Long> counts = Arrays.stream(hexes(counting)).boxed().toList();
    long[] alone = hexes(list);
    for (long[] entries : new long[][] {alone, behindDummies(alone)}) {
      InstalledFilter filter = filter(X86Models.V6_3, vendor, FilterRequest.of(0, 1, 0, entries));
      for (long unitMask : intel ? new long[] {0x81, 0x82, 0x83} : new long[] {1, 2, 4}) {
        long event = unitMask << 8 | (intel ? 0xd0 : 0x29) | Script.ON;
        assertEquals(counts.contains(unitMask), filter.allowsEvent(event), "unit mask " + unitMask);
      }
    }
  }

  /** The 290 entries the upstream test puts before the list. */
  private static long[] behindDummies(long[] list) {
    int dummies = 290;
    long[] entries = new long[dummies];
    for (int i = 0; i < dummies; i++) {
      int select = i % 255;
      int moved = select == 0xd0 ? 0xd1 : select == 0x29 ? 0x2a : select;
      entries[i] = MaskedEntry.encode(moved, 0, 0, i % 4 == 0);
    }
    return ArrayUtils.addAll(entries, list);
  }

  @Test
  void excludeWinsWhereverItStands() {
    long include = MaskedEntry.encode(0xc0, 0, 0, false);
    long exclude = MaskedEntry.encode(0xc0, 0xff, 1, true);
    for (long[] list : new long[][] {{include, exclude}, {exclude, include}}) {
      InstalledFilter filter =
          filter(X86Models.V7_3, Vendor.INTEL, FilterRequest.of(0, 1, 0, list));
      assertTrue(filter.allowsEvent(0xc0));
      assertFalse(filter.allowsEvent(0x1c0));
    }
  }

  @Test
  void anExcludeEntryAloneListsNothing() {
    long exclude = MaskedEntry.encode(0xc0, 0xff, 0, true);
    InstalledFilter filter = filter(X86Models.V7_3, Vendor.AMD, FilterRequest.of(1, 1, 0, exclude));
    assertTrue(filter.allowsEvent(0xc0));
    assertTrue(filter.allowsEvent(0x1c0));
  }

  @Test
  void amdSelectsOfTwelveBitsAreKeptApartAndIntelIgnoresItsModifiers() {
    long entry = MaskedEntry.encode(0x1c2, 0, 0, false);
    InstalledFilter amd = filter(X86Models.V7_3, Vendor.AMD, FilterRequest.of(0, 1, 0, entry));
    assertTrue(amd.allowsEvent(0x1_0000_00c2L));
    assertFalse(amd.allowsEvent(0xc2));
    InstalledFilter intel =
        filter(X86Models.V7_3, Vendor.INTEL, FilterRequest.of(0, 1, 0, entry & 0xff));
    assertTrue(intel.allowsEvent(0x3_0000_00c2L));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void theBaseListOfTheUpstreamTestDecidesByMembership(long action) {
    long[] first = {0x3c, 0xc0, 0x13c, 0x4f2e, 0x412e, 0xc4, 0xc5, 0x1a4, 0xc2};
    long[] base = Arrays.copyOf(first, 300);
    long[] less = Arrays.stream(base).filter(e -> e != 0xc0 && e != 0xc4 && e != 0xc2).toArray();
    assertEquals(297, less.length);
    for (X86Model model :
        List.of(X86Models.V5_3, X86Models.V5_17, X86Models.V5_18, X86Models.V7_3)) {
      for (long event : new long[] {0xc0, 0xc4, 0xc2}) {
        long select = event | Script.ON;
        boolean allow = action == 0;
        assertEquals(
            allow,
            filter(model, Vendor.INTEL, FilterRequest.of(action, 0, 0, base)).allowsEvent(select));
        assertEquals(
            !allow,
            filter(model, Vendor.INTEL, FilterRequest.of(action, 0, 0, less)).allowsEvent(select));
      }
    }
  }

  @Test
  void fixedCountersFollowTheirBitAndTheAction() {
    for (X86Model model : List.of(X86Models.V5_3, X86Models.V5_17, X86Models.V7_3)) {
      for (long[] events : new long[][] {{}, {0xc0, 0x3c, 0x300}}) {
        for (int bit = 0; bit < 32; bit++) {
          InstalledFilter allow =
              filter(model, Vendor.INTEL, FilterRequest.of(0, 0, 1L << bit, events));
          InstalledFilter deny =
              filter(model, Vendor.INTEL, FilterRequest.of(1, 0, 1L << bit, events));
          for (int index = 0; index < 16; index++) {
            assertEquals(bit == index, allow.allowsFixed(index), "allow " + bit + " " + index);
            assertEquals(bit != index, deny.allowsFixed(index), "deny " + bit + " " + index);
          }
        }
      }
    }
  }

  @Test
  void theReviewsBitmapRejectsWhateverTheAction() {
    for (X86Model model : List.of(X86Models.REVIEW_2019, X86Models.REVIEW_2019_SILENT)) {
      for (long action = 0; action < 3; action++) {
        InstalledFilter filter = filter(model, Vendor.INTEL, FilterRequest.of(action, 0, 2, 0xc0));
        assertTrue(filter.allowsFixed(0));
        assertFalse(filter.allowsFixed(1));
        assertEquals(action != 2, filter.allowsEvent(0xc0), "action " + action);
        assertEquals(action != 1, filter.allowsEvent(0xc1), "action " + action);
      }
    }
  }

  @Test
  void unfilteredGenerationsLetFixedCountersPass() {
    for (X86Model model : List.of(X86Models.RFC_V2, X86Models.REVIEW_2019_SHORT)) {
      for (long action = 0; action < 3; action++) {
        assertTrue(
            filter(model, Vendor.INTEL, FilterRequest.of(action, 0, 0, 0xc0)).allowsFixed(0));
      }
    }
  }

  @Test
  void anActionNobodyKnowsAllowsEverything() {
    InstalledFilter filter =
        filter(X86Models.RFC_V2, Vendor.INTEL, FilterRequest.of(7, 0, 0, 0xc0));
    assertTrue(filter.allowsEvent(0xc0));
    assertTrue(filter.allowsEvent(0xc1));
  }

  @Test
  void withoutAFilterEverythingIsAllowed() {
    for (X86Model model : X86Models.ALL) {
      InstalledFilter filter = filter(model, Vendor.AMD, FilterRequest.of(1, 0, 0xffff, 0xc0));
      filter.clear(Vendor.AMD);
      for (int index = 0; index < 16; index++) {
        assertTrue(filter.allowsEvent(0xc0 + index));
        assertTrue(filter.allowsFixed(index));
      }
    }
  }

  @Test
  void aNewFilterReplacesTheWholeOldOne() {
    InstalledFilter filter =
        filter(
            X86Models.V7_3,
            Vendor.INTEL,
            FilterRequest.of(0, 1, 1, MaskedEntry.encode(0xc0, 0, 0, false)));
    filter.install(accepted(FilterRequest.of(0, 0, 2, 0xc1)));
    assertFalse(filter.allowsEvent(0xc0));
    assertTrue(filter.allowsEvent(0xc1));
    assertFalse(filter.allowsFixed(0));
    assertTrue(filter.allowsFixed(1));
  }

  @Test
  void aNewFilterForgetsTheUnitMasksTheOldOneHadForTheSameSelect() {
    InstalledFilter filter =
        filter(
            X86Models.V7_3,
            Vendor.INTEL,
            FilterRequest.of(
                0,
                1,
                0,
                MaskedEntry.encode(0xc0, 0xff, 1, false),
                MaskedEntry.encode(0xc0, 0xff, 2, true)));
    assertTrue(filter.allowsEvent(0x1c0));
    filter.install(accepted(FilterRequest.of(0, 1, 0, MaskedEntry.encode(0xc0, 0xfe, 2, false))));
    assertFalse(filter.allowsEvent(0x1c0), "included before only");
    assertTrue(filter.allowsEvent(0x2c0), "excluded before only");
    assertTrue(filter.allowsEvent(0x3c0));
  }

  @Test
  void aFilterIsAskedForTheHeaderItWasInstalledWith() {
    InstalledFilter filter = new InstalledFilter(X86Models.V7_3);
    filter.clear(Vendor.AMD);
    filter.install(accepted(FilterRequest.of(0, 1, 0x8000_0001L)));
    assertEquals(0x8000_0001L, filter.bitmap());
    assertEquals(1, filter.flags());
    assertTrue(filter.isMasked());
    filter.install(accepted(FilterRequest.of(0, 0, 0)));
    assertEquals(0, filter.bitmap());
    assertEquals(0, filter.flags());
    assertFalse(filter.isMasked());
  }

  @Test
  void theTruncatingGenerationIsUnsettledByOtherBitsUntilCleared() {
    InstalledFilter filter =
        filter(X86Models.V5_17, Vendor.AMD, FilterRequest.of(0, 0, 0, 0xf_0000_ffffL));
    assertTrue(filter.isSettled());
    filter.install(accepted(FilterRequest.of(0, 0, 0, 0x4300c0)));
    assertFalse(filter.isSettled());
    filter.install(accepted(FilterRequest.of(0, 0, 0, 0xc0)));
    assertFalse(filter.isSettled());
    filter.clear(Vendor.AMD);
    assertTrue(filter.isSettled());
    assertTrue(
        filter(X86Models.V5_18, Vendor.AMD, FilterRequest.of(0, 0, 0, 0x4300c0)).isSettled());
  }

  @Test
  void fiveHundredSelectsAreEachFoundAndTheirNeighboursAreNot() {
    List<Long> events = new ArrayList<>();
    for (int i = 0; i < 511; i++) {
      events.add((i & 0xffL) | (long) (i >> 8) << 33);
    }
    long[] list = events.stream().mapToLong(Long::longValue).toArray();
    InstalledFilter filter =
        filter(X86Models.REVIEW_2019_SHORT, Vendor.AMD, FilterRequest.of(1, 0, 0, list));
    for (long event : list) {
      assertTrue(filter.allowsEvent(event));
      assertFalse(filter.allowsEvent(event | 0x100));
      assertFalse(filter.allowsEvent(event | 0x1_0000_0000L));
    }
  }
}
