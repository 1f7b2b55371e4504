package pmuoracle.oracle.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

final class FixedCounterTest {
  private static final long[] EVENTS = {0xc0, 0x3c, 0x300};

  /** Every counter enabled in the kernel, the filter there before. */
  private static String counts(X86Model model, long action, long bitmap) {
    Programs program =
        Programs.on(X86Machine.intel(0, 3))
            .filter(action, 0, bitmap)
            .write(Register.GLOBAL_CONTROL, 7L << 32)
            .write(Register.FIXED_CONTROL, 0x111)
            .enter();
    StringBuilder counted = new StringBuilder();
    for (int i = 0; i < EVENTS.length; i++) {
      counted.append(program.retire(EVENTS[i], 1).last(model).split(" ", -1)[i]);
    }
    return counted.toString();
  }

  @Test
  void theBitmapAloneDecidesUnderEitherAction() {
    for (X86Model model : X86Models.ALL) {
      for (int bitmap = 0; bitmap < 16; bitmap++) {
        String set = "" + (bitmap & 1) + ((bitmap >> 1) & 1) + ((bitmap >> 2) & 1);
        String clear = set.replace('0', 'x').replace('1', '0').replace('x', '1');
        boolean filtered = model.fixedFilter() == X86Model.FixedFilter.BITMAP;
        if (filtered) {
          assertEquals(set, counts(model, FilterRequest.ALLOW, bitmap), model.id());
          assertEquals(clear, counts(model, FilterRequest.DENY, bitmap), model.id());
        }
      }
    }
    assertEquals("111", counts(X86Models.RFC_V2, FilterRequest.ALLOW, 0));
    assertEquals("111", counts(X86Models.RFC_V2, FilterRequest.DENY, 7));
  }

  @ParameterizedTest
  @CsvSource({"0, 101", "1, 101", "2, 101"})
  void theSilentRejectBitmapRejectsWhateverTheAction(long action, String counted) {
    assertEquals(counted, counts(X86Models.REVIEW_2019_SILENT, action, 2));
  }

  @ParameterizedTest
  @CsvSource({
    // fixed control before the filter rejects counter 1, and what is written then: the fault
    "0x000, 0x111, 1",
    "0x000, 0x101, 0",
    "0x010, 0x010, 0",
    "0x010, 0x011, 0",
    "0x010, 0x000, 0",
    "0x010, 0x030, 1",
    "0x000, 0x080, 0",
    "0x000, 0x004, 1",
  })
  void enablingARejectedCounterFaults(String before, String written, String fault) {
    Programs program =
        Programs.on(X86Machine.intel(0, 3))
            .write(Register.FIXED_CONTROL, Long.decode(before))
            .filter(2, 0, 2)
            .write(Register.FIXED_CONTROL, Long.decode(written));
    assertEquals(fault, program.last(X86Models.REVIEW_2019));
    String kept = fault.equals("1") ? before : written;
    assertEquals(
        "0 " + Long.toHexString(Long.decode(kept)),
        program.read(Register.FIXED_CONTROL).last(X86Models.REVIEW_2019));
  }

  /** Counter 0 is denied; the guest enables it, then changes the nibble of counter 1 only. */
  @ParameterizedTest
  @CsvSource({
    "x86/7.0, true,  5 0",
    "x86/7.3, true,  0 0",
    "x86/7.0, false, 0 0",
    "x86/7.3, false, 0 0",
  })
  void theMediatedHoleOfV7_0IsClosedInV7_3(String id, boolean mediated, String counts) {
    assertEquals(
        counts,
        Programs.on(X86Machine.intel(0, 2).withMediated(mediated))
            .filter(FilterRequest.DENY, 0, 1)
            .write(Register.GLOBAL_CONTROL, 3L << 32)
            .write(Register.FIXED_CONTROL, 0x01)
            .enter()
            .write(Register.FIXED_CONTROL, 0x11)
            .enter()
            .retire(0xc0, 5)
            .last(ProgrammingTest.model(id)));
  }

  @Test
  void writingTheSameFixedControlDoesNotOpenTheHole() {
    assertEquals(
        "0 0",
        Programs.on(X86Machine.intel(0, 2).withMediated(true))
            .filter(FilterRequest.DENY, 0, 1)
            .write(Register.GLOBAL_CONTROL, 3L << 32)
            .write(Register.FIXED_CONTROL, 0x01)
            .enter()
            .write(Register.FIXED_CONTROL, 0x01)
            .enter()
            .retire(0xc0, 5)
            .last(X86Models.V7_0));
  }
}
