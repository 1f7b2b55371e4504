package pmuoracle.harness.system.imperative.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

class GuestAccessTest {
  private static final X86Machine INTEL = X86Machine.intel(4, 3);
  private static final X86Machine TX =
      new X86Machine(Vendor.INTEL, 4, 3, true, 48, true, false, true, 0, 64, 1);
  private static final X86Machine AMD =
      new X86Machine(Vendor.AMD, 6, 0, true, 48, false, false, true, 0, 64, 1);
  private static final X86Machine AMD_MEDIATED = AMD.withMediated(true);

  private static X86Machine machine(String name) {
    return switch (name) {
      case "intel" -> INTEL;
      case "tx" -> TX;
      case "amd" -> AMD;
      case "amd-mediated" -> AMD_MEDIATED;
      default -> throw new AssertionError(name);
    };
  }

  /** Columns: machine, register, value written, what is read back or {@code gp}; from v6.9 on. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          intel, IA32_PERFEVTSEL0, ffdfffff, ffdfffff
          intel, IA32_PERFEVTSEL0, 200000, gp
          intel, IA32_PERFEVTSEL0, 100000000, gp
          intel, IA32_PERFEVTSEL2, 200000000, gp
          intel, IA32_PERFEVTSEL0, 8000000000000000, gp
          tx, IA32_PERFEVTSEL0, 10000003c, 10000003c
          tx, IA32_PERFEVTSEL0, 30000003c, gp
          tx, IA32_PERFEVTSEL3, 20000003c, gp
          tx, IA32_PERFEVTSEL2, 30000003c, 30000003c
          tx, IA32_PERFEVTSEL2, 40000003c, gp
          amd, PERF_CTL0, ffffffffffffffff, fffd7ffff
          amd-mediated, PERF_CTL0, ffffffffffffffff, 30fffd7ffff
          intel, IA32_PMC1, 7fffffff, 7fffffff
          intel, IA32_PMC1, 80000000, ffff80000000
          intel, IA32_PMC1, 123400000001, 1
          intel, IA32_A_PMC1, ffffffffffff, ffffffffffff
          intel, IA32_A_PMC1, 1000000000000, gp
          intel, IA32_FIXED_CTR1, ffffffffffffffff, ffffffffffff
          amd, PERF_CTR5, fff0000000000001, 1
          amd, PERF_CTR5, 800000000000, 800000000000
          intel, IA32_FIXED_CTR_CTRL, bbb, bbb
          intel, IA32_FIXED_CTR_CTRL, 4, gp
          intel, IA32_FIXED_CTR_CTRL, 1000, gp
          intel, IA32_PERF_GLOBAL_CTRL, 70000000f, 70000000f
          intel, IA32_PERF_GLOBAL_CTRL, 10, gp
          intel, IA32_PERF_GLOBAL_CTRL, 800000000, gp
          amd, PERF_CNTR_GLOBAL_CTL, ffffffffffffffff, 3f
          intel, IA32_PERF_GLOBAL_STATUS, 0, gp
          intel, IA32_PERF_GLOBAL_OVF_CTRL, c00000070000000f, 0
          intel, IA32_PERF_GLOBAL_OVF_CTRL, c00000000000000f, 0
          intel, IA32_PERF_GLOBAL_OVF_CTRL, c00000070000000f, 0
          intel, IA32_PERF_GLOBAL_OVF_CTRL, 2000000000000000, gp
          amd, PERF_CNTR_GLOBAL_STATUS, ffffffffffffffff, 0
          amd, PERF_CNTR_GLOBAL_STATUS_CLR, ffffffffffffffff, 0
          amd, EFER, 1000, 1000
          """)
  void aWriteReadsBackOrFaults(String machine, String name, String value, String readBack) {
    X86Machine on = machine(machine);
    Register register = Register.named(name, on).orElseThrow();
    Script script = Script.on(on).write(register, Long.parseUnsignedLong(value, 16));
    boolean faults = readBack.equals("gp");
    assertEquals(faults ? "fault gp" : "fault none", script.last(X86Models.V7_3));
    long initial = script.read(register).lastCell(X86Models.V7_3);
    if (!faults) {
      assertEquals("fault none, value 0x" + readBack, script.last(X86Models.V7_3));
    } else {
      assertEquals(Script.on(on).read(register).lastCell(X86Models.V7_3), initial);
    }
  }

  @Test
  void checkpointedCountingWasOnceWritableEverywhere() {
    Script script = Script.on(TX).write(Register.eventSelect(0), 0x3_0000_003cL);
    assertEquals("fault none", script.last(X86Models.V5_3));
    assertEquals("fault none", script.last(X86Models.V5_17));
    assertEquals("fault gp", script.last(X86Models.V5_18));
    Script without = Script.on(INTEL).write(Register.eventSelect(0), 0x3_0000_003cL);
    assertEquals("fault gp", without.last(X86Models.V5_3));
  }

  @Test
  void globalControlStartsWithTheCountersTheGenerationSays() {
    Script script = Script.fresh(INTEL).read(Register.GLOBAL_CONTROL);
    assertEquals("fault none, value 0x70000000f", script.last(X86Models.V5_18));
    assertEquals("fault none, value 0x0", script.last(X86Models.V6_0));
    assertEquals("fault none, value 0x0", script.last(X86Models.V6_4));
    assertEquals("fault none, value 0xf", script.last(X86Models.V6_9));
    // The owner writes what a register holds after RESET.
    script = Script.on(INTEL).reset().read(Register.GLOBAL_CONTROL);
    assertEquals("fault none, value 0xf", script.last(X86Models.V6_4));
  }

  @Test
  void clearingStatusClearsThatBitOnly() {
    Script script = Script.on(AMD);
    for (int c = 0; c < 2; c++) {
      script.write(Register.counter(c), -1).select(c, 0xc0);
    }
    script.enter().retire(0xc0, 1).write(Register.GLOBAL_STATUS_CLEAR, 1);
    assertEquals(2, script.read(Register.GLOBAL_STATUS).lastCell(X86Models.V7_3));
  }

  @Test
  void aCounterCountsOnlyItsEventAtItsPrivilegesWhileEnabled() {
    for (X86Model model : X86Models.ALL) {
      Script user = Script.on(INTEL).write(Register.eventSelect(3), 0x41_01c0).enter();
      assertEquals(0, cell(user.retire(0x1c0, 5, Privilege.KERNEL), model, 3));
      assertEquals(5, cell(user.retire(0x1c0, 5, Privilege.USER), model, 3));
      assertEquals(0, cell(user.retire(0xc0, 5, Privilege.USER), model, 3));
      assertEquals(0, cell(user.globalControl(7).enter().retire(0x1c0, 5), model, 3));
      Script kernel = Script.on(INTEL).write(Register.eventSelect(3), 0x42_01c0).enter();
      assertEquals(5, cell(kernel.retire(0x1c0, 5, Privilege.KERNEL), model, 3));
      assertEquals(0, cell(kernel.retire(0x1c0, 5, Privilege.USER), model, 3));
      Script neither = Script.on(INTEL).write(Register.eventSelect(3), 0x40_01c0).enter();
      assertEquals(0, cell(neither.retire(0x1c0, 5), model, 3));
      Script disabled = Script.on(INTEL).write(Register.eventSelect(3), 0x03_01c0).enter();
      assertEquals(0, cell(disabled.retire(0x1c0, 5), model, 3));
      Script fixed = Script.on(INTEL).globalControl(7L << 32).fixedControl(0x210).enter();
      assertEquals(5, cell(fixed.retire(0x3c, 5, Privilege.KERNEL), model, 5));
      assertEquals(0, cell(fixed.retire(0x3c, 5, Privilege.USER), model, 5));
      assertEquals(5, cell(fixed.retire(0x300, 5, Privilege.USER), model, 6));
      assertEquals(0, cell(fixed.retire(0xc0, 5, Privilege.USER), model, 4));
    }
  }

  private static long cell(Script script, X86Model model, int place) {
    var trace = script.trace(new X86Imperative(model));
    return trace.cell(trace.steps() - 1, place);
  }

  @Test
  void aRejectedFixedCounterFaultsWhenItIsNewlyEnabled() {
    FilterRequest reject1 = FilterRequest.of(0, 0, 2);
    Script script = Script.on(INTEL).fixedControl(0x330).filter(reject1);
    X86Model model = X86Models.REVIEW_2019;
    assertEquals("fault none", script.fixedControl(0x333).last(model), "the nibble stays");
    assertEquals("fault gp", script.fixedControl(0x313).last(model));
    assertEquals("fault none, value 0x333", script.read(Register.FIXED_CONTROL).last(model));
    assertEquals("fault none", script.fixedControl(0x383).last(model), "disabling");
    assertEquals("fault gp", script.fixedControl(0x3b3).last(model));
    assertEquals("fault none", script.last(X86Models.REVIEW_2019_SILENT));
    assertEquals("fault none", script.last(X86Models.REVIEW_2019_SHORT));
    script = Script.on(INTEL).filter(reject1).globalControl(0).globalControl(7L << 32);
    script.fixedControl(0x30).enter().retire(0x3c, 5);
    assertEquals(0, cell(script, X86Models.REVIEW_2019_SILENT, 5));
    assertEquals(5, cell(script, X86Models.REVIEW_2019_SHORT, 5));
  }

  @Test
  void changingLevelLoadsGlobalControlLikeAWrite() {
    Script script = Script.fresh(INTEL).select(0, 0xc0).enter();
    for (X86Model model : List.of(X86Models.V5_18, X86Models.V7_3)) {
      boolean atOnce = model.equals(X86Models.V5_18);
      Script loaded = Script.on(INTEL).select(0, 0xc0).enter().enterL2(2).retire(0xc0, 5);
      assertEquals(atOnce ? 0 : 5, cell(loaded, model, 0));
      assertEquals(0, cell(loaded.enter().retire(0xc0, 5), model, 0));
      assertEquals("fault none", loaded.enterL2(1).last(model), "already there");
      assertEquals(2, loaded.read(Register.GLOBAL_CONTROL).lastCell(model));
      assertEquals("fault gp", loaded.leaveL2(0x10).last(model));
      assertEquals("fault none", loaded.leaveL2(1).last(model));
      assertEquals(1, loaded.read(Register.GLOBAL_CONTROL).lastCell(model));
      assertEquals("fault none", loaded.leaveL2(0x10).last(model), "not there any more");
    }
    assertEquals("fault gp", script.enterL2(0x10).last(X86Models.V7_3));
    assertEquals("fault none", script.leaveL2(2).last(X86Models.V7_3), "never entered");
    assertEquals(0xf, script.read(Register.GLOBAL_CONTROL).lastCell(X86Models.V7_3));
  }

  @Test
  void amdNeedsSvmeToEnterL2() {
    Script script = Script.on(AMD).enterL2();
    assertEquals("fault ud", script.last(X86Models.V7_3));
    assertEquals("fault none", script.leaveL2().last(X86Models.V7_3));
    script.write(Register.EFER, Register.SVME).enterL2();
    assertEquals("fault none", script.last(X86Models.V7_3));
    assertEquals("fault ud", script.reset().enterL2().last(X86Models.V7_3));
  }

  @Test
  void aProgramStartsAfreshWhateverRanBefore() {
    X86Imperative system = new X86Imperative(X86Models.V7_3);
    Script dirty = Script.on(INTEL).deny(0xc0).select(0, 0xc4).write(Register.counter(0), -1);
    dirty.enter().retire(0xc4, 1).enterL2().trace(system);
    Script script = Script.on(INTEL).read(Register.GLOBAL_STATUS).retire(0xc4, 1);
    script.read(Register.counter(0)).read(Register.eventSelect(0)).select(0, 0xc0).enter();
    script.retire(0xc0, 1);
    assertEquals(script.trace(new X86Imperative(X86Models.V7_3)), script.trace(system));
    assertEquals(1, cell(script, X86Models.V7_3, 0));
  }
}
