package pmuoracle.harness.system.imperative.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;
import static pmuoracle.spec.arm64.Arm64Models.ARCHITECTURE;
import static pmuoracle.spec.arm64.Arm64Models.V7_3;
import static pmuoracle.spec.arm64.EventType.CPU_CYCLES;
import static pmuoracle.spec.arm64.EventType.NSH;
import static pmuoracle.spec.arm64.EventType.NSK;
import static pmuoracle.spec.arm64.EventType.P;

import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.arm64.Arm64Generator;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Deviation;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** The deviations of Linux 7.3 from the architecture, each by itself. */
class DeviationsTest {
  private static final int PROGRAMS = 40_000;
  private static final long ALL_CYCLES = 1L << CYCLE;

  private static Arm64Model with(Set<Deviation> deviations) {
    Arm64Model m = V7_3;
    return new Arm64Model(
        m.id(),
        m.title(),
        m.source(),
        m.eventSpace(),
        m.refusedAfterRun(),
        m.selectsPmu(),
        m.strict(),
        m.levels(),
        m.chainSettled(),
        m.upperAdvertised(),
        m.longCounters(),
        m.nested(),
        m.typeBits(),
        m.advertisedBase(),
        m.enabling(),
        m.longFromVersion6(),
        m.hardware(),
        deviations,
        m.unreadyRun());
  }

  /** What a program's last step shows with and without the deviation. */
  private record Shown(Script script, int place, String with, String without) {}

  private static Shown shown(Deviation deviation) {
    Script nested = Script.on(Machines.NESTED).boot();
    Script plain = Script.on(Machines.PLAIN).boot();
    return switch (deviation) {
      case HPMD_STALE ->
          new Shown(
              nested.enable(1).type(0, NSH | 8).write(Kind.MDCR, Mdcr.HPMD | 6).retire(8, 1),
              0,
              "1",
              "0");
      case HPMN_STALE ->
          new Shown(
              nested.enable(1).type(0, NSH | 8).write(Kind.MDCR, 0).retire(8, 1), 0, "1", "0");
      case CONTEXT_STALE ->
          new Shown(nested.type(0, 8).go(Level.EL1).enable(1).retire(8, 1), 0, "0", "1");
      case RELOAD_LOSES ->
          new Shown(
              nested
                  .write(Kind.MDCR, Mdcr.HPME | 2)
                  .enable(0b100)
                  .type(2, NSH | 8)
                  .go(Level.EL1)
                  .write(Kind.PMCR, 0)
                  .go(Level.VEL2)
                  .read(Kind.PMCNTENSET),
              1,
              "0x0",
              "0x4");
      case HCCD_IGNORED ->
          new Shown(
              nested
                  .enable(ALL_CYCLES)
                  .type(CYCLE, NSH)
                  .write(Kind.MDCR, Mdcr.HCCD | 6)
                  .retire(CPU_CYCLES, 1),
              6,
              "1",
              "0");
      case DP_IGNORED ->
          new Shown(
              nested
                  .write(Kind.MDCR, Mdcr.HPMD | 6)
                  .write(Kind.PMCR, Pmcr.E | Pmcr.DP)
                  .write(Kind.PMCNTENSET, ALL_CYCLES)
                  .type(CYCLE, NSH)
                  .write(Kind.PMCR, Pmcr.E)
                  .retire(CPU_CYCLES, 1),
              6,
              "0",
              "1");
      case NON_SECURE_WITHOUT_EL3 ->
          new Shown(
              Script.on(Machines.el3(true, false, false))
                  .boot()
                  .enable(1)
                  .hostWrite(Register.type(0), NSK | 8)
                  .value(0, 0)
                  .retire(8, 1),
              0,
              "0",
              "1");
      case SOFTWARE_UNGATED -> new Shown(plain.enable(1).type(0, P).increment(1), 0, "1", "0");
      case READS_UNMASKED ->
          new Shown(
              nested.write(Kind.MDCR, 2).enable(0x3f).go(Level.EL1).read(Kind.PMCNTENSET),
              1,
              "0x3f",
              "0x3");
      case HOST_WRITE_STALE ->
          new Shown(
              plain.enable(1).type(0, 8).hostWrite(Register.type(0), 9).retire(9, 1), 0, "0", "1");
      case WIDTH_STALE ->
          new Shown(
              plain
                  .type(0, 8)
                  .value(0, 0xffff_ffffL)
                  .enable(1)
                  .write(Kind.PMCR, Pmcr.E | Pmcr.LP)
                  .retire(8, 1)
                  .read(Kind.PMOVSSET),
              1,
              "0x1",
              "0x0");
      case LONG_PERIOD_OF_CYCLES ->
          new Shown(
              plain
                  .enable(ALL_CYCLES)
                  .write(Kind.PMCCNTR, 0xffff_ffffL)
                  .retire(CPU_CYCLES, 1)
                  .read(Kind.PMOVSSET),
              1,
              "0x0",
              "0x80000000");
      case PERIOD_FROM_COUNT ->
          new Shown(
              plain.type(0, 8).enable(1).retire(8, 0xffff_ffffL).retire(8, 1).read(Kind.PMOVSSET),
              1,
              "0x0",
              "0x1");
    };
  }

  @ParameterizedTest
  @EnumSource
  void eachMakesItsDifferenceAloneAndAmongAll(Deviation deviation) {
    Shown shown = shown(deviation);
    EnumSet<Deviation> one = EnumSet.of(deviation);
    EnumSet<Deviation> others = EnumSet.complementOf(one);
    assertEquals(shown.with(), shown.script().cell(with(one), shown.place()), "alone");
    assertEquals(
        shown.with(),
        shown.script().cell(with(EnumSet.allOf(Deviation.class)), shown.place()),
        "among all");
    assertEquals(shown.without(), shown.script().cell(with(others), shown.place()), "all others");
    assertEquals(shown.without(), shown.script().cell(ARCHITECTURE, shown.place()), "none");
  }

  @Test
  void perfEventsWithoutAnyDeviationCountAsTheArchitectureDoes() {
    Arm64Imperative events = emulated(Set.of());
    Arm64Imperative registers = new Arm64Imperative(ARCHITECTURE);
    Generator generator = new Arm64Generator(V7_3, Bias.WHOLE);
    SplittableRandom random = new SplittableRandom(7);
    Arm64Imperative kernel = emulated(EnumSet.allOf(Deviation.class));
    int different = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      GuestProgram program = generator.program(random);
      Trace expected = trace(registers, program);
      assertEquals(expected, trace(events, program), program::toString);
      different += expected.equals(trace(kernel, program)) ? 0 : 1;
    }
    assertTrue(different > PROGRAMS / 100, "programs on which deviations show: " + different);
  }

  /** Counters backed by perf events also where a model would have none. */
  private static Arm64Imperative emulated(Set<Deviation> deviations) {
    return new Arm64Imperative(
        "emulated",
        with(deviations),
        new Procedure() {
          @Override
          protected VirtualCpu cpu(Arm64Model model, InstalledFilter filter) {
            return new EmulatedCpu(model, filter);
          }
        });
  }

  private static Trace trace(Arm64Imperative system, GuestProgram program) {
    Trace trace = new Trace();
    system.run(program, trace);
    return trace;
  }
}
