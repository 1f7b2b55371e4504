package pmuoracle.oracle.prove.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.arm64.Acceptance;
import pmuoracle.oracle.encoding.arm64.FilterCalls;
import pmuoracle.oracle.encoding.arm64.FilterTerms;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.RegisterChange;
import pmuoracle.oracle.encoding.arm64.RegisterTransitions;
import pmuoracle.oracle.encoding.arm64.Ruling;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;

/** Claims about PMCEID0 and PMCEID1, where the model settles them. */
final class AdvertisedClaims {
  private static final int HALF = 32;
  private static final int UPPER = 0x4000;
  private static final int FIRST_STALL_SLOT = 29;
  private static final String SCOPE =
      "any filter, every machine, in every state; where the model settles PMCEID";
  private static final String PROGRAMMED =
      "a counter just programmed, every machine; any filter, of which one event is asked";

  private AdvertisedClaims() {}

  /** Both registers, as read somewhere under some filter. */
  private record Read(
      MachineTerms machine, FilterTerms filter, RegisterChange first, RegisterChange second) {
    static Read any(Terms terms, Arm64Model model, FilterTerms filter, String prefix) {
      MachineTerms machine = MachineTerms.variables(terms);
      VcpuRegisters registers = VcpuRegisters.variables(terms, prefix);
      RegisterTransitions steps = new RegisterTransitions(model, machine, filter);
      return new Read(
          machine,
          filter,
          steps.advertisedRead(registers, false),
          steps.advertisedRead(registers, true));
    }

    static Read any(Terms terms, Arm64Model model) {
      FilterTerms filter = new FilterTerms(terms.variable("filter?"), Ruling.any(terms, "filter"));
      return any(terms, model, filter, "before");
    }

    List<Bool> given(Arm64Model model) {
      return List.of(
          machine.exists(model), machine.pmu(), first.fault().is(0), first.known(), second.known());
    }
  }

  static Claim advertisedIsAllowed(Arm64Model model) {
    return Claim.timeless(
        SCOPE,
        new Obligation("and counts nowhere else", t -> each(t, model, AdvertisedClaims::only)),
        new Obligation("every bit", t -> each(t, model, AdvertisedClaims::allowed)));
  }

  static Claim allowedIsAdvertised(Arm64Model model) {
    return Claim.timeless(
        SCOPE,
        new Obligation("and what hardware lacks", t -> lower(t, model, false)),
        new Obligation("events below 0x40", t -> lower(t, model, true)));
  }

  private interface Of {
    Bool bit(Bool advertised, Bool allowed);
  }

  private static Bool allowed(Bool advertised, Bool allowed) {
    return advertised.implies(allowed);
  }

  private static Bool only(Bool advertised, Bool allowed) {
    return allowed.implies(advertised);
  }

  private static Statement each(Terms terms, Arm64Model model, Of of) {
    Read read = Read.any(terms, model);
    List<Bool> all = new ArrayList<>();
    for (int n = 0; n < HALF; n++) {
      all.add(of.bit(read.first().answer().bit(n), allows(read, n)));
      all.add(of.bit(read.second().answer().bit(n), allows(read, HALF + n)));
      all.add(of.bit(read.first().answer().bit(HALF + n), allows(read, UPPER + n)));
      all.add(of.bit(read.second().answer().bit(HALF + n), allows(read, UPPER + HALF + n)));
    }
    return Statement.ofStates(read.given(model), terms.all(all));
  }

  private static Statement lower(Terms terms, Arm64Model model, boolean supported) {
    Read read = Read.any(terms, model);
    List<Bool> all = new ArrayList<>();
    for (int n = 0; n < HALF; n++) {
      boolean always = !supported || isAlways(model, n);
      Bool here = read.machine().ceid0().bit(n).or(terms.bool(always));
      all.add(here.and(allows(read, n)).implies(read.first().answer().bit(n)));
      if (n < FIRST_STALL_SLOT) {
        Bool there = read.machine().ceid1().bit(n).or(terms.bool(!supported));
        all.add(there.and(allows(read, HALF + n)).implies(read.second().answer().bit(n)));
      }
    }
    return Statement.ofStates(read.given(model), terms.all(all));
  }

  /** Whether the model has the event in PMCEID whatever the hardware has. */
  private static boolean isAlways(Arm64Model model, int event) {
    return switch (model.advertisedBase()) {
      case HARDWARE, LESS_STALL_SLOT -> false;
      case WITH_CHAIN -> event == EventType.CHAIN;
      case WITH_SOFTWARE -> event == EventType.SW_INCR || event == EventType.CHAIN;
    };
  }

  private static Bool allows(Read read, int event) {
    return read.filter().allows(read.machine().world().word(16, event));
  }

  /** Events 0x4000 to 0x401f. */
  static Claim upperAllowedIsAdvertised(Arm64Model model) {
    return Claim.timeless(
        PROGRAMMED,
        new Obligation("and what hardware lacks", t -> upper(t, model, false)),
        new Obligation("events from 0x4000 on", t -> upper(t, model, true)));
  }

  private static Statement upper(Terms terms, Arm64Model model, boolean supported) {
    Scenario scenario =
        new Scenario(terms, model, false, true).filtered(FilterCalls.variables(terms, 1)).started();
    Word read = ScenarioSteps.advertised(scenario, false);
    Word place = terms.variable("place", 64);
    scenario.given(place.below(HALF));
    Bool allowed = scenario.setting().filter().allows(place.plus(UPPER).bits(15, 0));
    Bool has = bit(scenario.machine().ceid0(), place.plus(HALF)).or(terms.bool(!supported));
    return new Statement(
        scenario.given(), has.and(allowed).implies(bit(read, place.plus(HALF))), scenario::witness);
  }

  private static Bool bit(Word word, Word place) {
    return word.shiftRight(place).bit(0);
  }

  /** Events below 0x20, of an event counter. */
  static Claim countedIsAdvertised(Arm64Model model) {
    return Claim.timeless(
        PROGRAMMED,
        new Obligation("nothing is advertised", t -> counted(t, model, false, false)),
        new Obligation("hardware events", t -> counted(t, model, false, true)),
        new Obligation("software increment", t -> counted(t, model, true, true)));
  }

  private static Statement counted(Terms terms, Arm64Model model, boolean software, boolean sound) {
    Scenario scenario =
        new Scenario(terms, model, false, false)
            .filtered(FilterCalls.variables(terms, 1))
            .started();
    Word type = terms.variable("type", 64);
    Word event = terms.variable("event", 16);
    ScenarioSteps.switchOn(scenario);
    ScenarioSteps.program(scenario, type, false);
    scenario.then(Action.LOAD, type, v -> new Arm64Step.Load(0));
    Word amount;
    if (software) {
      scenario.given(event.is(EventType.SW_INCR));
      amount =
          ScenarioSteps.increment(
              scenario, terms.word(64, 1).shiftLeft(scenario.setting().index()));
    } else {
      scenario.given(Setting.software(event).not());
      scenario.given(event.below(HALF));
      amount = ScenarioSteps.retire(scenario, event);
    }
    Word read = ScenarioSteps.advertised(scenario, false);
    Word place = event.zeroExtend(64);
    boolean always = software && isAlways(model, EventType.SW_INCR);
    Bool has = bit(scenario.machine().ceid0(), place).or(terms.bool(always));
    return new Statement(
        scenario.given(),
        has.and(amount.is(0).not()).implies(bit(read, place).and(terms.bool(sound))),
        scenario::witness);
  }

  /** Once the guest has read them, no call changes them; nor does anything but a call. */
  static Claim constant(Arm64Model model) {
    return Claim.timeless(
        SCOPE,
        new Obligation("under another filter", t -> wherever(t, model, false)),
        new Obligation("a call through another virtual CPU", t -> later(t, model)),
        new Obligation("wherever the guest is", t -> wherever(t, model, true)));
  }

  private static Statement later(Terms terms, Arm64Model model) {
    Scenario scenario = new Scenario(terms, model, false, true).started();
    Acceptance.Request request = Acceptance.Request.variables(terms);
    scenario.given(Requests.exists(request));
    Word before = ScenarioSteps.advertised(scenario, false);
    scenario.asked(request);
    Word after = ScenarioSteps.advertised(scenario, false);
    return new Statement(scenario.given(), after.is(before), scenario::witness);
  }

  private static Statement wherever(Terms terms, Arm64Model model, boolean sameFilter) {
    Read one = Read.any(terms, model);
    FilterTerms filter =
        sameFilter
            ? one.filter()
            : new FilterTerms(terms.variable("other?"), Ruling.any(terms, "other"));
    Read other = Read.any(terms, model, filter, "after");
    List<Bool> given = new ArrayList<>(one.given(model));
    given.addAll(other.given(model));
    return Statement.ofStates(
        given,
        one.first()
            .answer()
            .is(other.first().answer())
            .and(one.second().answer().is(other.second().answer())));
  }
}
