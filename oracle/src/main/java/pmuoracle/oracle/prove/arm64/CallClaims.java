package pmuoracle.oracle.prove.arm64;

import java.util.ArrayList;
import java.util.List;
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
          Acceptance.initialisation(machine, vm, interrupt),
          Acceptance.run(machine, vm));
    }

    Statement shows(Arm64Model model, Bool goal) {
      return Statement.ofStates(List.of(machine.exists(model), Requests.exists(request)), goal);
    }
  }

  static Claim boundExact(Arm64Model model) {
    return Claim.timeless(
        "every range",
        new Obligation("in 16 bits", t -> bound(t, model, 16)),
        new Obligation("bound", t -> bound(t, model, FilterRange.END_BITS)),
        new Obligation("no event beyond", t -> within(t, model)));
  }

  private static Statement bound(Terms terms, Arm64Model model, int width) {
    MachineTerms machine = MachineTerms.variables(terms);
    Word base = terms.variable("base", 16);
    Word nevents = terms.variable("nevents", 16);
    Bool exact =
        FilterRange.end(base, nevents, 64).atMost(machine.filterEvents(model.eventSpace()));
    return Statement.ofStates(
        List.of(machine.exists(model)),
        Acceptance.endsWithin(model, machine, base, nevents, width).iff(exact));
  }

  private static Statement within(Terms terms, Arm64Model model) {
    Call call = Call.any(terms);
    Word event = terms.variable("event", 16);
    Bool contains =
        new FilterRange(call.request().base(), call.request().nevents(), terms.bool(true))
            .contains(event);
    Bool accepted = call.filter(model).errno().is(0);
    return call.shows(
        model,
        accepted
            .and(contains)
            .implies(event.zeroExtend(64).below(call.machine().filterEvents(model.eventSpace()))));
  }

  static Claim refusedUnchanged(Arm64Model model) {
    return Claim.timeless(
        SCOPE,
        new Obligation("no call changes anything", t -> unchanged(t, model, false)),
        new Obligation("refused calls", t -> unchanged(t, model, true)));
  }

  private static Statement unchanged(Terms terms, Arm64Model model, boolean refused) {
    Call call = Call.any(terms);
    List<Bool> unchanged = new ArrayList<>();
    for (Acceptance acceptance : call.all(model)) {
      Bool meant = refused ? acceptance.errno().is(0).not() : terms.bool(true);
      unchanged.add(meant.implies(acceptance.next().is(call.vm())));
    }
    return call.shows(model, terms.all(unchanged));
  }

  static Claim frozenAfterRun(Arm64Model model) {
    return Claim.timeless(
        SCOPE,
        new Obligation("never accepted", t -> accepted(t, model, false)),
        new Obligation("through another virtual CPU", t -> another(t, model)),
        new Obligation("filter calls", t -> accepted(t, model, true)),
        new Obligation("what has run has run", t -> hasRun(t, model)));
  }

  private static Statement accepted(Terms terms, Arm64Model model, boolean onceRun) {
    Call call = Call.any(terms);
    Bool late = onceRun ? call.vm().hasRun() : terms.bool(true);
    return call.shows(model, late.implies(call.filter(model).errno().is(0).not()));
  }

  private static Statement hasRun(Terms terms, Arm64Model model) {
    Call call = Call.any(terms);
    List<Bool> kept = new ArrayList<>();
    for (Acceptance acceptance : call.all(model)) {
      kept.add(call.vm().hasRun().implies(acceptance.next().hasRun()));
    }
    return call.shows(model, terms.all(kept));
  }

  /** One virtual CPU runs, then a filter is asked for through a second one. */
  private static Statement another(Terms terms, Arm64Model model) {
    Scene scene = new Scene(terms, model, false, true).started();
    Acceptance.Request request = Acceptance.Request.variables(terms);
    scene.given(Requests.exists(request));
    Word errno = scene.asked(request);
    return new Statement(scene.given(), errno.is(0).not(), scene::witness);
  }

  /** The checks of a filter call and their errors, first to last. */
  static Claim firstFailingCheck(Arm64Model model) {
    return Claim.timeless(
        SCOPE,
        new Obligation("has run before range", t -> ordered(t, model, true)),
        new Obligation("errors", t -> ordered(t, model, false)));
  }

  private record Check(Bool fails, Errno error) {}

  private static Statement ordered(Terms terms, Arm64Model model, boolean early) {
    Call call = Call.any(terms);
    List<Check> checks = checks(terms, model, call, early);
    Word expected = terms.word(64, 0);
    for (int i = checks.size() - 1; i >= 0; i--) {
      Word error = terms.word(64, checks.get(i).error().number());
      expected = checks.get(i).fails().choose(error, expected);
    }
    return call.shows(model, call.filter(model).errno().is(expected));
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
