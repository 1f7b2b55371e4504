package pmuoracle.oracle.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import pmuoracle.oracle.Decision;
import pmuoracle.spec.Rule;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Register.Kind;

final class Arm64ExplanationTest {
  private static Decision last(Arm64Model model, Programs programs, int place) {
    try (Arm64Oracle oracle = new Arm64Oracle(model)) {
      List<List<Decision>> all = oracle.explain(programs.program());
      return all.get(all.size() - 1).get(place);
    }
  }

  private static Programs counting(boolean nested, String calls, long type) {
    return Programs.on(Arm64Machine.plain(nested))
        .filters(calls)
        .start()
        .type(1, type)
        .write(Kind.PMCNTENSET, 2)
        .write(Kind.PMCR, 1);
  }

  @Test
  void theDenyingRangeIsNamed() {
    Decision decision = last(Arm64Models.V7_3, counting(false, "0+20A 8+1D", 8).retire(8, 1), 1);
    assertEquals("DENIED: range 2 [8, 9) denies event 0x8", decision.because());
    assertEquals(Arm64Rule.LAST_RANGE_DECIDES, first(decision));
  }

  @Test
  void theDefaultIsNamedWhereNoRangeDecides() {
    Decision decision = last(Arm64Models.ARCHITECTURE, counting(false, "9+1A", 8).retire(8, 1), 1);
    assertEquals(
        "DENIED: no range contains event 0x8, and the first call allows", decision.because());
    assertEquals(Arm64Rule.DEFAULT_DECIDES, first(decision));
  }

  @Test
  void virtualEl2CountsByNsh() {
    Decision decision =
        last(Arm64Models.ARCHITECTURE, counting(true, "", 0x08000008).retire(8, 1), 1);
    assertEquals("ALLOWED: no filter; counts at virtual EL2: NSH is 1", decision.because());
    assertEquals(Arm64Rule.NESTED_EL2_BY_NSH, first(decision));
  }

  @Test
  void theProhibitionIsNamed() {
    Decision decision =
        last(
            Arm64Models.ARCHITECTURE,
            counting(true, "", 0x08000008).write(Kind.MDCR, Mdcr.HPMD | 6).retire(8, 1),
            1);
    assertEquals(
        "ALLOWED: no filter; does not count at virtual EL2: MDCR_EL2 prohibits it",
        decision.because());
    assertEquals(Arm64Rule.NESTED_EL2_HPMD, first(decision));
  }

  @Test
  void hardwaresBitsAreNamed() {
    Decision decision =
        last(
            Arm64Models.DIRECT_V8,
            counting(false, "8+1D", 0x30000008).load().go(Level.EL0).retire(8, 1),
            1);
    assertEquals(
        "DENIED: range 1 [8, 9) denies event 0x8; counts at EL0: hardware's U is 1, NSU is 1",
        decision.because());
    assertEquals(1, decision.cell());
  }

  @Test
  void aStalePerfEventIsNamed() {
    Decision decision =
        last(
            Arm64Models.V7_3,
            Programs.on(Arm64Machine.plain(true))
                .start()
                .type(1, 8)
                .go(Level.EL1)
                .write(Kind.PMCNTENSET, 2)
                .write(Kind.PMCR, 1)
                .retire(8, 1),
            1);
    assertEquals(
        "ALLOWED: no filter; does not count at EL1: its perf event excludes physical EL1",
        decision.because());
  }

  @Test
  void refusedRangesSayWhereTheyEnd() {
    Decision decision =
        last(Arm64Models.V7_3, Programs.on(Arm64Machine.plain(false)).filters("ffff+2A"), 0);
    assertEquals(
        "range [0xffff, 0x10001) ends at 0x10001; the event space ends at 0x10000",
        decision.because());
    assertEquals(Arm64Rule.SET_RANGE, first(decision));
  }

  @Test
  void aVirtualCpuThatHasNotRunIsSaidToHaveNot() {
    Decision decision =
        last(Arm64Models.V7_3, Programs.on(Arm64Machine.plain(false)).read(Kind.PMCR), 1);
    assertEquals(List.of(Arm64Rule.NOT_RUN), decision.rules());
  }

  private static Rule first(Decision decision) {
    return decision.rules().get(0);
  }
}
