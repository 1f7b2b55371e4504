package pmuoracle.harness.generate.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static pmuoracle.harness.system.imperative.x86.Script.ON;
import static pmuoracle.spec.x86.X86Models.V7_3;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import pmuoracle.harness.system.imperative.x86.Script;
import pmuoracle.harness.system.imperative.x86.X86Imperative;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.Privilege;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Models;

class X86TransitionsTest {
  private static final X86Machine INTEL = X86Machine.intel(2, 3);
  private static final X86Machine AMD_MEDIATED =
      new X86Machine(Vendor.AMD, 2, 0, true, 48, false, true, true, 0, 64, 1);

  /** The kinds that the script exercises besides those of the start, which ends with an event. */
  private static Set<String> more(Script start, Script whole) {
    Set<String> kinds = new TreeSet<>(seen(whole));
    kinds.removeAll(seen(start));
    return kinds;
  }

  private static Set<String> seen(Script script) {
    X86Transitions transitions = new X86Transitions(V7_3);
    transitions.look(script.program(), script.trace(new X86Imperative(V7_3)));
    Set<String> kinds = new TreeSet<>();
    transitions
        .counts()
        .forEach((kind, times) -> kinds.addAll(times > 0 ? List.of(kind) : List.of()));
    return kinds;
  }

  private static Script gp() {
    return Script.on(INTEL).select(0, 0xc4).enter().retire(0xc4, 1);
  }

  private static Script fixed() {
    return Script.on(INTEL).fixedControl(0x3).enter().retire(0xc0, 1);
  }

  private static Script guestOnly(long bits) {
    return Script.on(AMD_MEDIATED)
        .write(Register.EFER, Register.SVME)
        .write(Register.eventSelect(0), ON | bits | 0xc0)
        .enter()
        .retire(0xc0, 1);
  }

  @Test
  void aFirstProgrammingTurnsOn() {
    assertEquals(Set.of("event select off->on, fresh"), seen(gp()));
    assertEquals(
        Set.of("fixed control off->on, stale", "global control of fixed counters off->on, stale"),
        seen(Script.on(INTEL).fixedControl(0x3).retire(0xc0, 1)));
  }

  @Test
  void whatIsTurnedOffIsStaleUntilAnEntry() {
    assertEquals(
        Set.of("event select on->off, stale"),
        more(gp(), gp().write(Register.eventSelect(0), 0xc4).retire(0xc4, 1)));
    assertEquals(
        Set.of("fixed control on->off, fresh"),
        more(fixed(), fixed().fixedControl(0).enter().retire(0xc0, 1)));
    assertEquals(
        Set.of("global control on->off, fresh", "global control off->on, stale"),
        more(gp(), gp().globalControl(0).enter().retire(0xc4, 1).globalControl(1).retire(0xc4, 1)));
    assertEquals(
        Set.of("global control of fixed counters on->off, stale"),
        more(fixed(), fixed().globalControl(3).retire(0xc0, 1)));
  }

  @Test
  void theEventAndThePrivilegeAreThoseThatWereCounted() {
    assertEquals(Set.of(), more(gp(), gp().globalControl(0).retire(0xc5, 1)));
    Script kernel = Script.on(INTEL).fixedControl(1).enter().retire(0xc0, 1);
    assertEquals(seen(kernel), seen(kernel.fixedControl(0).retire(0xc0, 1, Privilege.USER)));
  }

  @Test
  void anotherControlThatHoldsTheCounterHidesTheTransition() {
    assertEquals(
        Set.of(),
        more(gp(), gp().globalControl(0).write(Register.eventSelect(0), 0).retire(0xc4, 1)));
  }

  @Test
  void aWriteThatFaultsAndAResetTurnNothing() {
    assertEquals(Set.of(), more(fixed(), fixed().fixedControl(1L << 60).retire(0xc0, 1)));
    assertEquals(Set.of(), more(gp(), gp().reset().retire(0xc4, 1)));
  }

  @Test
  void theFilterTurnsBothKindsOfCounter() {
    assertEquals(
        Set.of("filter on->off, fresh", "filter off->on, stale"),
        more(gp(), gp().deny(0xc4).enter().retire(0xc4, 1).allow(0xc4).retire(0xc4, 1)));
    assertEquals(
        Set.of("filter of fixed counters on->off, stale"),
        more(fixed(), fixed().bitmap(FilterRequest.DENY, 1).retire(0xc0, 1)));
    Script masked = gp().masked(FilterRequest.DENY, 0xc4);
    assertEquals(Set.of("filter on->off, stale"), more(gp(), masked.retire(0xc4, 1)));
  }

  @Test
  void levelAndSvmeTurnWhatHasHostOnlyOrGuestOnly() {
    Script host = guestOnly(EventSelect.HOST_ONLY);
    assertEquals(
        Set.of("Host-Only on->off, fresh", "Host-Only off->on, stale"),
        more(
            guestOnly(EventSelect.HOST_ONLY),
            host.enterL2().enter().retire(0xc0, 1).leaveL2().retire(0xc0, 1)));
    assertEquals(
        Set.of("Guest-Only off->on, fresh", "Guest-Only on->off, stale"),
        more(
            guestOnly(EventSelect.HOST_ONLY),
            guestOnly(EventSelect.GUEST_ONLY)
                .enterL2()
                .enter()
                .retire(0xc0, 1)
                .leaveL2()
                .retire(0xc0, 1)));
    assertEquals(
        Set.of("EFER.SVME on->off, stale"),
        more(
            guestOnly(EventSelect.HOST_ONLY),
            guestOnly(EventSelect.HOST_ONLY).write(Register.EFER, 0).retire(0xc0, 1)));
  }

  @Test
  void aModelHasTheKindsOfItsControls() {
    assertEquals(36, new X86Transitions(V7_3).counts().size());
    assertEquals(24, new X86Transitions(X86Models.V5_3).counts().size());
  }
}
