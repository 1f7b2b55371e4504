package pmuoracle.harness.system.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.harness.system.process.ProcessFailed.Way;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Trace;
import pmuoracle.spec.Words;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Step;

/** Every way a process can misbehave has its own report, and none holds the harness up. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MisbehaviourTest {
  private static final GuestProgram FINE = request(0);
  private static final GuestProgram PROVOKING = request(301);

  private static GuestProgram request(long nevents) {
    return new GuestProgram(
        X86Machine.intel(2, 0),
        List.of(
            new X86Step.SetFilter(
                new FilterRequest(0, nevents, 0, 0, 0, Words.of(), FilterRequest.ALL)),
            new X86Step.Retire(0, 0xc0, 1, Privilege.KERNEL)));
  }

  /** How it behaves at the provoking program; what is said of it. */
  private record Report(String way, Way expected, String message) {}

  private static final List<Report> REPORTS =
      List.of(
          new Report("exit", Way.ENDED, "ended with status 3 before its reply"),
          new Report("exit-0", Way.ENDED, "ended with status 0 before its reply"),
          new Report("signal", Way.ENDED, "ended with signal 11 (SIGSEGV) before its reply"),
          new Report("talks", Way.ENDED, "the ?[31mlast?[0m words"),
          new Report("hang", Way.SILENT, "gave no reply within 1 s"),
          new Report("deaf", Way.SILENT, "gave no reply within 1 s"),
          new Report(
              "half-hang", Way.SILENT, "gave only 20 of the 44 bytes of its reply within 1 s"),
          new Report("garbage", Way.NO_FRAME, "6e 6f 20 66"),
          new Report("huge", Way.NO_FRAME, "a length of 2147483647; expected 4 to 60"),
          new Report("endless", Way.NO_FRAME, "a length of 0; expected 4 to 60"),
          new Report("half", Way.ENDED_WITHIN, "status 0 after 20 of the 44 bytes of its reply"),
          new Report("half-header", Way.ENDED_WITHIN, "after 2 of the 4 bytes a reply begins with"),
          new Report("closes", Way.ENDED, "closed its standard output, but did not end,"),
          new Report("leaves-child", Way.ENDED, "keeps its standard output open"),
          new Report("too-many-bytes", Way.TOO_MUCH, "8 bytes more than all outcomes"),
          new Report("too-many-outcomes", Way.TOO_MUCH, "number of outcomes 3; expected 2"),
          new Report("too-many-programs", Way.TOO_MUCH, "number of programs 2; expected 1"),
          new Report("too-few-outcomes", Way.TOO_LITTLE, "number of outcomes 1; expected 2"),
          new Report("too-few-programs", Way.TOO_LITTLE, "number of programs 0; expected 1"),
          new Report("too-few-bytes", Way.TOO_LITTLE, "program 1 of the batch, outcome 2: ends"),
          new Report("wrong-number", Way.OUT_OF_TURN, "number of a batch 0; expected "),
          new Report("wrong-type", Way.OUT_OF_TURN, "type 7; expected 2"),
          new Report("wrong-status", Way.BAD_OUTCOME, "status 5; expected 0 or 1"),
          new Report("known-cell-too-many", Way.BAD_OUTCOME, "known cells 0x2; the step has 1"),
          new Report("given-unknown", Way.BAD_OUTCOME, "given cells 0x1 of known cells 0x0"),
          new Report("observes-unannounced", Way.BAD_OUTCOME, "a known cell of errno, which its"),
          new Report("observes-unannounced-step", Way.BAD_OUTCOME, "a known cell of errno, which"));

  /** How it tells facts of a machine with two counters; what is said of it. */
  private static final List<Report> FACTS =
      List.of(
          new Report("facts-too-many", Way.BAD_OUTCOME, "given facts 0x4; there are 2 counters"),
          new Report("facts-of-machine-too-many", Way.BAD_OUTCOME, "there are 1 facts of the mach"),
          new Report("facts-missing", Way.TOO_LITTLE, "outcome 2: ends before its fact"),
          new Report("facts-cut", Way.TOO_LITTLE, "outcome 2: ends before its fact"));

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> eachWayHasItsOwnReport() {
    return REPORTS.stream()
        .map(report -> DynamicTest.dynamicTest(report.way(), () -> reports(report)));
  }

  @TestFactory
  Stream<DynamicTest> wrongFactsAreReported() {
    return FACTS.stream()
        .map(report -> DynamicTest.dynamicTest(report.way(), () -> reports(report)));
  }

  @Test
  void aSystemThatWasNotAskedForFactsTellsNone() {
    try (ProcessSystem system = Commands.system(Commands.misbehaving("facts"))) {
      Trace trace = new Trace();
      system.run(PROVOKING, trace);
      assertEquals(0, trace.facts(0));
      system.tellFacts();
      trace.clear();
      system.run(PROVOKING, trace);
      assertEquals(List.of(3, 3), List.of(trace.facts(0), trace.facts(1)));
      assertEquals(
          List.of(0L, 7L, 0L), List.of(trace.fact(0, 0), trace.fact(0, 1), trace.fact(0, 2)));
    }
  }

  private static void reports(Report report) {
    try (ProcessSystem system = Commands.system(Commands.misbehaving(report.way()))) {
      system.tellFacts();
      ProcessFailed failure =
          assertThrows(ProcessFailed.class, () -> system.run(PROVOKING, new Trace()));
      assertEquals(report.expected(), failure.way(), failure::getMessage);
      String message = failure.getMessage();
      assertTrue(message.contains(report.message()), message);
      assertTrue(message.startsWith(system.id() + " "), message);
      assertTrue(message.contains("in a batch of 1 program, 2 steps"), message);
      assertTrue(message.length() < 8000, message);
    }
  }

  @TestFactory
  Stream<DynamicTest> afterAFailureTheNextProgramGetsAFreshProcess() {
    return Stream.of("exit", "hang", "endless", "wrong-number")
        .map(
            way ->
                DynamicTest.dynamicTest(
                    way,
                    () -> {
                      try (ProcessSystem system = Commands.system(Commands.misbehaving(way))) {
                        assertRuns(system, FINE);
                        assertThrows(ProcessFailed.class, () -> system.run(PROVOKING, new Trace()));
                        assertRuns(system, FINE);
                      }
                    }));
  }

  private static void assertRuns(ProcessSystem system, GuestProgram program) {
    Trace trace = new Trace();
    system.run(program, trace);
    assertEquals(program.steps().size(), trace.steps());
    assertTrue(trace.isKnown(0, 0));
  }

  @TestFactory
  Stream<DynamicTest> whatFollowsAReplyIsReportedAtTheNextRequestAtTheLatest() {
    return Stream.of("follows", "endless-after")
        .map(
            way ->
                DynamicTest.dynamicTest(
                    way,
                    () -> {
                      try (ProcessSystem system = Commands.system(Commands.misbehaving(way))) {
                        ProcessFailed failure =
                            assertThrows(
                                ProcessFailed.class,
                                () -> {
                                  system.run(PROVOKING, new Trace());
                                  system.runAll(List.of(FINE), List.of(new Trace()));
                                });
                        assertTrue(
                            List.of(Way.TOO_MUCH, Way.NO_FRAME).contains(failure.way()),
                            failure::getMessage);
                      }
                    }));
  }

  @Test
  void aProgramThatFailsOnlyAfterOthersIsSaidToDoSo() {
    try (ProcessSystem system = Commands.system(Commands.misbehaving("not-alone"))) {
      assertRuns(system, PROVOKING);
      ProcessFailed failure =
          assertThrows(ProcessFailed.class, () -> system.run(PROVOKING, new Trace()));
      assertEquals(Way.NOT_ALONE, failure.way());
      assertTrue(failure.getMessage().contains("ended with status 5"), failure::getMessage);
    }
  }

  @Test
  void aMachineThatIsRefusedLeavesEverythingUnknown() {
    try (ProcessSystem system = Commands.system(Commands.misbehaving("refuses"))) {
      Trace trace = new Trace();
      system.run(PROVOKING, trace);
      assertEquals(2, trace.steps());
      assertEquals(3, trace.unknown());
    }
  }

  @Test
  void fromAStepThatIsNotSupportedOnAllIsUnknown() {
    try (ProcessSystem system = Commands.system(Commands.misbehaving("only-set-filter"))) {
      Trace trace = new Trace();
      X86Step set = (X86Step) FINE.steps().get(0);
      system.run(new GuestProgram(FINE.machine(), List.of(set, new X86Step.Enter(0), set)), trace);
      assertEquals(3, trace.steps());
      assertTrue(trace.isKnown(0, 0));
      assertFalse(trace.isKnown(2, 0));
    }
  }

  /** How it behaves at the hello; what is said of it. */
  private static Stream<List<String>> hellos() {
    return Stream.of(
        List.of("greets", "wrote what is no reply: it begins with 57 65 6c 63"),
        List.of("hello-version", "speaks version 9 of the protocol; expected 1"),
        List.of("hello-magic", "wrote what is no hello"),
        List.of("hello-short", "wrote what is no hello"),
        List.of("hello-architecture", "has architecture 77 in its hello"),
        List.of("hello-patience", "4294967295 milliseconds of patience; expected 0 to 600000"),
        List.of("hello-long-name", "2147483648 bytes of its name; expected 1 to 64"),
        List.of("hello-name", "has a name of other than printable ASCII"),
        List.of("hello-fields", "has 3 fields of a machine; expected 11"),
        List.of("hello-limits", "has a least vendor above the most"),
        List.of("tables-cut", "has a hello that ends before its tables"),
        List.of("tables-none", "has 0 facts in all; expected 1 to 8"),
        List.of("tables-facts", "has 9 facts in all; expected 5 to 8"),
        List.of("tables-many", "has 2147483647 facts of a counter; expected 0 to 8"),
        List.of("tables-nameless", "has 0 bytes of a fact's name; expected 1 to 32"),
        List.of("tables-long-name", "has 33 bytes of a fact's name; expected 1 to 32"),
        List.of("tables-name", "has a name of other than printable ASCII"),
        List.of("tables-same", "has two facts of the same name"),
        List.of("tables-steps-cut", "has a hello that ends before its tables"),
        List.of("tables-steps", "has observations 0x2 after step 0 in its hello; it announces 0x1"),
        List.of("tables-follow", "wrote what is no reply"));
  }

  @TestFactory
  Stream<DynamicTest> aHelloThatIsNoneMakesTheSystemUnavailable() {
    return hellos()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.get(0),
                    () -> assertUnavailable(Commands.misbehaving(row.get(0)), row.get(1))));
  }

  @Test
  void whatCannotBeStartedIsSaidToBeSo() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain"), "text");
    assertUnavailable("'" + plain + "'", "is not executable");
    assertUnavailable("'" + folder + "'", "is a folder");
    assertUnavailable("./no-such-file", "there is no file ./no-such-file");
    assertUnavailable("no-such-command", "there is no command no-such-command on the PATH");
    assertUnavailable("sh -c 'echo lost >&2; exit 9'", "ended with status 9 before its reply");
    assertUnavailable("sh -c 'echo lost >&2; exit 9'", "lost");
  }

  private static void assertUnavailable(String command, String message) {
    SystemUnavailable failure =
        assertThrows(SystemUnavailable.class, () -> Commands.system(command));
    assertTrue(failure.getMessage().contains(message), failure::getMessage);
    assertTrue(failure.getMessage().startsWith("process:" + command), failure::getMessage);
  }

  @TestFactory
  Stream<DynamicTest> nothingItStartedOutlivesIt() {
    return Stream.of("none", "hang", "exit")
        .map(
            way ->
                DynamicTest.dynamicTest(
                    way,
                    () -> {
                      Path file = folder.resolve(way);
                      try (ProcessSystem system =
                          Commands.system(Commands.misbehaving(way, file))) {
                        assertRuns(system, FINE);
                        if (!way.equals("none")) {
                          assertThrows(
                              ProcessFailed.class, () -> system.run(PROVOKING, new Trace()));
                        }
                      }
                      for (String pid : Files.readAllLines(file)) {
                        Processes.assertGone(Long.parseLong(pid));
                      }
                    }));
  }
}
