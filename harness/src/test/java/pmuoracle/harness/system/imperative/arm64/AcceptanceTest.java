package pmuoracle.harness.system.imperative.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static pmuoracle.spec.arm64.Arm64Models.REMAP;
import static pmuoracle.spec.arm64.Arm64Models.V5_10;
import static pmuoracle.spec.arm64.Arm64Models.V6_1;
import static pmuoracle.spec.arm64.Arm64Models.V6_8;
import static pmuoracle.spec.arm64.Arm64Models.V7_3;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.FilterRequest;
import pmuoracle.spec.arm64.Register;

/** The order of the checks in {@code kvm_arm_pmu_v3_set_attr()} and its neighbours. */
class AcceptanceTest {
  private static FilterRequest request(
      long group, long attribute, int base, int nevents, int action, int readable) {
    return new FilterRequest(group, attribute, base, nevents, action, 0xff_ffff, readable, true);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # host, base,  nevents, action, answer
          6, 0xffff, 1,      0, 0
          6, 0x8000, 0x8000, 0, 0
          6, 0x8000, 0x8001, 0, EINVAL
          6, 0xffff, 2,      0, EINVAL
          6, 0xffff, 0xffff, 1, EINVAL
          6, 0,      0xffff, 1, 0
          6, 0,      1,      2, EINVAL
          6, 0,      1,      3, EINVAL
          6, 0,      1,      255, EINVAL
          6, 0xffff, 0,      0, 0
          1, 0x3ff,  1,      0, 0
          1, 0x400,  0,      0, 0
          1, 0x400,  1,      0, EINVAL
          1, 0xffff, 0,      0, EINVAL
          """)
  void aRangeMustEndInTheHostsEventSpace(
      int host, String base, String nevents, int action, String answer) {
    Script script =
        Script.on(Machines.versions(host, 1, 1))
            .filter(FilterRequest.of(Integer.decode(base), Integer.decode(nevents), action));
    assertEquals(answer, script.answers(V7_3));
    assertEquals(answer, script.answers(V5_10));
  }

  @Test
  void aGuestOfTheFirstVersionOnNewerHardwareMayNameEventsItCannotCount() {
    assertEquals("0", Script.on(Machines.versions(6, 1, 1)).allow(0x400, 1).answers(V7_3));
  }

  @Test
  void implementationDefinedTrapsMakeTheHostOneOfTheFirstVersion() {
    Arm64Machine traps =
        new Arm64Machine(
            6, true, 1, 6, true, true, false, true, false, Irqchip.READY, 1, true, 0, 0, 1);
    assertEquals("EINVAL", Script.on(traps).allow(0x400, 1).answers(V7_3));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # pmu,  group, attribute, base, readable, answer
          false,  9,     9,         0,      0, ENXIO
          false,  3,     2,         0,      8, ENXIO
          false,  4294967295, 2,    0,      8, ENXIO
          false,  0,     9,         0,      0, ENODEV
          true,   0,     9,         0,      0, ENXIO
          true,   0,     4294967298, 0,     8, ENXIO
          true,   0,     2,         0xffff, 7, EFAULT
          true,   0,     2,         0xffff, 8, EINVAL
          true,   0,     2,         0,      8, 0
          """)
  void groupThenPmuThenAttributeThenMemoryThenRange(
      boolean pmu, long group, long attribute, String base, int readable, String answer) {
    Arm64Machine machine = pmu ? Machines.PLAIN : Machines.withoutPmu();
    FilterRequest request = request(group, attribute, Integer.decode(base), 2, 0, readable);
    assertEquals(answer, Script.on(machine).filter(request).answers(V7_3));
  }

  @Test
  void anInitialisedVirtualCpuIsBusyBeforeAnythingElseIsLookedAt() {
    Script script = Script.on(Machines.OLD).init(true);
    script.filter(request(0, 9, 0, 2, 0, 0)).filter(request(0, 2, 0xffff, 2, 7, 0));
    for (var model : List.of(V5_10, V6_1, V7_3)) {
      assertEquals("0 EBUSY EBUSY", script.answers(model), model.id());
    }
  }

  @Test
  void aFilterIsFrozenOnceAnyVirtualCpuHasRunButABadOneIsStillInvalid() {
    Script script = Script.on(Machines.versions(4, 4, 2)).boot().cpu(1);
    script.allow(0, 1).filter(FilterRequest.of(0, 1, 2)).select(0);
    assertEquals("0 0 EBUSY EINVAL EBUSY", script.answers(V7_3));
    assertEquals("0 0 EBUSY EINVAL EBUSY", script.answers(V6_1));
    assertEquals("0 0 0 EINVAL ENXIO", script.answers(V5_10));
  }

  @Test
  void aRunThatFailsFreezesNothing() {
    Script script = Script.on(Machines.versions(6, 6, 2)).run().cpu(1).allow(0, 1);
    assertEquals("EINVAL 0", script.answers(V7_3));
  }

  @Test
  void memoryIsNeededByTheFirstFilterOnly() {
    FilterRequest starved = new FilterRequest(0, 2, 0, 1, 0, 0, 8, false);
    Script script = Script.on(Machines.PLAIN).filter(starved).allow(0, 1).filter(starved);
    assertEquals("ENOMEM 0 0", script.answers(V7_3));
  }

  @Test
  void aStrictMachineNeedsAPmuSelected() {
    Script script = Script.on(Machines.pmus(true, 2)).allow(0, 1).init(true);
    script.select(2).select(1).allow(0, 1).select(0).select(1).init(true).select(1);
    assertEquals("ENXIO ENXIO ENXIO 0 0 EBUSY 0 0 EBUSY", script.answers(V7_3));
  }

  @Test
  void oldGenerationsKnowNoSelection() {
    Script script = Script.on(Machines.OLD).select(0).init(true).select(0);
    assertEquals("ENXIO 0 EBUSY", script.answers(V5_10));
    assertEquals("0 0 EBUSY", script.answers(V6_8));
    assertEquals("ENODEV", Script.on(Machines.withoutPmu()).select(0).answers(V7_3));
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, false, 0",
    "NONE, true, 0",
    "UNINITIALISED, true, ENODEV",
    "UNINITIALISED, false, ENODEV",
    "READY, false, ENXIO",
    "READY, true, 0"
  })
  void initialisingNeedsWhatTheInterruptControllerNeeds(
      Irqchip irqchip, boolean interrupt, String answer) {
    Script script = Script.on(Machines.irqchip(irqchip)).init(interrupt);
    assertEquals(answer, script.answers(V7_3));
  }

  @Test
  void initialisingTwiceIsBusyAndWithoutAPmuThereIsNothingToInitialise() {
    assertEquals("0 0 EBUSY 0", Script.on(Machines.PLAIN).boot().boot().answers(V7_3));
    assertEquals("ENODEV 0", Script.on(Machines.withoutPmu()).boot().answers(V7_3));
  }

  @Test
  void runningWithAnUninitialisedInterruptControllerKillsTheVirtualMachine() {
    for (boolean pmu : new boolean[] {false, true}) {
      Script script = Script.on(Machines.unready(Irqchip.UNINITIALISED, false, pmu)).run();
      script.run().cpu(1).run().init(true).select(0).filter(request(9, 9, 0, 0, 0, 0)).allow(0, 1);
      for (var model : List.of(V6_1, V6_8, V7_3, REMAP)) {
        assertEquals("EBUSY EIO EIO EIO EIO EIO EIO", script.answers(model), model.id());
      }
      assertEquals("EBUSY ? ? ? ? ? ?", script.answers(V5_10));
    }
  }

  @Test
  void aNestedMachineWithoutAnInterruptControllerMayRunAgain() {
    for (boolean pmu : new boolean[] {false, true}) {
      Script script = Script.on(Machines.unready(Irqchip.NONE, true, pmu)).run().run().init(true);
      String other = pmu ? "0" : "ENODEV";
      script.run().cpu(1).allow(0, 1);
      assertEquals("EAGAIN EAGAIN " + other + " EAGAIN " + other, script.answers(V7_3));
    }
    Script dead = Script.on(Machines.unready(Irqchip.UNINITIALISED, true, true)).run().run();
    assertEquals("EBUSY EIO", dead.answers(V7_3));
  }

  @Test
  void aPlainMachineWithoutAnInterruptControllerRuns() {
    Script script = Script.on(Machines.unready(Irqchip.NONE, false, true)).run().boot().run();
    assertEquals("EINVAL 0 0 0", script.answers(V7_3));
    assertEquals("EINVAL 0 0 0", script.answers(V5_10));
  }

  @Test
  void onADeadVirtualMachineUserspaceStoresNoTypeRegister() {
    Script script = Script.on(Machines.unready(Irqchip.UNINITIALISED, false, true));
    script.hostWrite(Register.type(0), 8).run().hostWrite(Register.type(0), 9).load();
    assertEquals("0x8", script.cell(REMAP, 0));
  }
}
