package pmuoracle.harness.system.imperative.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;
import static pmuoracle.spec.arm64.Arm64Models.ARCHITECTURE;
import static pmuoracle.spec.arm64.Arm64Models.V5_10;
import static pmuoracle.spec.arm64.Arm64Models.V6_1;
import static pmuoracle.spec.arm64.Arm64Models.V6_8;
import static pmuoracle.spec.arm64.Arm64Models.V7_3;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** Software increment, overflow and chaining, as {@code arm/pmu.c} of kvm-unit-tests expects. */
class OverflowTest {
  private static final int CYCLES = EventType.CPU_CYCLES;
  private static final int CHAIN = EventType.CHAIN;
  private static final long PRE = 0xffff_fff0L;

  private static Script increments(Script script, int times) {
    for (int i = 0; i < times; i++) {
      script.increment(3);
    }
    return script;
  }

  @Test
  void softwareIncrementsDoNothingWhileThePmuIsOff() {
    Script script = Script.on(Machines.PLAIN).boot().type(0, 0).type(1, 0).value(0, PRE);
    increments(script.write(Kind.PMCNTENSET, 3), 100);
    assertEquals("0xfffffff0", script.readValue(0).value(V7_3));
    assertEquals("0x0", script.readValue(1).value(V7_3));
  }

  @ParameterizedTest
  @CsvSource({"4, 0x54", "6, 0x100000054"})
  void aHundredSoftwareIncrements(int vm, String first) {
    Script script = Script.on(Machines.versions(vm, vm, 1)).boot();
    increments(script.type(0, 0).type(1, 0).value(0, PRE).enable(3), 100);
    assertEquals("0x1", script.read(Kind.PMOVSSET).value(V7_3));
    assertEquals("0x64", script.readValue(1).value(V7_3));
    assertEquals(first, script.readValue(0).value(V7_3));
  }

  private static Script chained(Arm64Machine machine, int event, long odd) {
    Script script = Script.on(machine).boot().type(0, event).type(1, CHAIN);
    return script.value(0, PRE).value(1, odd).enable(3);
  }

  private static Script after(Script script, int event) {
    if (event == EventType.SW_INCR) {
      return increments(script, 100);
    }
    return script.retire(event, 100);
  }

  @ParameterizedTest
  @ValueSource(ints = {CYCLES, EventType.SW_INCR})
  void anOverflowAdvancesTheChainedCounter(int event) {
    Script script = after(chained(Machines.OLD, event, 0), event);
    assertEquals("0x1", script.readValue(1).value(V6_8));
    assertEquals("0x1", script.read(Kind.PMOVSSET).value(V6_8));
    assertEquals("0x1", script.value(ARCHITECTURE));
    Script full = after(chained(Machines.OLD, event, 0xffff_ffffL), event);
    assertEquals("0x0", full.readValue(1).value(V7_3));
    assertEquals("0x3", full.read(Kind.PMOVSSET).value(V7_3));
    Script wide = after(chained(Machines.PLAIN, event, 0xffff_ffffL), event);
    assertEquals("0x100000000", wide.readValue(1).value(V7_3));
    assertEquals("0x3", wide.read(Kind.PMOVSSET).value(V7_3));
  }

  @Test
  void withOverflowAt64BitsNothingIsChained() {
    Script script = Script.on(Machines.PLAIN).boot().type(0, CYCLES).type(1, CHAIN);
    script.value(0, -16L).enable(3).write(Kind.PMCR, Pmcr.E | Pmcr.LP).retire(CYCLES, 100);
    assertEquals("ev0 100, ev1 0, ev2 0, ev3 0, ev4 0, ev5 0, cycles 0", script.last(V7_3));
    assertEquals("0x1", script.read(Kind.PMOVSSET).value(V7_3));
    script.value(0, PRE).write(Kind.PMOVSCLR, 1).retire(CYCLES, 100).read(Kind.PMOVSSET);
    assertEquals("0x0", script.value(V7_3));
  }

  @Test
  void aDisabledHalfChainsNothing() {
    Script even = Script.on(Machines.PLAIN).boot().type(0, CYCLES).type(1, CHAIN).value(0, PRE);
    even.enable(1).retire(CYCLES, 100);
    assertEquals("0x0", even.readValue(1).value(V7_3));
    assertEquals("0x1", even.read(Kind.PMOVSSET).value(V7_3));
    Script odd = Script.on(Machines.PLAIN).boot().type(0, CYCLES).type(1, CHAIN).value(0, PRE);
    odd.enable(2).retire(CYCLES, 100);
    assertEquals("0x0", odd.readValue(1).value(V7_3));
    assertEquals("0x0", odd.read(Kind.PMOVSSET).value(V7_3));
  }

  @Test
  void aDeniedEvenEventNeverOverflowsAndADeniedChainStillCounts() {
    Script denied = Script.on(Machines.PLAIN).deny(CYCLES, 1).boot().type(0, CYCLES);
    denied.type(1, CHAIN).value(0, PRE).enable(3).retire(CYCLES, 100);
    assertEquals("0x0", denied.readValue(1).value(V7_3));
    Script chain = Script.on(Machines.PLAIN).deny(CHAIN, 1).boot().type(0, CYCLES);
    chain.type(1, CHAIN).value(0, PRE).enable(3).retire(CYCLES, 100);
    assertEquals("0x1", chain.readValue(1).value(V7_3));
  }

  @ParameterizedTest
  @CsvSource({"0x1, 0x80000000", "0x41, 0x0"})
  void theCycleCounterOverflowsAt32BitsUnlessLongCycle(String pmcr, String status) {
    Script script = Script.on(Machines.OLD).boot().write(Kind.PMCNTENSET, 1L << CYCLE);
    script.type(CYCLE, 0).write(Kind.PMCR, Long.decode(pmcr)).value(CYCLE, PRE);
    script.retire(CYCLES, 0xffff_ffffL);
    assertEquals(status, script.read(Kind.PMOVSSET).value(V7_3));
    assertEquals("0x1ffffffef", script.readValue(CYCLE).value(V7_3));
  }

  @Test
  void softwareIncrementsIgnoreLevelsInKvmAndObeyThemInTheArchitecture() {
    Script script = Script.on(Machines.PLAIN).boot().type(0, EventType.P).enable(1).increment(1);
    assertEquals("1", script.cell(V7_3, 0));
    assertEquals("0", script.cell(ARCHITECTURE, 0));
  }

  @Test
  void beforeSixPointTwoChainedCountersAreUnknownFromTheTypeWriteOn() {
    Script script = Script.on(Machines.versions(4, 4, 2)).cpu(1).boot().cpu(0).boot();
    script.enable(1).type(0, 8).retire(8, 1);
    assertEquals("1", script.cell(V5_10, 0));
    script.cpu(1).type(1, CHAIN).cpu(0).retire(8, 1);
    assertEquals("?", script.cell(V5_10, 0));
    assertEquals("?", script.cell(V6_1, 6));
    assertEquals("1", script.cell(V6_8, 0));
    assertEquals("?", script.read(Kind.PMOVSCLR).value(V6_1));
    assertEquals("?", script.readValue(CYCLE).value(V6_1));
    assertEquals("0x8", script.read(Register.type(0)).value(V6_1));
  }
}
