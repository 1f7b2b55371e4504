package pmuoracle.oracle.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.Deviation;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register.Kind;

/**
 * Each deviation by itself: where a program does not touch on it, a model that has no other is as
 * the architecture; somewhere else it is not.
 */
final class Arm64DeviationsTest {
  private static final int PROGRAMS = 1_500;

  private static Arm64Model with(Set<Deviation> deviations) {
    Arm64Model model = Arm64Models.V7_3;
    return new Arm64Model(
        "arm64/" + deviations,
        model.title(),
        model.source(),
        model.eventSpace(),
        model.refusedAfterRun(),
        model.selectsPmu(),
        model.strict(),
        model.levels(),
        model.chainSettled(),
        model.upperAdvertised(),
        model.longCounters(),
        model.nested(),
        model.typeBits(),
        model.advertisedBase(),
        model.enabling(),
        model.longFromVersion6(),
        model.hardware(),
        deviations,
        model.unreadyRun());
  }

  /** Random programs without what the model leaves to the order of filter and owner. */
  private static List<GuestProgram> programs(Predicate<Step> allowed) {
    RandomPrograms random = new RandomPrograms(77);
    List<GuestProgram> programs = new ArrayList<>();
    for (int i = 0; i < PROGRAMS; i++) {
      GuestProgram program = random.next(Arm64Models.V7_3, 60);
      List<Step> steps = new ArrayList<>();
      boolean stored = false;
      for (Step step : program.steps()) {
        stored |= step instanceof Arm64Step.HostWrite;
        if (allowed.test(step) && !(stored && step instanceof Arm64Step.SetFilter)) {
          steps.add(step);
        }
      }
      programs.add(new GuestProgram(program.machine(), steps));
    }
    return programs;
  }

  private static String seen(Arm64Oracle oracle, GuestProgram program) {
    Trace trace = new Trace();
    oracle.predict(program, trace);
    StringBuilder cells = new StringBuilder();
    for (int step = 0; step < trace.steps(); step++) {
      cells.append('\n').append(program.steps().get(step)).append(':');
      for (int place = 0; place < trace.width(step); place++) {
        cells.append(' ');
        cells.append(trace.isKnown(step, place) ? Long.toHexString(trace.cell(step, place)) : "?");
      }
    }
    return cells.toString();
  }

  private static boolean writes(Step step, Kind... kinds) {
    return step instanceof Arm64Step.Write write
        && List.of(kinds).contains(write.register().kind());
  }

  private static boolean reads(Step step, Kind... kinds) {
    return step instanceof Arm64Step.Read read && List.of(kinds).contains(read.register().kind());
  }

  /** Whether the step has nothing to do with the deviation. */
  private static boolean isApart(Deviation from, Step step) {
    return switch (from) {
      case HPMD_STALE, HPMN_STALE, RELOAD_LOSES, HCCD_IGNORED, DP_IGNORED ->
          !writes(step, Kind.MDCR);
      case CONTEXT_STALE -> !(step instanceof Arm64Step.Go);
      case NON_SECURE_WITHOUT_EL3, HOST_WRITE_STALE -> !(step instanceof Arm64Step.HostWrite);
      case SOFTWARE_UNGATED -> true;
      case READS_UNMASKED ->
          !reads(step, Kind.PMCNTENSET, Kind.PMCNTENCLR, Kind.PMOVSSET, Kind.PMOVSCLR);
      case WIDTH_STALE -> !writes(step, Kind.PMCR, Kind.MDCR);
      case LONG_PERIOD_OF_CYCLES, PERIOD_FROM_COUNT -> !reads(step, Kind.PMOVSSET, Kind.PMOVSCLR);
    };
  }

  private static boolean isApart(Deviation from, Arm64Machine machine) {
    return switch (from) {
      // In hyp context counters from HPMN on are reached; below it they are hidden.
      case RELOAD_LOSES, SOFTWARE_UNGATED -> !machine.nested();
      default -> true;
    };
  }

  private static int differences(Set<Deviation> deviations, List<GuestProgram> programs) {
    int different = 0;
    try (Arm64Oracle oracle = new Arm64Oracle(with(deviations));
        Arm64Oracle architecture = new Arm64Oracle(Arm64Models.ARCHITECTURE)) {
      for (GuestProgram program : programs) {
        different += seen(oracle, program).equals(seen(architecture, program)) ? 0 : 1;
      }
    }
    return different;
  }

  @Test
  void withoutAnyItIsTheArchitecture() {
    assertEquals(0, differences(EnumSet.noneOf(Deviation.class), programs(step -> true)));
  }

  @ParameterizedTest
  @EnumSource
  void oneAloneIsSeenSomewhere(Deviation deviation) {
    List<GuestProgram> programs = programs(step -> true);
    programs.addAll(rare());
    assertNotEquals(0, differences(EnumSet.of(deviation), programs));
  }

  /** What random programs hardly do. */
  private static List<GuestProgram> rare() {
    int counters = Arm64Machine.plain(true).counters();
    long cycles = 1L << Arm64Machine.CYCLE;
    return List.of(
        Programs.on(Arm64Machine.plain(true))
            .start()
            .type(0, EventType.NSH | 8)
            .write(Kind.PMCNTENSET, 1)
            .write(Kind.PMCR, Pmcr.E)
            .write(Kind.MDCR, Mdcr.HPMD | counters)
            .retire(8, 1)
            .program(),
        Programs.on(Arm64Machine.plain(true))
            .start()
            .write(Kind.PMCNTENSET, 3)
            .write(Kind.MDCR, 1)
            .go(Level.EL1)
            .write(Kind.PMCR, Pmcr.E)
            .go(Level.VEL2)
            .read(Kind.PMCNTENSET)
            .program(),
        Programs.on(Arm64Machine.plain(true))
            .start()
            .write(Kind.PMCCFILTR, EventType.NSH)
            .write(Kind.PMCNTENSET, cycles)
            .write(Kind.PMCR, Pmcr.E)
            .write(Kind.MDCR, Mdcr.HCCD | counters)
            .retire(EventType.CPU_CYCLES, 1)
            .program(),
        Programs.on(Arm64Machine.plain(false))
            .start()
            .write(Kind.PMCCNTR, 0xffff_ffffL)
            .write(Kind.PMCNTENSET, cycles)
            .write(Kind.PMCR, Pmcr.E | Pmcr.LC)
            .retire(EventType.CPU_CYCLES, 1)
            .read(Kind.PMOVSSET)
            .program(),
        Programs.on(Arm64Machine.plain(false))
            .start()
            .write(Kind.PMCCNTR, 0xffff_ffffL)
            .write(Kind.PMCNTENSET, cycles)
            .write(Kind.PMCR, Pmcr.E)
            .retire(EventType.CPU_CYCLES, 1)
            .write(Kind.PMOVSCLR, cycles)
            .retire(EventType.CPU_CYCLES, 0xffff_ffffL)
            .read(Kind.PMOVSSET)
            .program());
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SOFTWARE_UNGATED", "PERIOD_FROM_COUNT"})
  void elsewhereOneAloneIsTheArchitecture(Deviation deviation) {
    List<GuestProgram> programs =
        programs(step -> isApart(deviation, step)).stream()
            .filter(program -> isApart(deviation, (Arm64Machine) program.machine()))
            .toList();
    try (Arm64Oracle oracle = new Arm64Oracle(with(EnumSet.of(deviation)));
        Arm64Oracle architecture = new Arm64Oracle(Arm64Models.ARCHITECTURE)) {
      for (GuestProgram program : programs) {
        assertEquals(seen(architecture, program), seen(oracle, program), program::toString);
      }
    }
  }
}
