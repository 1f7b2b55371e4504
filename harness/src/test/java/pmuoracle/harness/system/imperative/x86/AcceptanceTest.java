package pmuoracle.harness.system.imperative.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.Errno;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

class AcceptanceTest {
  private static final String ALL = "9223372036854775807";

  static X86Model model(String id) {
    return X86Models.ALL.stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
  }

  private static X86Machine host(int bits) {
    return new X86Machine(Vendor.INTEL, 2, 2, true, 48, false, false, false, 0, bits, 1);
  }

  /** Columns: model, action, claimed count, flags, events in memory, readable bytes, answer. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # header
          x86/7.3, 0, 0, 0, 0, 31, EFAULT
          x86/7.3, 0, 0, 0, 0, 32, OK
          x86/7.3, 9, 4294967295, 6, 0, 31, EFAULT
          x86/5.3, 0, 0, 0, 0, 31, EFAULT
          x86/rfc-v2, 0, 0, 0, 0, 7, EFAULT
          x86/rfc-v2, 0, 0, 0, 0, 8, OK
          x86/review-2019-short, 0, 0, 0, 0, 7, EFAULT
          x86/review-2019-short, 0, 0, 0, 0, 8, OK
          x86/review-2019, 0, 0, 0, 0, 31, EFAULT
          # action
          x86/7.3, 1, 0, 0, 0, ALL, OK
          x86/7.3, 2, 0, 0, 0, ALL, EINVAL
          x86/5.3, 2, 0, 0, 0, ALL, EINVAL
          x86/5.3, 4294967295, 0, 0, 0, ALL, EINVAL
          x86/rfc-v2, 7, 1, 0, 1, ALL, OK
          x86/review-2019, 0, 0, 0, 0, ALL, OK
          x86/review-2019, 2, 0, 0, 0, ALL, OK
          x86/review-2019, 3, 0, 0, 0, ALL, EINVAL
          # flags
          x86/6.2, 0, 0, 1, 0, ALL, EINVAL
          x86/6.3, 0, 0, 1, 0, ALL, OK
          x86/6.3, 0, 0, 2, 0, ALL, EINVAL
          x86/7.3, 0, 0, 3, 0, ALL, EINVAL
          x86/7.3, 0, 0, 2147483648, 0, ALL, EINVAL
          x86/rfc-v2, 0, 0, 5, 0, ALL, OK
          x86/review-2019, 0, 0, 1, 0, ALL, EINVAL
          # count
          x86/7.3, 0, 300, 0, 300, ALL, OK
          x86/7.3, 0, 301, 0, 301, ALL, E2BIG
          x86/5.3, 0, 300, 0, 300, ALL, OK
          x86/5.3, 0, 301, 0, 301, ALL, E2BIG
          x86/rfc-v2, 0, 63, 0, 63, ALL, OK
          x86/rfc-v2, 0, 64, 0, 64, ALL, E2BIG
          x86/review-2019, 1, 508, 0, 508, ALL, OK
          x86/review-2019, 1, 509, 0, 509, ALL, E2BIG
          x86/review-2019-short, 1, 511, 0, 511, ALL, OK
          x86/review-2019-short, 1, 512, 0, 512, ALL, E2BIG
          # events
          x86/7.3, 0, 1, 0, 0, ALL, EFAULT
          x86/7.3, 0, 2, 0, 2, 47, EFAULT
          x86/7.3, 0, 2, 0, 2, 48, OK
          x86/7.3, 0, 1, 0, 5, 40, OK
          x86/rfc-v2, 0, 2, 0, 2, 23, EFAULT
          x86/rfc-v2, 0, 2, 0, 2, 24, OK
          # doubly wrong: the earlier check answers
          x86/7.3, 2, 4294967295, 0, 0, ALL, EINVAL
          x86/7.3, 0, 301, 2, 0, ALL, EINVAL
          x86/7.3, 0, 301, 0, 0, ALL, E2BIG
          x86/7.3, 0, 536870908, 0, 0, ALL, E2BIG
          x86/rfc-v2, 7, 64, 0, 0, ALL, E2BIG
          x86/rfc-v2, 7, 1, 0, 0, ALL, EFAULT
          """)
  void theFirstFailingCheckAnswers(
      String model,
      long action,
      long claimed,
      long flags,
      int inMemory,
      String readable,
      Errno answer) {
    FilterRequest request =
        new FilterRequest(
            action,
            claimed,
            0,
            flags,
            0xffff_ffffL,
            Words.of(new long[inMemory]),
            Long.parseLong(readable.equals("ALL") ? ALL : readable));
    Acceptance acceptance = new Acceptance(model(model));
    assertEquals(answer, acceptance.errno(host(64), request), "on a 64-bit host");
    assertEquals(answer, acceptance.errno(host(32), request), "on a 32-bit host");
  }

  /** Columns: vendor, entry, answer with the masked flag; without it every entry is accepted. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          INTEL, 0xffffffffffffffff, EINVAL
          INTEL, 0xff8000000000ffff, OK
          INTEL, 0x0f000000000011c0, OK
          INTEL, 0x0000000000010000, EINVAL
          INTEL, 0x0000000080000000, EINVAL
          INTEL, 0x0000000100000000, EINVAL
          INTEL, 0x0000000800000000, EINVAL
          INTEL, 0x0000001000000000, EINVAL
          INTEL, 0x0040000000000000, EINVAL
          AMD, 0xffffffffffffffff, EINVAL
          AMD, 0xff80000f0000ffff, OK
          AMD, 0x0000000000010000, EINVAL
          AMD, 0x0000001000000000, EINVAL
          AMD, 0x0040000000000000, EINVAL
          """)
  void maskedEntriesHaveNoUnusedBits(Vendor vendor, String entry, Errno answer) {
    X86Machine machine = vendor == Vendor.INTEL ? X86Machine.intel(2, 0) : X86Machine.amd();
    long bits = Long.parseUnsignedLong(entry.substring(2), 16);
    for (X86Model model : X86Models.ALL) {
      Acceptance acceptance = new Acceptance(model);
      if (model.validFlags() == FilterRequest.MASKED_EVENTS) {
        assertEquals(
            answer, acceptance.errno(machine, FilterRequest.of(0, 1, 0, 0xc0, bits)), model.id());
      }
      assertEquals(
          Errno.OK, acceptance.errno(machine, FilterRequest.of(0, 0, 0, 0xc0, bits)), model.id());
    }
  }

  @Test
  void garbageBehindTheClaimedCountIsNotLookedAt() {
    FilterRequest request = new FilterRequest(0, 1, 0, 1, 0, Words.of(0xc0, -1), FilterRequest.ALL);
    assertEquals(Errno.OK, new Acceptance(X86Models.V7_3).errno(host(64), request));
  }

  @Test
  void unreadableEventsAreReportedBeforeGarbageAmongThem() {
    FilterRequest request = new FilterRequest(0, 3, 0, 1, 0, Words.of(-1, -1), FilterRequest.ALL);
    assertEquals(Errno.EFAULT, new Acceptance(X86Models.V7_3).errno(host(64), request));
  }

  @Test
  void asManyEventsCountAsAreClaimed() {
    FilterRequest request = new FilterRequest(0, 2, 0, 0, 0, Words.of(1, 2, 3), FilterRequest.ALL);
    assertEquals(2, new Acceptance(X86Models.V7_3).filter(host(64), request).events().size());
    assertEquals(2, new Acceptance(X86Models.V5_3).filter(host(32), request).events().size());
    assertEquals(2, new Acceptance(X86Models.RFC_V2).filter(host(32), request).events().size());
  }

  /**
   * What the limit is for: {@code sizeof(tmp) + sizeof(tmp.events[0]) * tmp.nevents} is computed in
   * {@code size_t}.
   */
  @Test
  void withoutTheLimitAHugeCountWrapsOnA32BitHostOnly() {
    Acceptance unlimited =
        new Acceptance(X86Models.V7_3) {
          @Override
          protected boolean isTooMany(long nevents) {
            return false;
          }
        };
    long wraps = (1L << 32) / 8 + 1;
    FilterRequest request = new FilterRequest(0, wraps, 0, 0, 0, Words.of(0xc0), FilterRequest.ALL);
    assertEquals(Errno.OK, unlimited.errno(host(32), request));
    assertEquals(1, unlimited.filter(host(32), request).events().size());
    assertEquals(Errno.EFAULT, unlimited.errno(host(64), request));
  }

  @Test
  void aShortHeaderHasNoFlags() {
    FilterRequest request = FilterRequest.of(0, 1, 0);
    assertFalse(new Acceptance(X86Models.REVIEW_2019_SHORT).filter(host(64), request).masked());
    assertTrue(new Acceptance(X86Models.V6_3).filter(host(64), request).masked());
    assertFalse(
        new Acceptance(X86Models.V6_3).filter(host(64), FilterRequest.of(0, 0, 0)).masked());
  }
}
