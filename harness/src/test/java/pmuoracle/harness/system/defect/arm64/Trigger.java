package pmuoracle.harness.system.defect.arm64;

import static pmuoracle.harness.system.imperative.arm64.Machines.NESTED;
import static pmuoracle.harness.system.imperative.arm64.Machines.PLAIN;
import static pmuoracle.harness.system.imperative.arm64.Machines.SMALL;
import static pmuoracle.spec.arm64.Arm64Machine.CYCLE;
import static pmuoracle.spec.arm64.EventType.CPU_CYCLES;
import static pmuoracle.spec.arm64.EventType.NSH;
import static pmuoracle.spec.arm64.EventType.NSK;
import static pmuoracle.spec.arm64.EventType.NSU;
import static pmuoracle.spec.arm64.EventType.P;

import java.util.Map;
import java.util.function.Supplier;
import pmuoracle.harness.system.imperative.arm64.Machines;
import pmuoracle.harness.system.imperative.arm64.Script;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/** For each seeded defect, a program that shows it, written from the exhibit. */
final class Trigger {
  static final Map<String, Supplier<Script>> BY_ID =
      Map.ofEntries(
          Map.entry("A01", () -> cycles(Script.on(PLAIN).deny(CPU_CYCLES, 1), 0)),
          Map.entry(
              "A02", () -> Script.on(PLAIN).deny(0, 1).boot().enable(1).type(0, 0).increment(1)),
          Map.entry("A03", () -> Script.on(SMALL).allow(0x400, 1)),
          Map.entry("A04", () -> Script.on(PLAIN).deny(8, 1).boot().read(Kind.PMCEID0)),
          Map.entry("A07", () -> counted(Script.on(PLAIN).allow(0, 10).deny(0, 10), 8)),
          Map.entry("A08", () -> Script.on(Machines.withoutPmu()).deny(8, 1)),
          Map.entry("A09", () -> Script.on(SMALL).deny(8, 1).boot().read(Kind.PMCEID0)),
          Map.entry("A10", Trigger::aFilterThroughAnotherVirtualCpu),
          Map.entry("A11", () -> Script.on(Machines.pmus(false, 2)).deny(8, 1).select(1)),
          Map.entry("A13", () -> Script.on(Machines.versions(4, 4, 1)).boot().read(Kind.PMCEID1)),
          Map.entry("A15", () -> counted(Script.on(PLAIN), P | NSK | 8)),
          Map.entry("A16", () -> counted(Script.on(NESTED), P | NSH | 8)),
          Map.entry(
              "A18",
              () -> Script.on(PLAIN).boot().enable(1).type(0, 8).go(Level.EL0).retire(8, 10)),
          Map.entry("A20", () -> counted(Script.on(PLAIN).deny(8, 1), 8)),
          Map.entry("A21", () -> cycleEventAtEl0(Script.on(PLAIN).deny(8, 1))),
          Map.entry("A24", () -> Script.on(PLAIN).hostWrite(Register.type(0), NSH | 8).load()),
          Map.entry("A25", () -> counted(Script.on(PLAIN).deny(8, 1), 8)),
          Map.entry("A26", () -> counted(Script.on(NESTED), 8)),
          Map.entry("A27", () -> counted(Script.on(PLAIN).deny(8, 1), NSK | NSU | 8)),
          Map.entry(
              "A28",
              () ->
                  Script.on(Machines.withoutFineGrainedTraps())
                      .deny(8, 1)
                      .hostWrite(Register.type(0), 8)
                      .load()),
          Map.entry("A29", () -> counted(Script.on(NESTED), P | NSH | 8)),
          Map.entry("A33", () -> cycles(Script.on(PLAIN).deny(CPU_CYCLES, 1), 0)),
          Map.entry("A36", () -> Script.on(PLAIN).allow(CPU_CYCLES, 1).boot().read(Kind.PMCEID0)),
          Map.entry("A37", Trigger::cyclesWhileEventsAreHeld),
          Map.entry("A38", () -> Script.on(Machines.pmus(false, 2)).deny(8, 1).select(0)),
          Map.entry("A39", () -> Script.on(Machines.versions(8, 6, 1)).deny(8, 1)),
          Map.entry("A40", () -> counted(Script.on(PLAIN).allow(0, 0), 8)),
          Map.entry("A41", Trigger::twoOverflows),
          Map.entry("A42", () -> unready().run()),
          Map.entry(
              "A43",
              () ->
                  Script.on(Machines.levels(true, true, false, false))
                      .boot()
                      .type(0, NSH | 8)
                      .read(Register.type(0))),
          Map.entry("A44", () -> unready().run().allow(8, 1)),
          Map.entry(
              "A45",
              () ->
                  Script.on(PLAIN)
                      .boot()
                      .enable(1)
                      .type(0, 8)
                      .hostWrite(Register.type(0), 9)
                      .retire(9, 10)),
          Map.entry(
              "A46",
              () ->
                  Script.on(NESTED)
                      .boot()
                      .value(2, 7)
                      .write(Kind.MDCR, 2)
                      .go(Level.EL1)
                      .write(Kind.PMCR, Pmcr.P)
                      .go(Level.VEL2)
                      .readValue(2)),
          Map.entry(
              "A47",
              () -> Script.on(PLAIN).boot().value(5, 7).write(Kind.PMCR, Pmcr.P).readValue(5)),
          Map.entry(
              "A48",
              () ->
                  Script.on(PLAIN)
                      .boot()
                      .value(CYCLE, 7)
                      .write(Kind.PMCR, Pmcr.P | Pmcr.C)
                      .readValue(CYCLE)),
          Map.entry("A60", () -> again(Kind.PMCNTENCLR, 1, Kind.PMCNTENSET, 1)),
          Map.entry("A61", () -> again(Kind.PMCNTENCLR, 1, Kind.PMCNTENSET, 1)),
          Map.entry("A62", () -> again(Kind.PMCR, 0, Kind.PMCR, Pmcr.E)),
          Map.entry("A63", () -> again(Kind.PMCR, 0, Kind.PMCR, Pmcr.E)),
          Map.entry("A64", () -> hypervisors(Mdcr.HPME, 0, Mdcr.HPME)),
          Map.entry("A65", () -> hypervisors(Mdcr.HPME, 0, Mdcr.HPME)),
          Map.entry("A66", () -> hypervisors(6, Mdcr.HPME)),
          Map.entry("A67", () -> hypervisors(Mdcr.HPME, Mdcr.HPME | 6)),
          Map.entry("A68", () -> hypervisors(6, Mdcr.HPME)));

  private Trigger() {}

  private static Script unready() {
    return Script.on(Machines.unready(Irqchip.UNINITIALISED, false, true));
  }

  /** The second comes as many events after the first as the counter held at the start. */
  private static Script twoOverflows() {
    Script script = Script.on(PLAIN).boot().type(0, 8).value(0, 5).enable(1);
    script.retire(8, 0xffff_fffbL).write(Kind.PMOVSCLR, 1).retire(8, 5);
    return script.read(Kind.PMOVSSET);
  }

  /** The first event counter runs with this type register where the guest starts. */
  private static Script counted(Script script, long type) {
    return script.boot().enable(1).type(0, type).retire(8, 10);
  }

  private static Script cycles(Script script, long type) {
    return script.boot().enable(1L << CYCLE).type(CYCLE, type).retire(CPU_CYCLES, 10);
  }

  private static Script cycleEventAtEl0(Script script) {
    return script.boot().enable(1).type(0, P | CPU_CYCLES).go(Level.EL0).retire(CPU_CYCLES, 10);
  }

  private static Script aFilterThroughAnotherVirtualCpu() {
    Arm64Machine two = Machines.versions(6, 6, 2);
    return Script.on(two).boot().cpu(1).deny(8, 1).cpu(0).read(Kind.PMCEID0);
  }

  private static Script cyclesWhileEventsAreHeld() {
    return Script.on(NESTED)
        .boot()
        .write(Kind.MDCR, Mdcr.HPMD | 6)
        .enable(1L << CYCLE)
        .type(CYCLE, NSH)
        .retire(CPU_CYCLES, 10);
  }

  /** The first event counter is turned off by one write and on by another. */
  private static Script again(Kind off, long offValue, Kind on, long onValue) {
    return counted(Script.on(PLAIN), 8)
        .write(off, offValue)
        .retire(8, 10)
        .write(on, onValue)
        .retire(8, 10);
  }

  /** At virtual EL2, with PMCR.E 0, these values are written to MDCR_EL2. */
  private static Script hypervisors(long... values) {
    Script script = Script.on(NESTED).boot().write(Kind.PMCNTENSET, 1).type(0, NSH | 8);
    for (long value : values) {
      script.write(Kind.MDCR, value).retire(8, 10);
    }
    return script;
  }
}
