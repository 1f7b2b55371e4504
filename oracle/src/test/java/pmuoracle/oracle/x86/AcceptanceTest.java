package pmuoracle.oracle.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.Errno;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Step;

final class AcceptanceTest {
  private static final long MANY = 0xffff_ffffL;

  /**
   * Rows: what is claimed, then the answer in the 2019 patch, the review, v5.3 and v6.3. The memory
   * holds so many events, each the given entry.
   */
  @ParameterizedTest
  @CsvSource({
    // action, nevents, flags, entry, in memory, readable: rfc-v2, review-2019, 5.3, 6.3
    "0,   0, 0, 0, 0,  32, OK, OK, OK, OK",
    "0,   0, 0, 0, 0,   8, OK, EFAULT, EFAULT, EFAULT",
    "0,   0, 0, 0, 0,   7, EFAULT, EFAULT, EFAULT, EFAULT",
    "7,   0, 0, 0, 0,   7, EFAULT, EFAULT, EFAULT, EFAULT",
    "7,   0, 9, 0, 0,  31, OK, EFAULT, EFAULT, EFAULT",
    "2,   1, 0, 0, 1, 999, OK, OK, EINVAL, EINVAL",
    "3,   1, 0, 0, 1, 999, OK, EINVAL, EINVAL, EINVAL",
    "7,  -1, 0, 0, 1,  40, E2BIG, EINVAL, EINVAL, EINVAL",
    "0,  -1, 0, 0, 1,  40, E2BIG, E2BIG, E2BIG, E2BIG",
    "0, 301, 2, 0, 0, 999, E2BIG, EINVAL, EINVAL, EINVAL",
    "0, 301, 1, 0, 0, 999, E2BIG, EINVAL, EINVAL, E2BIG",
    "0, 301, 0, 0, 0, 999, E2BIG, EFAULT, E2BIG, E2BIG",
    "0,  63, 0, 0, 63, 9999, OK, OK, OK, OK",
    "0,  64, 0, 0, 64, 9999, E2BIG, OK, OK, OK",
    "0, 300, 0, 0, 300, 9999, E2BIG, OK, OK, OK",
    "0, 508, 0, 0, 508, 9999, E2BIG, OK, E2BIG, E2BIG",
    "0, 509, 0, 0, 509, 9999, E2BIG, E2BIG, E2BIG, E2BIG",
    "0,   2, 0, 0, 2,  47, OK, EFAULT, EFAULT, EFAULT",
    "0,   2, 0, 0, 2,  48, OK, OK, OK, OK",
    "0,   2, 0, 0, 2,  23, EFAULT, EFAULT, EFAULT, EFAULT",
    // a masked entry with a reserved bit: only where masks are known, and last of all
    "0,   1, 1, 10000, 1, 999, OK, EINVAL, EINVAL, EINVAL",
    "0,   2, 1, 10000, 2,  47, OK, EINVAL, EINVAL, EFAULT",
    "0,   1, 0, 10000, 1, 999, OK, OK, OK, OK",
    "0,   1, 0, ffffffffffffffff, 1, 999, OK, OK, OK, OK",
    "0,   1, 1, ffffffffffffffff, 1, 999, OK, EINVAL, EINVAL, EINVAL",
    "0,   1, 1, ff8000000000ffff, 1, 999, OK, EINVAL, EINVAL, OK",
    "0,   1, 1, 1000000c2, 1, 999, OK, EINVAL, EINVAL, EINVAL",
    "0,   1, 0, 1000000c2, 1, 999, OK, OK, OK, OK",
    "0,   0, 1, ffffffffffffffff, 1, 999, OK, EINVAL, EINVAL, OK",
  })
  void theFirstFailingCheckAnswers(
      long action,
      long nevents,
      long flags,
      String entry,
      int memory,
      long readable,
      Errno rfc,
      Errno review,
      Errno first,
      Errno masked) {
    long[] events = new long[memory];
    java.util.Arrays.fill(events, Long.parseUnsignedLong(entry, 16));
    FilterRequest request =
        new FilterRequest(action, nevents & MANY, 0, flags, 5, Words.of(events), readable);
    assertEquals(
        List.of(rfc, review, first, masked),
        List.of(
            errno("x86/rfc-v2", request),
            errno("x86/review-2019", request),
            errno("x86/5.3", request),
            errno("x86/6.3", request)));
  }

  @ParameterizedTest
  @CsvSource({"64, OK", "511, OK", "512, E2BIG"})
  void theShortHeaderLeavesRoomFor511Events(int count, Errno expected) {
    FilterRequest request = FilterRequest.of(1, 0, 0, new long[count]);
    assertEquals(expected, errno("x86/review-2019-short", request));
  }

  private static Errno errno(String id, FilterRequest request) {
    X86Model model = ProgrammingTest.model(id);
    X86Machine machine = X86Machine.intel(1, 1);
    return Errno.of(
        Programs.fresh(machine).then(new X86Step.SetFilter(request)).trace(model).cell(0, 0));
  }
}
