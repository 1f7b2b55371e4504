package pmuoracle.oracle.prove.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.arm64.FilterCalls;
import pmuoracle.oracle.encoding.arm64.Setting;
import pmuoracle.oracle.encoding.arm64.VcpuRegisters;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.ProgramsWitness;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.arm64.Action;
import pmuoracle.spec.Step;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Step;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

/**
 * Claims about a counter just programmed: controls are written, then the type register, then the
 * enable bit; the guest goes where it is looked at, the virtual CPU is loaded, and the event occurs
 * once. All values and every machine are unknown. One call stands for every filter, because one
 * event is asked about.
 */
final class LevelClaims {
  private static final String SCOPE =
      "a counter just programmed and loaded: every value of its type register and of the controls,"
          + " at every level, on every machine; any filter";

  private LevelClaims() {}

  /**
   * A counter, programmed.
   *
   * @param counts whether the event advances it
   * @param event 16 bits
   * @param type 64 bits, as written
   * @param level 64 bits
   */
  private record Programmed(Scenario scenario, Bool counts, Word event, Word type, Word level) {
    Bool allowed() {
      return scenario.setting().filter().allows(event);
    }
  }

  private interface Goal {
    Statement in(Terms terms, boolean nested, boolean cycle);
  }

  /** Denied events do not count, whatever the level bits are. */
  static Claim deniedWhateverBits(Arm64Model model) {
    return Claim.timeless(
        SCOPE,
        nothingCounts(model),
        each(
            model,
            true,
            (terms, nested, cycle) -> {
              Programmed one = programmed(terms, model, nested, cycle, "", filter(terms));
              return shown(one.counts().implies(one.allowed()), one);
            }));
  }

  /** At virtual EL2 a counter counts only with NSH. */
  static Claim nshDecides(Arm64Model model) {
    return Claim.timeless(
        SCOPE,
        nothingCounts(model),
        new Obligation("nested, events", t -> nsh(t, model, false)),
        new Obligation("nested, cycles", t -> nsh(t, model, true)));
  }

  private static Statement nsh(Terms terms, Arm64Model model, boolean cycle) {
    Programmed one = programmed(terms, model, true, cycle, "", filter(terms));
    Bool without =
        one.level().is(VcpuRegisters.number(Level.VEL2)).and(one.type().isClear(EventType.NSH));
    return shown(without.implies(one.counts().not()), one);
  }

  /** An event counter counts iff the architecture says so. */
  static Claim exactlyWhereBitsSay(Arm64Model model) {
    return Claim.timeless(
        SCOPE + "; event counters",
        nothingCounts(model),
        each(
            model,
            false,
            (terms, nested, cycle) -> {
              FilterCalls filter = filter(terms);
              Programmed one = programmed(terms, model, nested, cycle, "", filter);
              Programmed right =
                  programmed(terms, Arm64Models.ARCHITECTURE, nested, cycle, "", filter);
              return shown(one.counts().iff(right.counts()), one, right);
            }));
  }

  /** Two counters of one event that both count without the filter both do with it, or neither. */
  static Claim verdictIndependentOfLevel(Arm64Model model) {
    return Claim.timeless(
        SCOPE,
        nothingCounts(model),
        each(
            model,
            true,
            (terms, nested, cycle) -> {
              FilterCalls filter = filter(terms);
              FilterCalls none = new FilterCalls(terms, terms.word(32, 0), List.of());
              Programmed one = programmed(terms, model, nested, cycle, "", filter);
              Programmed other = programmed(terms, model, nested, cycle, "other-", filter);
              Bool both =
                  programmed(terms, model, nested, cycle, "", none)
                      .counts()
                      .and(programmed(terms, model, nested, cycle, "other-", none).counts());
              one.scenario().given(one.event().is(other.event()));
              one.scenario().given(both);
              return shown(one.counts().iff(other.counts()), one, other);
            }));
  }

  private static Obligation nothingCounts(Arm64Model model) {
    return new Obligation(
        "nothing counts",
        terms -> {
          Programmed one = programmed(terms, model, model.nested(), false, "", filter(terms));
          return shown(one.counts().not(), one);
        });
  }

  private static Obligation[] each(Arm64Model model, boolean cycles, Goal goal) {
    List<Obligation> all = new ArrayList<>();
    for (boolean cycle : cycles ? new boolean[] {false, true} : new boolean[] {false}) {
      for (boolean nested : model.nested() ? new boolean[] {false, true} : new boolean[] {false}) {
        String title = (nested ? "nested, " : "plain, ") + (cycle ? "cycles" : "events");
        all.add(new Obligation(title, t -> goal.in(t, nested, cycle)));
      }
    }
    return all.toArray(Obligation[]::new);
  }

  private static Statement shown(Bool goal, Programmed... all) {
    List<Bool> given = new ArrayList<>();
    for (Programmed one : all) {
      given.addAll(one.scenario().given());
    }
    return new Statement(
        given,
        goal,
        values ->
            new ProgramsWitness(
                List.of(all).stream().map(one -> one.scenario().witness(values)).toList()));
  }

  private static FilterCalls filter(Terms terms) {
    return FilterCalls.variables(terms, 1);
  }

  private static Programmed programmed(
      Terms terms,
      Arm64Model model,
      boolean nested,
      boolean cycle,
      String prefix,
      FilterCalls filter) {
    Scenario scenario = new Scenario(terms, model, nested, cycle).filtered(filter).started();
    Word type = terms.variable(prefix + "type", 64);
    Word level = terms.variable(prefix + "level", 64);
    Word event = terms.variable(prefix + "event", 16);
    if (nested) {
      Word mdcr = terms.variable(prefix + "mdcr", 64);
      scenario.given(mdcr.and(Mdcr.HPMN).atMost(scenario.machine().counters()));
      scenario.then(Action.WRITE_MDCR, mdcr, v -> write(Kind.MDCR, v.value(mdcr)));
    }
    Word pmcr = terms.variable(prefix + "pmcr", 64);
    scenario.then(Action.WRITE_PMCR, pmcr, v -> write(Kind.PMCR, v.value(pmcr)));
    ScenarioSteps.program(scenario, type, cycle);
    long top = nested ? VcpuRegisters.number(Level.VEL2) : VcpuRegisters.number(Level.EL1);
    scenario.given(level.atMost(top));
    scenario.then(Action.GO, level, v -> new Arm64Step.Go(0, VcpuRegisters.level(v.value(level))));
    scenario.then(Action.LOAD, level, v -> new Arm64Step.Load(0));
    scenario.given(Setting.software(event).not());
    return new Programmed(
        scenario, ScenarioSteps.retire(scenario, event).is(0).not(), event, type, level);
  }

  private static Step write(Kind kind, long value) {
    return new Arm64Step.Write(0, Register.of(kind), value);
  }
}
