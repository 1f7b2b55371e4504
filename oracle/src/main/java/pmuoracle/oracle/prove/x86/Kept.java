package pmuoracle.oracle.prove.x86;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.X86Model;

/** What every step keeps true of a counter, and so makes claims inductive. */
final class Kept {
  private Kept() {}

  /**
   * What runs was allowed when it was last programmed; if that was since the filter was set, it
   * still is. Perf-backed counters.
   */
  static Bool runsAllowed(Moment moment) {
    Bool runs = moment.mediated().not().and(moment.counter().running());
    return runs.and(moment.history().programmed())
        .implies(moment.allows(moment.history().decided()));
  }

  /**
   * A counter that was not programmed since the filter was set is pending, and one whose virtual
   * CPU entered was programmed; where the filter is pushed. Perf-backed counters.
   */
  static Bool pushed(Moment moment) {
    Bool programmed = moment.history().programmed();
    return moment
        .mediated()
        .or(programmed.or(moment.counter().pending()))
        .and(moment.mediated().or(moment.history().entered().implies(programmed)));
  }

  /** A shadow that waits for nothing, and what an entry loaded of it, are allowed. */
  static Bool shadowAllowed(Moment moment) {
    Word shadow = moment.counter().shadow();
    Word loaded = moment.counter().loaded();
    Bool shadowed =
        moment
            .counter()
            .pending()
            .not()
            .and(moment.kind().enables(shadow))
            .implies(moment.allows(shadow));
    Bool hardware =
        moment
            .history()
            .entered()
            .and(moment.kind().enables(loaded))
            .implies(moment.allows(loaded));
    return moment.mediated().implies(shadowed.and(hardware));
  }

  /** A counter that waits for nothing is as filter and registers say, where they let it count. */
  static Bool countsIfAllowed(Moment moment) {
    Bool idle = moment.counter().pending().not();
    Bool settled = moment.history().settled();
    Bool mediated = moment.mediated();
    Word control = moment.control();
    Bool runs = moment.enabled().and(moment.passes());
    Bool shadowed = locally(moment).and(moment.passes());
    return mediated.choose(
        shadowed.implies(
            idle.implies(moment.counter().shadow().is(control))
                .and(settled.implies(moment.counter().loaded().is(control)))),
        idle.or(settled).and(runs).implies(moment.counter().running().and(latest(moment))));
  }

  /** The same, and it does not count where they do not let it. */
  static Bool countsIffAllowed(Moment moment) {
    Bool idle = moment.counter().pending().not();
    Bool settled = moment.history().settled();
    Bool stopped = moment.enabled().and(moment.passes()).not();
    Bool unloaded = locally(moment).and(moment.passes()).not();
    Bool shadowOff = moment.kind().enables(moment.counter().shadow()).not();
    Bool loadedOff = moment.kind().enables(moment.counter().loaded()).not();
    return countsIfAllowed(moment)
        .and(
            moment
                .mediated()
                .choose(
                    unloaded.implies(idle.implies(shadowOff).and(settled.implies(loadedOff))),
                    idle.or(settled).and(stopped).implies(moment.counter().running().not())));
  }

  /** Both, as far as the generation has them. */
  static Bool allowed(X86Model model, Moment moment) {
    Bool runs = runsAllowed(moment);
    runs = model.push() ? runs.and(pushed(moment)) : runs;
    return model.mediated() == X86Model.Mediated.ABSENT ? runs : runs.and(shadowAllowed(moment));
  }

  private static Bool locally(Moment moment) {
    return moment.kind().locally(moment.registers(), moment.control());
  }

  /** The counter's last programming is that of its control. */
  private static Bool latest(Moment moment) {
    Word control = moment.control();
    var programmed = moment.counter().programmed();
    return programmed
        .key()
        .is(moment.kind().key(control))
        .and(programmed.user().iff(moment.kind().user(control)))
        .and(programmed.os().iff(moment.kind().os(control)));
  }
}
