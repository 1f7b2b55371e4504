package pmuoracle.oracle.prove.x86;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Model;

/** What every step keeps true of a counter, and so makes claims inductive. */
final class SupportingInvariants {
  private SupportingInvariants() {}

  /**
   * What runs was allowed when it was last programmed; if that was since the filter was set, it
   * still is. Perf-backed counters.
   */
  static Bool runsAllowed(CounterView view) {
    Bool runs = view.mediated().not().and(view.counter().running());
    return runs.and(view.history().programmed()).implies(view.allows(view.history().decided()));
  }

  /**
   * A counter that was not programmed since the filter was set is pending, and one whose virtual
   * CPU entered was programmed; where the filter is pushed. Perf-backed counters.
   */
  static Bool pushed(CounterView view) {
    Bool programmed = view.history().programmed();
    return view.mediated()
        .or(programmed.or(view.counter().pending()))
        .and(view.mediated().or(view.history().entered().implies(programmed)));
  }

  /** A shadow that waits for nothing, and what an entry loaded of it, are allowed. */
  static Bool shadowAllowed(CounterView view) {
    Word shadow = view.counter().shadow();
    Word loaded = view.counter().loaded();
    Bool shadowed =
        view.counter()
            .pending()
            .not()
            .and(view.kind().enables(shadow))
            .implies(view.allows(shadow));
    Bool hardware =
        view.history().entered().and(view.kind().enables(loaded)).implies(view.allows(loaded));
    return view.mediated().implies(shadowed.and(hardware));
  }

  /** A counter that waits for nothing is as filter and registers say, where they let it count. */
  static Bool countsIfAllowed(CounterView view) {
    Bool idle = view.counter().pending().not();
    Bool settled = view.history().settled();
    Bool mediated = view.mediated();
    Word control = view.control();
    Bool runs = view.enabled().and(view.passes());
    Bool shadowed = locally(view).and(view.passes());
    return mediated.choose(
        shadowed.implies(
            idle.implies(view.counter().shadow().is(control))
                .and(settled.implies(view.counter().loaded().is(control)))),
        idle.or(settled).and(runs).implies(view.counter().running().and(latest(view))));
  }

  /** The same, and it does not count where they do not let it. */
  static Bool countsIffAllowed(CounterView view) {
    Bool idle = view.counter().pending().not();
    Bool settled = view.history().settled();
    Bool stopped = view.enabled().and(view.passes()).not();
    Bool unloaded = locally(view).and(view.passes()).not();
    Bool shadowOff = view.kind().enables(view.counter().shadow()).not();
    Bool loadedOff = view.kind().enables(view.counter().loaded()).not();
    return countsIfAllowed(view)
        .and(
            view.mediated()
                .choose(
                    unloaded.implies(idle.implies(shadowOff).and(settled.implies(loadedOff))),
                    idle.or(settled).and(stopped).implies(view.counter().running().not())));
  }

  /** Both, as far as the generation has them. */
  static Bool allowed(X86Model model, CounterView view) {
    Bool runs = runsAllowed(view);
    runs = model.push() ? runs.and(pushed(view)) : runs;
    return model.mediated() == X86Model.Mediated.ABSENT ? runs : runs.and(shadowAllowed(view));
  }

  private static Bool locally(CounterView view) {
    return view.kind().locally(view.registers(), view.control());
  }

  /** The counter's last programming is that of its control. */
  private static Bool latest(CounterView view) {
    Word control = view.control();
    var programmed = view.counter().programmed();
    return programmed
        .key()
        .is(view.kind().key(control))
        .and(programmed.user().iff(view.kind().user(control)))
        .and(programmed.os().iff(view.kind().os(control)));
  }
}
