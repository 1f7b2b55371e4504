package pmuoracle.oracle.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pmuoracle.oracle.Decision;
import pmuoracle.spec.Rule;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;

final class ExplanationTest {
  private static final X86Machine ONE = X86Machine.intel(1, 0);

  /** The whole explanation: a line for each decision. */
  private static String explained(X86Model model, Programs program) {
    StringBuilder lines = new StringBuilder();
    try (X86Oracle oracle = new X86Oracle(model)) {
      List<List<Decision>> steps = oracle.explain(program.program());
      for (int i = 0; i < steps.size(); i++) {
        for (Decision d : steps.get(i)) {
          lines.append(i + 1).append(' ').append(line(d)).append('\n');
        }
      }
    }
    return lines.toString();
  }

  private static String line(Decision decision) {
    return decision.what().name()
        + " "
        + (decision.known() ? decision.what().show(decision.cell()) : "?")
        + " "
        + decision.rules().stream()
            .map(Rule::id)
            .map(id -> id.substring("X86-".length()))
            .collect(Collectors.toList())
        + (decision.because().isEmpty() ? "" : " " + decision.because());
  }

  @Test
  void anExcludedEventIsTracedToItsEntries() {
    assertEquals(
        """
        1 fault none [WRITE-PROGRAMS-AT-ENTRY]
        2 errno 0 [SET-REPLACED, SET-PUSHED] accepted, 2 entries
        3 fault none [WRITE-PROGRAMS-AT-ENTRY]
        5 gp0 0 [EXCLUDE-WINS, ENTRY-INCLUDES, UNLISTED-DENIED, PROGRAM-DENIED, COUNT-STOPPED] \
        DENIED: exclude entry 2 covers select d0, unit mask 83, which include entry 1 covers
        """,
        explained(
            X86Models.V6_3,
            Programs.on(ONE)
                .filter(0, 1, 0, 0x7c000000000000d0L, 0xff800000000083d0L)
                .select(0, 0x83d0)
                .enter()
                .retire(0x83d0, 100)));
  }

  @Test
  void aCounterThatRunsUnderAnOlderFilterSaysSo() {
    assertEquals(
        """
        1 fault none [NO-FILTER-ALLOWS, PROGRAM-RUNS, WRITE-PROGRAMS-AT-ONCE]
        2 errno 0 [SET-REPLACED, SET-NOT-PUSHED] accepted, 1 entries
        3 gp0 4 [NO-FILTER-ALLOWS, PROGRAM-RUNS, SET-NOT-PUSHED, COUNT-AS-PROGRAMMED] \
        ALLOWED: no filter; programmed at step 1, before the filter of step 2
        """,
        explained(
            X86Models.V5_3,
            Programs.fresh(ONE)
                .select(0, 0xc0)
                .filter(FilterRequest.DENY, 0, 0, 0xc0)
                .retire(0xc0, 4)));
  }

  @Test
  void aFixedCounterIsExplainedByItsBitAndByTheHole() {
    assertEquals(
        """
        1 errno 0 [SET-REPLACED, SET-PUSHED] accepted, 0 entries
        2 fault none []
        3 fault none [WRITE-PROGRAMS-AT-ENTRY]
        5 fixed0 0 [FIXED-BY-BITMAP, PROGRAM-DENIED, MEDIATED-SHADOW, COUNT-STOPPED] \
        DENIED: bit 0 of bitmap 0x00000001 is set under DENY
        5 fixed1 0 [PROGRAM-DISABLED, MEDIATED-SHADOW, COUNT-STOPPED] not enabled when programmed
        6 fault none [MEDIATED-FIXED-HOLE, WRITE-PROGRAMS-AT-ENTRY]
        8 fixed0 5 [MEDIATED-FIXED-HOLE, COUNT-MEDIATED] \
        the guest's nibble was copied and not re-evaluated
        8 fixed1 0 [FIXED-BY-BITMAP, PROGRAM-RUNS, MEDIATED-SHADOW, COUNT-MEDIATED] \
        ALLOWED: bit 1 of bitmap 0x00000001 is clear under DENY
        """,
        explained(
            X86Models.V7_0,
            Programs.fresh(X86Machine.intel(0, 2).withMediated(true))
                .filter(FilterRequest.DENY, 0, 1)
                .write(Register.GLOBAL_CONTROL, 3L << 32)
                .write(Register.FIXED_CONTROL, 0x01)
                .enter()
                .retire(0xc0, 5)
                .write(Register.FIXED_CONTROL, 0x11)
                .enter()
                .retire(0xc0, 5)));
  }

  @Test
  void aReadOfGlobalStatusIsExplainedByThePeriodThatEndedOrDidNot() {
    assertEquals(
        """
        1 fault none [WRITE-PROGRAMS-AT-ENTRY]
        3 gp0 5 [NO-FILTER-ALLOWS, PROGRAM-RUNS, COUNT-AS-PROGRAMMED] ALLOWED: no filter
        4 fault none [COUNTER-WRITE-UNFILTERED]
        5 gp0 1 [NO-FILTER-ALLOWS, PROGRAM-RUNS, COUNT-AS-PROGRAMMED, WRAP-UNREPORTED] \
        ALLOWED: no filter
        6 fault none [READ-AS-WRITTEN, PERIOD-OF-BASE, WRAP-UNREPORTED]
        6 value 0x0 [READ-AS-WRITTEN, PERIOD-OF-BASE, WRAP-UNREPORTED]
        7 gp0 5 [NO-FILTER-ALLOWS, PROGRAM-RUNS, COUNT-AS-PROGRAMMED, OVERFLOW-SETS-STATUS] \
        ALLOWED: no filter
        8 fault none [READ-AS-WRITTEN, OVERFLOW-SETS-STATUS, PERIOD-OF-BASE]
        8 value 0x1 [READ-AS-WRITTEN, OVERFLOW-SETS-STATUS, PERIOD-OF-BASE]
        """,
        explained(
            X86Models.V7_3,
            Programs.fresh(ONE)
                .select(0, 0xc0)
                .enter()
                .retire(0xc0, 5)
                .write(Register.counter(0), -1L)
                .retire(0xc0, 1)
                .read(Register.GLOBAL_STATUS)
                .retire(0xc0, 5)
                .read(Register.GLOBAL_STATUS)));
  }

  @Test
  void aRefusalAndWhatKvmCompletesAreExplained() {
    assertEquals(
        """
        1 fault none [WRITE-PROGRAMS-AT-ENTRY]
        2 errno E2BIG [SET-TOO-MANY, SET-REFUSED-UNCHANGED] 301 events claimed; at most 300
        3 errno 0 [SET-REPLACED, SET-PUSHED] accepted, 1 entries
        4 fault none [WRITE-PROGRAMS-AT-ENTRY]
        5 gp0 0 [ENTRY-EXACT, LISTED-DENIED, EMULATED-DENIED] \
        DENIED: entry 1 lists select c0, unit mask 00
        6 gp0 0 [EMULATED-FILTERED] not enabled, or for another event or privilege
        """,
        explained(
            X86Models.V6_4,
            Programs.on(ONE)
                .filter(FilterRequest.DENY, 0, 0, new long[301])
                .filter(FilterRequest.DENY, 0, 0, 0xc0)
                .select(0, 0xc0)
                .emulate(Emulated.INSTRUCTION)
                .emulate(Emulated.BRANCH)));
  }
}
