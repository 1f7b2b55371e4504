package pmuoracle.oracle.prove.arm64;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import pmuoracle.oracle.encoding.arm64.Acceptance;
import pmuoracle.oracle.encoding.arm64.FilterRange;
import pmuoracle.oracle.encoding.arm64.MachineTerms;
import pmuoracle.oracle.encoding.arm64.VmState;
import pmuoracle.oracle.prove.Claim;
import pmuoracle.oracle.prove.Obligation;
import pmuoracle.oracle.prove.Statement;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Errno;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.UnreadyRun;
import pmuoracle.spec.arm64.FilterRequest;

/** Claims about which calls are accepted, and what a call changes. */
final class CallClaims {
  private static final String SCOPE = "every call, in every state of the virtual machine";

  private CallClaims() {}

  /**
   * Any call on any machine.
   *
   * @param number the PMU to select
   * @param interrupt whether there is one
   */
  private record Call(
      MachineTerms machine, VmState vm, Acceptance.Request request, Word number, Bool interrupt) {
    static Call any(Terms terms) {
      return new Call(
          MachineTerms.variables(terms),
          VmState.variables(terms),
          Acceptance.Request.variables(terms),
          terms.variable("number", 64),
          terms.variable("interrupt"));
    }

    Acceptance filter(Arm64Model model) {
      return Acceptance.filter(model, machine, vm, request);
    }

    List<Acceptance> all(Arm64Model model) {
      return List.of(
          filter(model),
          Acceptance.selection(model, machine, vm, number),
          Acceptance.initialisation(model, machine, vm, interrupt),
          Acceptance.run(model, machine, vm));
    }

    Terms terms() {
      return number.terms();
    }

    Bool accepted(Arm64Model model) {
      return filter(model).errno().is(0);
    }

    /** True iff the range of the request has the event. */
    Bool contains(Word event) {
      return new FilterRange(request.base(), request.nevents(), terms().bool(true)).contains(event);
    }

    /** That it is true of every sort of call. */
    Statement each(Arm64Model model, Function<Acceptance, Bool> holds) {
      return shows(model, terms().all(all(model).stream().map(holds).toList()));
    }

    Statement shows(Arm64Model model, Bool goal) {
      return Statement.ofStates(List.of(machine.exists(model), Requests.exists(request)), goal);
    }
  }

  private static Claim.Builder<Call> over(String scope) {
    return Claim.over(scope, Call::any);
  }

  static Claim boundExact(Arm64Model model) {
    return over("every range")
        .show("bound", c -> bound(c, model, FilterRange.END_BITS))
        .show("no event beyond", c -> within(c, model))
        .butNot("in 16 bits", c -> bound(c, model, 16));
  }

  private static Statement bound(Call call, Arm64Model model, int width) {
    MachineTerms machine = call.machine();
    Word base = call.request().base();
    Word nevents = call.request().nevents();
    Bool exact =
        FilterRange.end(base, nevents, 64).atMost(machine.filterEvents(model.eventSpace()));
    return Statement.ofStates(
        List.of(machine.exists(model)),
        Acceptance.endsWithin(model, machine, base, nevents, width).iff(exact));
  }

  private static Statement within(Call call, Arm64Model model) {
    Word event = call.terms().variable("event", 16);
    return call.shows(
        model,
        call.accepted(model)
            .and(call.contains(event))
            .implies(event.zeroExtend(64).below(call.machine().filterEvents(model.eventSpace()))));
  }

  /** An event is in the range iff its distance from base, base not above it, is below nevents. */
  static Claim rangeIsItsEvents(Arm64Model model) {
    return over("every range and every event")
        .show("by its distance from base", c -> distance(c, model, Word::below))
        .butNot("one more", c -> distance(c, model, Word::atMost));
  }

  private static Statement distance(
      Call call, Arm64Model model, BiFunction<Word, Word, Bool> isNear) {
    Word event = call.terms().variable("event", 16);
    Word distance = event.minus(call.request().base());
    Bool near = isNear.apply(distance, call.request().nevents());
    return call.shows(model, call.accepted(model).implies(call.contains(event).iff(near)));
  }

  static Claim refusedUnchanged(Arm64Model model) {
    return over(SCOPE)
        .show("refused calls", c -> unchanged(c, model, call -> call.errno().is(0).not()))
        .butNot("no call changes anything", c -> unchanged(c, model, call -> c.terms().bool(true)));
  }

  private static Statement unchanged(
      Call call, Arm64Model model, Function<Acceptance, Bool> where) {
    return call.each(
        model,
        acceptance -> where.apply(acceptance).implies(acceptance.next().isButForDeath(call.vm())));
  }

  static Claim frozenAfterRun(Arm64Model model) {
    return over(SCOPE)
        .show(new Obligation("through another virtual CPU", t -> another(t, model)))
        .show("filter calls", c -> c.shows(model, c.vm().hasRun().implies(c.accepted(model).not())))
        .show(
            "what has run has run",
            c -> c.each(model, a -> c.vm().hasRun().implies(a.next().hasRun())))
        .butNot("never accepted", c -> c.shows(model, c.accepted(model).not()));
  }

  /** One virtual CPU runs, then a filter is asked for through a second one. */
  private static Statement another(Terms terms, Arm64Model model) {
    Scenario scenario = new Scenario(terms, model, false, true).started();
    Acceptance.Request request = Acceptance.Request.variables(terms);
    scenario.given(Requests.exists(request));
    Word errno = scenario.asked(request);
    return new Statement(scenario.given(), errno.is(0).not(), scenario::witness);
  }

  /** The checks of a filter call and their errors, first to last. */
  static Claim firstFailingCheck(Arm64Model model) {
    return over(SCOPE)
        .show("errors", c -> ordered(c, model, false))
        .butNot("has run before range", c -> ordered(c, model, true));
  }

  private record Check(Bool fails, Errno error) {}

  private static Statement ordered(Call call, Arm64Model model, boolean early) {
    Terms terms = call.terms();
    List<Check> checks = checks(terms, model, call, early);
    Word expected = terms.word(64, 0);
    for (int i = checks.size() - 1; i >= 0; i--) {
      Word error = terms.word(64, checks.get(i).error().number());
      expected = checks.get(i).fails().choose(error, expected);
    }
    Bool unsettled = call.vm().dead().and(terms.bool(model.unreadyRun() == UnreadyRun.UNSETTLED));
    return call.shows(model, unsettled.or(call.filter(model).errno().is(expected)));
  }

  private static List<Check> checks(Terms terms, Arm64Model model, Call call, boolean early) {
    Acceptance.Request request = call.request();
    VmState vm = call.vm();
    Word end = request.base().zeroExtend(64).plus(request.nevents().zeroExtend(64));
    Bool beyond = end.atMost(call.machine().filterEvents(model.eventSpace())).not();
    Bool unknown =
        request.action().is(FilterRequest.ALLOW).or(request.action().is(FilterRequest.DENY)).not();
    Check range = new Check(beyond.or(unknown), Errno.EINVAL);
    Check late =
        new Check(vm.hasRun().and(terms.bool(model.refusedAfterRun() || early)), Errno.EBUSY);
    return List.of(
        new Check(vm.dead(), Errno.EIO),
        new Check(request.group().is(FilterRequest.PMU_GROUP).not(), Errno.ENXIO),
        new Check(call.machine().pmu().not(), Errno.ENODEV),
        new Check(vm.initialised(), Errno.EBUSY),
        new Check(request.attribute().is(FilterRequest.FILTER).not(), Errno.ENXIO),
        new Check(request.readable().below(FilterRequest.BYTES), Errno.EFAULT),
        early ? late : range,
        early ? range : late,
        new Check(vm.selected().not(), Errno.ENXIO),
        new Check(vm.filtered().or(request.memory()).not(), Errno.ENOMEM));
  }
}
