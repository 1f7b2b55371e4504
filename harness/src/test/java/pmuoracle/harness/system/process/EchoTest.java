package pmuoracle.harness.system.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;
import pmuoracle.spec.Words;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

/**
 * Every step and every field of a machine arrives in C as it is here, and what C observed arrives
 * here as it is there. What the echo observes: {@code src/test/process/echo.c}.
 */
final class EchoTest {
  @TempDir private Path folder;

  /** A step, what the echo writes down of it, and what it observes, {@code ?} for unknown. */
  private record Row(Step step, String line, String outcome) {}

  private static final X86Machine X86 =
      new X86Machine(Vendor.INTEL, 3, 2, true, 48, true, false, true, 0x55, 32, 4, 2);

  private static final List<Row> X86_ROWS =
      List.of(
          new Row(
              new X86Step.SetFilter(
                  new pmuoracle.spec.x86.FilterRequest(
                      0xffff_ff0eL, 0xffff_fffeL, 1, 2, 3, Words.of(-1, 5), Long.MAX_VALUE)),
              "set-filter action ffffff0e nevents fffffffe bitmap 1 flags 2 pad 3 count 2"
                  + " readable 7fffffffffffffff readable of 32 48 of 8 24\n"
                  + "event ffffffffffffffff\nevent 5",
              "errno EFAULT"),
          new Row(
              new X86Step.SetFilter(
                  new pmuoracle.spec.x86.FilterRequest(0, 0, 0, 0, 0, Words.of(), 7)),
              "set-filter action 0 nevents 0 bitmap 0 flags 0 pad 0 count 0"
                  + " readable 7 readable of 32 7 of 8 7",
              "errno 0"),
          new Row(
              new X86Step.Write(3, Register.eventSelect(2), -2),
              "write 3 0 2 fffffffffffffffe",
              "fault ud"),
          new Row(
              new X86Step.Read(2, Register.fullWidthCounter(1)),
              "read 2 2 1",
              "fault none, value 0xfffffffffffffffe"),
          new Row(
              new X86Step.Read(0, Register.GLOBAL_STATUS),
              "read 0 6 0",
              "fault none, value 0xffffffffffffffff"),
          new Row(new X86Step.Enter(1), "enter 1", ""),
          new Row(
              new X86Step.Retire(1, 0xc4, 0xffff_ffffL, Privilege.USER),
              "retire 1 c4 4294967295 1",
              "gp0 4294967295, gp1 ?, gp2 4294967297, fixed0 4294967298, fixed1 4294967299"),
          new Row(
              new X86Step.Emulate(0, Emulated.BRANCH, Privilege.KERNEL),
              "emulate 0 1 0",
              "gp0 0, gp1 ?, gp2 2, fixed0 3, fixed1 4"),
          new Row(new X86Step.EnterL2(0, OptionalLong.empty()), "enter-l2 0 dead", "fault ud"),
          new Row(new X86Step.EnterL2(0, OptionalLong.of(0)), "enter-l2 0 0", "fault ud"),
          new Row(new X86Step.LeaveL2(2, OptionalLong.of(7)), "leave-l2 2 7", "fault gp"),
          new Row(new X86Step.LeaveL2(2, OptionalLong.empty()), "leave-l2 2 dead", "fault gp"),
          new Row(
              new X86Step.HostRead(0, Register.fixedCounter(1)), "host-read 0 3 1", "value 0x1"),
          new Row(new X86Step.HostWrite(0, Register.counter(2), 9), "host-write 0 1 2 9", ""),
          new Row(new X86Step.Reset(3), "reset 3", ""),
          new Row(new X86Step.Init(1), "init 1", ""),
          new Row(new X86Step.SetCpuid(2), "set-cpuid 2", "errno 0"));

  private static final Arm64Machine ARM64 =
      new Arm64Machine(
          7,
          false,
          5,
          2,
          true,
          true,
          true,
          true,
          true,
          Arm64Machine.Irqchip.READY,
          2,
          true,
          -1,
          0x8000_0000_0000_0001L,
          4);

  private static final List<Row> ARM64_ROWS =
      List.of(
          new Row(
              new Arm64Step.SetFilter(
                  1,
                  new pmuoracle.spec.arm64.FilterRequest(
                      0xffff_ffffL, -1, 0xfffe, 0xfffd, 13, 0xab_cdef, 7, true)),
              "set-filter 1 group ffffffff attribute ffffffffffffffff base fffe nevents fffd action d"
                  + " pad abcdef readable 7 memory 1",
              "errno EACCES"),
          new Row(new Arm64Step.SelectPmu(2, 0xffff), "select-pmu 2 65535", "errno ENXIO"),
          new Row(new Arm64Step.Init(3, true), "init 3 1", "errno 0"),
          new Row(new Arm64Step.Init(3, false), "init 3 0", "errno 0"),
          new Row(new Arm64Step.Run(0), "run 0", "errno EBUSY"),
          new Row(
              new Arm64Step.Write(0, pmuoracle.spec.arm64.Register.type(30), 3),
              "write 0 0 30 3",
              "fault trapped"),
          new Row(
              new Arm64Step.Read(
                  1, pmuoracle.spec.arm64.Register.of(pmuoracle.spec.arm64.Register.Kind.HCR)),
              "read 1 12 0",
              "fault none, value 0xffffffffffffffff"),
          new Row(
              new Arm64Step.HostWrite(
                  0,
                  pmuoracle.spec.arm64.Register.of(pmuoracle.spec.arm64.Register.Kind.PMCCFILTR),
                  -1),
              "host-write 0 2 0 ffffffffffffffff",
              ""),
          new Row(
              new Arm64Step.SwIncr(0, -1), "sw-incr 0 ffffffffffffffff", "ev0 0, ev1 ?, cycles 2"),
          new Row(new Arm64Step.Go(0, Level.VEL2), "go 0 2", "fault trapped"),
          new Row(new Arm64Step.Load(3), "load 3", "typer0 0x1, typer1 ?, ccfiltr 0x3"),
          new Row(
              new Arm64Step.Retire(0, 0xffff, 0xffff_ffffL),
              "retire 0 ffff 4294967295",
              "ev0 4294967295, ev1 ?, cycles 4294967297"));

  @Test
  void everyStepOfX86ArrivesAndIsAnswered() throws IOException {
    String machine =
        "machine vendor 0 general_purpose 3 fixed 2 global_control 1 width 48 tx_writable 1"
            + " mediated 0 nested 1 unavailable_events 85 host_bits 32 vcpus 4 late_vcpus 2";
    assertEchoed(X86, machine, X86_ROWS);
    assertEquals(X86Step.Kind.values().length, kinds(X86_ROWS));
  }

  @Test
  void everyStepOfArm64ArrivesAndIsAnswered() throws IOException {
    String machine =
        "machine host_version 7 impdef_traps 0 vm_version 5 counters 2 hardware_el3 1 guest_el3 1"
            + " nested 1 pmu 1 strict 1 irqchip 2 pmus 2 fine_grained_traps 1"
            + " ceid0 ffffffffffffffff ceid1 8000000000000001 vcpus 4 guest_el2 1";
    assertEchoed(ARM64, machine, ARM64_ROWS);
    assertEquals(Arm64Step.Kind.values().length, kinds(ARM64_ROWS));
  }

  private static long kinds(List<Row> rows) {
    return rows.stream().map(row -> row.step().verb()).distinct().count();
  }

  private void assertEchoed(Machine machine, String machineLine, List<Row> rows)
      throws IOException {
    GuestProgram program = new GuestProgram(machine, rows.stream().map(Row::step).toList());
    List<Trace> traces = List.of(new Trace(), new Trace());
    Path log = folder.resolve("log");
    try (ProcessSystem echo = echo(machine.architecture(), log)) {
      echo.runAll(List.of(program, program), traces);
    }
    List<String> once = new ArrayList<>(List.of(machineLine));
    rows.forEach(row -> row.line().lines().forEach(once::add));
    List<String> twice = new ArrayList<>(once);
    twice.addAll(once);
    assertEquals(twice, Files.readAllLines(log));
    for (Trace trace : traces) {
      for (int i = 0; i < rows.size(); i++) {
        List<Observation> what = machine.observations(rows.get(i).step());
        assertEquals(rows.get(i).outcome(), trace.show(i, what), rows.get(i).line());
      }
    }
  }

  private ProcessSystem echo(Architecture architecture, Path log) {
    Path echo = Commands.compiled(Commands.TESTS.resolve("echo.c"), folder);
    return new ProcessSystem(Commands.described("'" + echo + "' '" + log + "'", architecture));
  }

  /** As the echo says: of each counter its place and the fact's, of the machine one word. */
  private static void assertFacts(Trace trace, int step, int vcpu, int counters) {
    assertEquals(2 * counters + 1, trace.facts(step));
    for (int place = 0; place < 2 * counters; place++) {
      long told = (long) vcpu << 56 | place % counters << 8 | place / counters;
      assertEquals(told, trace.fact(step, place));
    }
    assertEquals(-1, trace.fact(step, 2 * counters));
  }

  @Test
  void factsAreToldOnlyOnceTheyAreAskedFor() throws IOException {
    GuestProgram program = new GuestProgram(X86, X86_ROWS.stream().map(Row::step).toList());
    List<Trace> traces = List.of(new Trace(), new Trace());
    try (ProcessSystem echo = echo(Architecture.X86, folder.resolve("log"))) {
      echo.run(program, traces.get(0));
      echo.tellFacts();
      echo.run(program, traces.get(1));
      assertEquals(
          "[gp0 first, gp1 first, gp2 first, fixed0 first, fixed1 first, gp0 second, gp1 second,"
              + " gp2 second, fixed0 second, fixed1 second, of all]",
          echo.facts(X86).stream().map(Observation::name).toList().toString());
    }
    for (int step = 0; step < X86_ROWS.size(); step++) {
      assertEquals(0, traces.get(0).facts(step));
      assertFacts(traces.get(1), step, X86_ROWS.get(step).step().vcpu(), 5);
      List<Observation> what = X86.observations(X86_ROWS.get(step).step());
      assertEquals(X86_ROWS.get(step).outcome(), traces.get(1).show(step, what));
    }
  }

  /** 32 counters none of whose facts is 0: the longest reply there is to a step. */
  @Test
  void theMostFactsArriveOfEachProgram() {
    Arm64Machine machine =
        new Arm64Machine(
            7,
            false,
            5,
            31,
            true,
            true,
            true,
            true,
            true,
            Arm64Machine.Irqchip.READY,
            2,
            true,
            0,
            0,
            4);
    GuestProgram program = new GuestProgram(machine, List.of(new Arm64Step.Load(3)));
    List<Trace> traces = List.of(new Trace(), new Trace());
    try (ProcessSystem echo = echo(Architecture.ARM64, folder.resolve("log"))) {
      echo.tellFacts();
      echo.runAll(List.of(program, program), traces);
    }
    traces.forEach(trace -> assertFacts(trace, 0, 3, 32));
  }

  @Test
  void whatAFunctionlessStepWouldShowIsNotAnnounced() {
    Path ignoring = Commands.compiled(Commands.TESTS.resolve("ignoring.c"), folder);
    try (ProcessSystem system = Commands.system("'" + ignoring + "'")) {
      Step write = new X86Step.Write(0, Register.counter(0), 0);
      Step read = new X86Step.Read(0, Register.counter(0));
      Step retire = new X86Step.Retire(0, 0xc4, 1, Privilege.USER);
      assertEquals(
          List.of(true, true, false, false, true, false),
          List.of(
              system.supports(write),
              system.supports(retire),
              system.announces(retire, Observation.Kind.COUNT),
              system.announces(write, Observation.Kind.FAULT),
              system.announces(read, Observation.Kind.FAULT),
              system.announces(read, Observation.Kind.VALUE)));
      Trace trace = new Trace();
      system.run(new GuestProgram(X86Machine.intel(2, 0), List.of(write, read, retire)), trace);
      assertEquals(
          List.of(false, true, false, false),
          List.of(
              trace.isKnown(0, 0), trace.isKnown(1, 0), trace.isKnown(1, 1), trace.isKnown(2, 0)));
    }
  }

  @Test
  void aMachineTheCSystemRefusesLeavesItsProgramUnknownAndNoOther() {
    X86Machine refused = new X86Machine(Vendor.INTEL, 2, 0, true, 64, false, false, true, 0, 64, 1);
    Step read = new X86Step.Read(0, Register.counter(0));
    List<Trace> traces = List.of(new Trace(), new Trace());
    try (ProcessSystem echo = echo(Architecture.X86, folder.resolve("log"))) {
      echo.runAll(
          List.of(
              new GuestProgram(refused, List.of(read)),
              new GuestProgram(X86Machine.intel(2, 0), List.of(read))),
          traces);
    }
    assertFalse(traces.get(0).isKnown(0, 1));
    assertEquals(-1, traces.get(1).cell(0, 1));
  }

  @Test
  void theLongestProgramsFitAndAreAnsweredInFull() {
    long[] events = new long[pmuoracle.spec.x86.FilterRequest.MAX_EVENTS];
    Step set = new X86Step.SetFilter(pmuoracle.spec.x86.FilterRequest.of(0, 0, 0, events));
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < GuestProgram.MAX_STEPS; i++) {
      steps.add(set);
    }
    GuestProgram program = new GuestProgram(X86Machine.intel(2, 0), steps);
    Trace trace = new Trace();
    try (ProcessSystem quiet =
        new ProcessSystem(
            Commands.described(
                "'" + Commands.compiled(Commands.TESTS.resolve("echo.c"), folder) + "'",
                Architecture.X86))) {
      quiet.run(program, trace);
    }
    assertEquals(GuestProgram.MAX_STEPS, trace.steps());
    assertEquals(0, trace.unknown());
  }
}
