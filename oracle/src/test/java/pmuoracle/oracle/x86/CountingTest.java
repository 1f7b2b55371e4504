package pmuoracle.oracle.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Step;

final class CountingTest {
  private static final X86Machine ONE = X86Machine.intel(1, 0);

  /**
   * What KVM completes on a counter that is: allowed; denied from the start; allowed when
   * programmed and denied since.
   */
  @ParameterizedTest
  @CsvSource({
    "x86/5.3,  0, 0, 0 0",
    "x86/5.17, 1, 0, 1 1",
    "x86/5.18, 1, 0, 1 1",
    "x86/6.2,  1, 1, 1 1",
    "x86/6.3,  1, 1, 1 1",
    "x86/6.4,  1, 0, 0 0",
    "x86/7.3,  1, 0, 0 0",
  })
  void whatKvmCompletesIsCountedPerGeneration(
      String id, String allowed, String denied, String since) {
    Programs plain = Programs.on(ONE).select(0, 0xc0).enter().emulate(Emulated.INSTRUCTION);
    assertEquals(allowed, plain.last(ProgrammingTest.model(id)));
    Programs before =
        Programs.on(ONE)
            .filter(FilterRequest.DENY, 0, 0, 0xc0)
            .select(0, 0xc0)
            .enter()
            .emulate(Emulated.INSTRUCTION);
    assertEquals(denied, before.last(ProgrammingTest.model(id)));
    Programs later =
        Programs.on(ONE)
            .select(0, 0xc0)
            .enter()
            .filter(FilterRequest.DENY, 0, 0, 0xc0)
            .emulate(Emulated.INSTRUCTION)
            .emulate(Emulated.INSTRUCTION);
    assertEquals(since, later.cells(ProgrammingTest.model(id), "emulate", 0));
  }

  @Test
  void aBumpInGenerationsThatLatchAsksTheFilterAgainAndStopsTheHardware() {
    assertEquals(
        "a 0",
        Programs.on(ONE)
            .select(0, 0xc0)
            .filter(FilterRequest.DENY, 0, 0, 0xc0)
            .retire(0xc0, 10)
            .emulate(Emulated.INSTRUCTION)
            .retire(0xc0, 10)
            .cells(X86Models.V5_18, "retire", 0));
  }

  /** The owner's writes of 0 leave {@code current_config}, by which the privilege is decided. */
  @Test
  void aResetLeavesWhatWasLatched() {
    Programs latched = Programs.on(ONE).filter(FilterRequest.DENY, 0, 0, 0xc0).select(0, 0);
    assertEquals("1", enabledAfterReset(latched));
    assertEquals("0", enabledAfterReset(Programs.on(ONE).filter(FilterRequest.DENY, 0, 0, 0xc0)));
  }

  private static String enabledAfterReset(Programs before) {
    return before
        .then(new X86Step.Reset(0))
        .write(Register.eventSelect(0), EventSelect.ENABLE | 0xc0)
        .emulate(Emulated.INSTRUCTION)
        .last(X86Models.V5_17);
  }

  /** By bit 34 the filter sees another event; perf is asked for the one of the low bits. */
  @ParameterizedTest
  @CsvSource({
    "x86/5.10, 0xc0, 5 0",
    "x86/5.18, 0xc0, 5 0",
    "x86/5.18, 0xc1, 0 5",
    "x86/6.0, 0xc0, 0 5"
  })
  void anAmdSelectAboveItsGenericEventCountsTheGenericOne(String id, int low, String counts) {
    long wide = 1L << 34 | low;
    Programs program =
        Programs.on(X86Machine.amd())
            .filter(FilterRequest.DENY, 0, 0, low)
            .select(0, wide)
            .retire(low, 5)
            .retire(wide, 5);
    assertEquals(counts, program.cells(ProgrammingTest.model(id), "retire", 0));
  }

  /** At first, after a write, and after one that faults. */
  @ParameterizedTest
  @CsvSource({"x86/5.10, 0 0, 0 1", "x86/5.17, 0 0, 0 0"})
  void globalStatusClearReadsBackUpTo510(String id, String first, String written) {
    Programs program = Programs.on(ONE).read(Register.GLOBAL_STATUS_CLEAR);
    assertEquals(first, program.last(ProgrammingTest.model(id)));
    program.write(Register.GLOBAL_STATUS_CLEAR, 1).read(Register.GLOBAL_STATUS_CLEAR);
    assertEquals(written, program.last(ProgrammingTest.model(id)));
    program.write(Register.GLOBAL_STATUS_CLEAR, 1L << 40).read(Register.GLOBAL_STATUS_CLEAR);
    assertEquals(written, program.last(ProgrammingTest.model(id)));
  }

  /** A running counter two before its end retires three; clearing its bit clears it. */
  @ParameterizedTest
  @CsvSource({"x86/5.3", "x86/6.4", "x86/7.3"})
  void aWrapSetsTheStatusBit(String id) {
    Programs program =
        Programs.on(ONE)
            .select(0, 0xc0)
            .enter()
            .write(Register.fullWidthCounter(0), 0xffff_ffff_fffeL)
            .retire(0xc0, 3);
    assertEquals("3", program.last(ProgrammingTest.model(id)));
    assertEquals(
        "1",
        program.then(new X86Step.HostRead(0, Register.counter(0))).last(ProgrammingTest.model(id)));
    assertEquals("0 1", program.read(Register.GLOBAL_STATUS).last(ProgrammingTest.model(id)));
    program.write(Register.GLOBAL_STATUS_CLEAR, 1);
    assertEquals("0 0", program.read(Register.GLOBAL_STATUS).last(ProgrammingTest.model(id)));
  }

  /** Waiting to be reprogrammed since the first wrap, the second sets nothing until an entry. */
  @Test
  void aPendingCounterReportsNoFurtherWrap() {
    Programs program =
        Programs.on(ONE)
            .select(0, 0xc0)
            .enter()
            .write(Register.fullWidthCounter(0), 0xffff_ffff_ffffL)
            .retire(0xc0, 1)
            .write(Register.GLOBAL_STATUS_CLEAR, 1)
            .write(Register.fullWidthCounter(0), 0xffff_ffff_ffffL)
            .retire(0xc0, 1);
    assertEquals("0 0", program.read(Register.GLOBAL_STATUS).last(X86Models.V6_4));
    program.enter().write(Register.fullWidthCounter(0), 0xffff_ffff_ffffL).retire(0xc0, 1);
    assertEquals("0 1", program.read(Register.GLOBAL_STATUS).last(X86Models.V6_4));
  }

  /**
   * Five events, a write of one before the end, then one, four and one event more: what global
   * status is after each.
   */
  @ParameterizedTest
  @CsvSource({
    "x86/5.3,  0, 1 1 1",
    "x86/5.17, 0, 1 1 1",
    "x86/5.18, 0, 0 0 1",
    "x86/6.4,  0, 0 0 1",
    "x86/7.3,  0, 0 0 1",
    "x86/5.17, 1, 0 0 0",
    "x86/5.18, 1, 0 0 0",
    "x86/7.3,  1, 0 0 0",
  })
  void aWriteOfARunningCounterBeginsAnotherPeriodUnlessItIsCheckpointed(
      String id, int checkpointed, String bits) {
    X86Machine machine = new X86Machine(Vendor.INTEL, 3, 0, true, 48, true, false, false, 0, 64, 1);
    assertEquals(
        bits,
        Programs.on(machine)
            .select(2, 0xc0 | checkpointed * EventSelect.IN_TX_CHECKPOINTED)
            .enter()
            .retire(0xc0, 5)
            .write(Register.fullWidthCounter(2), machine.counterMask())
            .retire(0xc0, 1)
            .read(Register.GLOBAL_STATUS)
            .retire(0xc0, 4)
            .read(Register.GLOBAL_STATUS)
            .retire(0xc0, 1)
            .read(Register.GLOBAL_STATUS)
            .cells(ProgrammingTest.model(id), "read", 1)
            .replace("4", "1"));
  }

  /** What overflowed is programmed by the next entry, under the filter set meanwhile. */
  @ParameterizedTest
  @CsvSource({"x86/5.3, false, 0", "x86/5.3, true, 1", "x86/5.18, false, 0", "x86/5.18, true, 0"})
  void aWriteOfARunningCounterOnAmdLeavesItsPeriodUpToV5_17(
      String id, boolean running, String after) {
    Programs program = Programs.on(X86Machine.amd());
    Register counter = Register.counter(0);
    long last = X86Machine.amd().counterMask();
    program = running ? program.select(0, 0xc0).write(counter, last) : program.write(counter, last);
    assertEquals(
        "1 " + after,
        program
            .select(0, 0xc0)
            .retire(0xc0, 1)
            .filter(FilterRequest.DENY, 0, 0, 0xc0)
            .enter()
            .retire(0xc0, 1)
            .cells(ProgrammingTest.model(id), "retire", 0));
  }

  /** From its programming on, before anything is counted, a period is what is left to the wrap. */
  @ParameterizedTest
  @CsvSource({"0, 0", "-1, 1", "-2, 1", "-3, 0"})
  void aPeriodEndsAtTheWrap(long value, String bit) {
    assertEquals(
        "0 " + bit,
        Programs.on(ONE)
            .write(Register.counter(0), value)
            .select(0, 0xc0)
            .enter()
            .retire(0xc0, 2)
            .read(Register.GLOBAL_STATUS)
            .last(X86Models.V7_3));
  }

  @Test
  void anOverflowOfSideCountsIsLostIfTheCounterIsDeniedByThen() {
    Programs side =
        Programs.on(ONE)
            .select(0, 0xc0)
            .enter()
            .write(Register.fullWidthCounter(0), 0xffff_ffff_ffffL)
            .emulate(Emulated.INSTRUCTION);
    assertEquals("0 0", side.read(Register.GLOBAL_STATUS).last(X86Models.V6_4));
    assertEquals("0 0", side.read(Register.counter(0)).last(X86Models.V6_4));
    side.filter(FilterRequest.DENY, 0, 0, 0xc0).enter();
    assertEquals("0 0", side.read(Register.GLOBAL_STATUS).last(X86Models.V6_4));
    assertEquals("0 0", side.read(Register.counter(0)).last(X86Models.V6_4));
  }

  @Test
  void anOverflowOfSideCountsIsReportedWhenFolded() {
    assertEquals(
        "0 1",
        Programs.on(ONE)
            .select(0, 0xc0)
            .enter()
            .write(Register.fullWidthCounter(0), 0xffff_ffff_ffffL)
            .emulate(Emulated.INSTRUCTION)
            .enter()
            .read(Register.GLOBAL_STATUS)
            .last(X86Models.V6_4));
  }

  @Test
  void theReviewsNoneRemovesTheListAndKeepsTheBitmap() {
    assertEquals(
        "7 0",
        Programs.on(X86Machine.intel(1, 1))
            .write(Register.FIXED_CONTROL, 1)
            .filter(0, 0, 1, 0xc4)
            .select(0, 0xc0)
            .write(Register.GLOBAL_CONTROL, 0)
            .write(Register.GLOBAL_CONTROL, 1L | (1L << 32))
            .retire(0xc0, 7)
            .last(X86Models.REVIEW_2019));
  }

  @ParameterizedTest
  @CsvSource({"0, 0 7", "1, 7 0", "2, 7 7", "7, 7 7"})
  void anUncheckedActionAllowsEverything(long action, String counts) {
    assertEquals(
        counts,
        Programs.on(ONE)
            .filter(action, 0, 0, 0xc4)
            .select(0, 0xc0)
            .retire(0xc0, 7)
            .select(0, 0xc4)
            .retire(0xc4, 7)
            .cells(X86Models.RFC_V2, "retire", 0));
  }

  @Test
  void theSameFilterServesTheGuestsOwnGuest() {
    assertEquals(
        "0 3",
        Programs.on(X86Machine.intel(2, 0))
            .filter(FilterRequest.DENY, 0, 0, 0xc0)
            .select(0, 0xc0)
            .select(1, 0xc4)
            .then(new X86Step.EnterL2(0, OptionalLong.of(3)))
            .enter()
            .retire(0xc0, 3)
            .retire(0xc4, 3)
            .last(X86Models.V6_3));
  }

  @ParameterizedTest
  @CsvSource({"4, 1, 0 3", "2, 0, 0 2"})
  void enteringL2LoadsGlobalControlOrFaults(long loaded, String fault, String after) {
    Programs program =
        Programs.on(X86Machine.intel(2, 0)).then(new X86Step.EnterL2(0, OptionalLong.of(loaded)));
    assertEquals(fault, program.last(X86Models.V6_3));
    assertEquals(after, program.read(Register.GLOBAL_CONTROL).last(X86Models.V6_3));
  }

  @Test
  void enteringL2OnAmdNeedsSvme() {
    assertEquals(
        "2 0 0",
        Programs.on(X86Machine.amd())
            .enterL2()
            .write(Register.EFER, Register.SVME)
            .enterL2()
            .firsts(X86Models.V6_3));
  }

  /** Guest-Only counts in L2, Host-Only outside, both anywhere, either only with SVME. */
  @ParameterizedTest
  @CsvSource({"0, 1 1 1", "1, 0 0 1", "2, 0 1 0", "3, 0 1 1"})
  void hostOnlyAndGuestOnlyDecideOnMediatedAmd(long levels, String counts) {
    X86Machine machine = new X86Machine(Vendor.AMD, 1, 0, true, 48, false, true, true, 0, 64, 1);
    assertEquals(
        counts,
        Programs.on(machine)
            .write(Register.eventSelect(0), 0xc0 | Programs.ON | (levels << 40))
            .enter()
            .retire(0xc0, 1)
            .write(Register.EFER, Register.SVME)
            .enter()
            .retire(0xc0, 1)
            .enterL2()
            .enter()
            .retire(0xc0, 1)
            .cells(X86Models.V7_3, "retire", 0));
  }

  @Test
  void afterAResetNothingCountsAndTheFilterStays() {
    Programs program =
        Programs.on(X86Machine.amd())
            .filter(FilterRequest.DENY, 0, 0, 0xc0)
            .select(0, 0xc4)
            .enter()
            .then(new X86Step.Reset(0))
            .retire(0xc4, 3);
    assertEquals("0 0 0 0 0 0", program.last(X86Models.V6_3));
    program.select(0, 0xc0).select(1, 0xc4).enter().retire(0xc4, 3);
    assertEquals("0 3 0 0 0 0", program.last(X86Models.V6_3));
    assertEquals("0 0 0 0 0 0", program.retire(0xc0, 3).last(X86Models.V6_3));
  }

  @Test
  void v5_17ComparesLow16BitsAndSaysNothingOfOtherBits() {
    Programs amd =
        Programs.on(X86Machine.amd())
            .filter(FilterRequest.DENY, 0, 0, 0x1_0000_00c2L)
            .select(0, 0xc2)
            .retire(0xc2, 3);
    assertEquals("0 0 0 0 0 0", amd.last(X86Models.V5_17));
    assertEquals("3 0 0 0 0 0", amd.last(X86Models.V5_18));
    Programs junk =
        Programs.on(ONE)
            .filter(FilterRequest.DENY, 0, 0, 0xc2, 0x1_00c2L)
            .filter(FilterRequest.DENY, 0, 0)
            .select(0, 0xc2)
            .retire(0xc2, 3);
    assertEquals("?", junk.last(X86Models.V5_17));
    assertEquals("0 ?", junk.read(Register.counter(0)).last(X86Models.V5_17));
    assertEquals("0 ?", junk.read(Register.GLOBAL_STATUS).last(X86Models.V5_17));
    assertEquals("0 4200c2", junk.read(Register.eventSelect(0)).last(X86Models.V5_17));
    assertEquals("0 0", junk.read(Register.GLOBAL_STATUS).last(X86Models.V5_18));
  }

  @ParameterizedTest
  @CsvSource({"x86/6.2, 0", "x86/6.4, 0", "x86/6.9, 3"})
  void anUnavailableEventIsRefusedUpToV6_8(String id, String count) {
    X86Machine machine =
        new X86Machine(Vendor.INTEL, 1, 0, true, 48, false, false, false, 2, 64, 1);
    assertEquals(
        count,
        Programs.on(machine)
            .select(0, 0xc0)
            .enter()
            .retire(0xc0, 3)
            .last(ProgrammingTest.model(id)));
  }

  /** IN_TX set: up to v6.2 the comparison has its bit, so a deny list misses the event. */
  @ParameterizedTest
  @CsvSource({"x86/5.18, 3", "x86/6.2, 3", "x86/6.3, 0"})
  void inTxWalksPastADenyListUpToV6_2(String id, String count) {
    X86Machine machine = new X86Machine(Vendor.INTEL, 1, 0, true, 48, true, false, false, 0, 64, 1);
    assertEquals(
        count,
        Programs.on(machine)
            .filter(FilterRequest.DENY, 0, 0, 0xc0)
            .select(0, 0xc0 | EventSelect.IN_TX)
            .enter()
            .retire(0xc0, 3)
            .last(ProgrammingTest.model(id)));
  }
}
