package pmuoracle.harness.system.imperative.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

/** What becomes of a virtual CPU's PMU by RESET, INIT and KVM_SET_CPUID2, and of AMD's selects. */
final class LifeTest {
  static final List<X86Model> MODELS = X86Models.ALL;
  private static final X86Machine INTEL = X86Machine.intel(2, 3);
  private static final X86Machine AMD =
      new X86Machine(Vendor.AMD, 1, 0, false, 48, false, false, true, 0, 64, 1);

  private static X86Model model(String id) {
    return X86Models.ALL.stream().filter(m -> m.id().equals("x86/" + id)).findFirst().orElseThrow();
  }

  private static Script running() {
    return Script.on(INTEL).select(0, 0xc0).enter().retire(0xc0, 5);
  }

  @ParameterizedTest
  @FieldSource("MODELS")
  void afterAResetGlobalControlHasTheGeneralPurposeCountersBits(X86Model model) {
    assertEquals(3, running().reset().read(Register.GLOBAL_CONTROL).lastCell(model));
    assertEquals(0, running().reset().read(Register.counter(0)).lastCell(model));
    assertEquals(0, running().reset().enter().retire(0xc0, 5).lastCell(model));
  }

  @ParameterizedTest
  @FieldSource("MODELS")
  void anInitLeavesThePmuAsItIs(X86Model model) {
    assertEquals(
        INTEL.globalBits(), running().init().read(Register.GLOBAL_CONTROL).lastCell(model));
    assertEquals(10, running().init().retire(0xc0, 5).read(Register.counter(0)).lastCell(model));
  }

  @Test
  void anInitClearsSvmeAndLeavesL2() {
    Script inL2 = Script.on(AMD).write(Register.EFER, Register.SVME).enterL2().init();
    assertEquals(0, inL2.read(Register.EFER).lastCell(X86Models.V7_3));
    assertEquals("fault ud", inL2.enterL2().last(X86Models.V7_3));
  }

  /** Global control before anything, and after KVM_SET_CPUID2 of a guest that had written 1. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          rfc-v2, 0x700000003, 0x700000003
          5.3,    0x700000003, 0x700000003
          5.17,   0x700000003, 0x1
          5.18,   0x700000003, 0x1
          6.0,    0x0,         0x1
          6.4,    0x0,         0x1
          6.5,    0x0,         0x1
          6.8,    0x0,         0x1
          6.9,    0x3,         0x1
          7.3,    0x3,         0x1
          """)
  void globalControlByGeneration(String id, String first, String afterwards) {
    Script fresh = Script.fresh(INTEL);
    assertEquals(Long.decode(first), fresh.read(Register.GLOBAL_CONTROL).lastCell(model(id)));
    Script refreshed = Script.fresh(INTEL).globalControl(1).setCpuid();
    assertEquals(
        Long.decode(afterwards), refreshed.read(Register.GLOBAL_CONTROL).lastCell(model(id)));
    assertEquals("errno 0", Script.fresh(INTEL).setCpuid().last(model(id)));
  }

  /**
   * What the owner reads of a counter it had written, after KVM_SET_CPUID2 before the first run.
   */
  @ParameterizedTest
  @CsvSource({"5.3, 7", "5.17, 7", "6.0, 7", "6.5, 7", "6.8, 0", "6.9, 0", "7.3, 0"})
  void beforeTheFirstRunSetCpuidResetsCountersFrom68On(String id, long value) {
    Register counter = Register.counter(1);
    Script refreshed = Script.fresh(INTEL).hostWrite(counter, 7).setCpuid();
    assertEquals(value, refreshed.hostRead(counter).lastCell(model(id)));
    Script hasRun = Script.fresh(INTEL).enter().hostWrite(counter, 7).setCpuid();
    assertEquals(7, hasRun.hostRead(counter).lastCell(model(id)));
  }

  /** An INIT is no run, so that the PMU is still refreshed. */
  @Test
  void anInitIsNoRun() {
    Register counter = Register.counter(0);
    Script script = Script.fresh(INTEL).hostWrite(counter, 7).init().setCpuid().hostRead(counter);
    assertEquals(0, script.lastCell(X86Models.V6_8));
  }

  /** The fault of a write of one bit, and what is read afterwards. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          rfc-v2, 0x100000000, GP,   0x0
          5.3,    0x100000000, GP,   0x0
          5.3,    0x200000,    GP,   0x0
          5.3,    0x80000,     NONE, 0x80000
          5.10,   0x80000,     NONE, 0x0
          5.17,   0x100000000, NONE, 0x100000000
          5.17,   0x80000,     GP,   0x0
          5.17,   0x1000000000,GP,   0x0
          5.18,   0x80000,     NONE, 0x0
          5.18,   0x1000000000,NONE, 0x0
          7.3,    0x200000,    NONE, 0x0
          7.3,    0xf00000000, NONE, 0xf00000000
          """)
  void reservedBitsOfAnAmdSelectByGeneration(String id, String value, String fault, String read) {
    Script write = Script.fresh(AMD).write(Register.eventSelect(0), Long.decode(value));
    assertEquals("fault " + fault.toLowerCase(java.util.Locale.ROOT), write.last(model(id)));
    assertEquals(
        Long.decode(read).longValue(), write.read(Register.eventSelect(0)).lastCell(model(id)));
  }

  /** AMD's global control from v6.5 on, 0 at first until v6.9. */
  @ParameterizedTest
  @CsvSource({"6.5, 0", "6.8, 0", "6.9, 1", "7.3, 1"})
  void amdsGlobalControlStartsAsIntels(String id, long value) {
    X86Machine machine = new X86Machine(Vendor.AMD, 1, 0, true, 48, false, false, false, 0, 64, 1);
    assertEquals(value, Script.fresh(machine).read(Register.GLOBAL_CONTROL).lastCell(model(id)));
  }
}
