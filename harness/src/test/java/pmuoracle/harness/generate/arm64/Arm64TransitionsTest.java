package pmuoracle.harness.generate.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static pmuoracle.harness.system.imperative.arm64.Machines.NESTED;
import static pmuoracle.harness.system.imperative.arm64.Machines.PLAIN;
import static pmuoracle.spec.arm64.EventType.NSH;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import pmuoracle.harness.system.imperative.arm64.Arm64Imperative;
import pmuoracle.harness.system.imperative.arm64.Script;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register.Kind;

class Arm64TransitionsTest {
  /** The kinds that the script exercises besides those of the start, which ends with an event. */
  private static Set<String> more(Script start, Script whole) {
    Set<String> kinds = new TreeSet<>(seen(whole, Arm64Models.V7_3));
    kinds.removeAll(seen(start, Arm64Models.V7_3));
    return kinds;
  }

  private static Set<String> seen(Script script, Arm64Model model) {
    Arm64Transitions transitions = new Arm64Transitions(model);
    transitions.look(script.program(), script.trace(new Arm64Imperative(model)));
    Set<String> kinds = new TreeSet<>();
    transitions
        .counts()
        .forEach((kind, times) -> kinds.addAll(times > 0 ? List.of(kind) : List.of()));
    return kinds;
  }

  private static Script plain() {
    return Script.on(PLAIN).boot().enable(1).type(0, 8).retire(8, 1);
  }

  /** Counter 0 is the guest's own; the hypervisor's, from HPMN 0 on, once that is lowered. */
  private static Script nested() {
    return Script.on(NESTED).boot().enable(1).type(0, NSH | 8).retire(8, 1);
  }

  @Test
  void aFirstProgrammingTurnsOn() {
    assertEquals(
        Set.of("PMCNTENSET/CLR off->on, fresh", "PMCR.E off->on, fresh"),
        seen(plain(), Arm64Models.V7_3));
  }

  @Test
  void whatIsTurnedOffIsStaleUntilItsTypeOrValueIsWritten() {
    assertEquals(
        Set.of("PMCNTENSET/CLR on->off, stale"),
        more(plain(), plain().write(Kind.PMCNTENCLR, 1).retire(8, 1)));
    assertEquals(
        Set.of("PMCR.E on->off, fresh", "PMCR.E off->on, stale"),
        more(
            plain(),
            plain()
                .write(Kind.PMCR, 0)
                .value(0, 5)
                .retire(8, 1)
                .write(Kind.PMCR, Pmcr.E)
                .retire(8, 1)));
    assertEquals(
        Set.of("PMCR.E on->off, fresh"),
        more(plain(), plain().write(Kind.PMCR, Pmcr.P).retire(8, 1)));
  }

  @Test
  void aCounterTheGuestOwnsIsFreshAfterALoad() {
    Script loaded = plain().load().retire(8, 1).write(Kind.PMCNTENCLR, 1).load().retire(8, 1);
    assertEquals(
        Set.of(
            "PMCNTENSET/CLR off->on, fresh",
            "PMCNTENSET/CLR off->on, stale",
            "PMCNTENSET/CLR on->off, fresh",
            "PMCR.E off->on, fresh",
            "PMCR.E off->on, stale"),
        seen(loaded, Arm64Models.REMAP));
  }

  @Test
  void hpmnTurnsACounterIfTheOtherEnableSaysOtherwise() {
    assertEquals(
        Set.of("MDCR_EL2.HPMN lowered on->off, stale", "MDCR_EL2.HPME off->on, stale"),
        more(
            nested(),
            nested().write(Kind.MDCR, 0).retire(8, 1).write(Kind.MDCR, Mdcr.HPME).retire(8, 1)));
    assertEquals(Set.of(), more(nested(), nested().write(Kind.MDCR, Mdcr.HPME).retire(8, 1)));
    Script lowered = nested().write(Kind.PMCR, 0).write(Kind.MDCR, Mdcr.HPME);
    assertEquals(
        Set.of(
            "MDCR_EL2.HPMN lowered off->on, fresh",
            "MDCR_EL2.HPMN lowered off->on, stale",
            "MDCR_EL2.HPMN raised on->off, stale"),
        more(
            nested(),
            lowered.retire(8, 1).value(0, 5).retire(8, 1).write(Kind.MDCR, 6).retire(8, 1)));
    assertEquals(
        Set.of("MDCR_EL2.HPME on->off, stale", "MDCR_EL2.HPMN raised off->on, stale"),
        more(
            nested(),
            nested()
                .write(Kind.MDCR, Mdcr.HPME)
                .write(Kind.MDCR, 0)
                .retire(8, 1)
                .write(Kind.MDCR, 6)
                .retire(8, 1)));
  }

  @Test
  void filterAndLevelHideATransition() {
    Script denied = Script.on(PLAIN).allow(0, 20).deny(8, 1);
    assertEquals(Set.of(), seen(denied.boot().enable(1).type(0, 8).retire(8, 1), Arm64Models.V7_3));
    Script low = Script.on(NESTED).boot().enable(1).type(0, NSH | 8).go(Level.EL0);
    assertEquals(seen(plain(), Arm64Models.V7_3), seen(low.retire(8, 1), Arm64Models.V7_3));
    Script el2 = Script.on(NESTED).boot().enable(1).type(0, 8).retire(8, 1);
    assertEquals(Set.of(), seen(el2, Arm64Models.V7_3));
  }

  @Test
  void aModelHasTheKindsOfItsControls() {
    assertEquals(20, new Arm64Transitions(Arm64Models.V7_3).counts().size());
    assertEquals(8, new Arm64Transitions(Arm64Models.REMAP).counts().size());
  }
}
