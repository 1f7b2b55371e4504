package pmuoracle.oracle.symbolic;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.Layout;
import pmuoracle.oracle.step.Shown;
import pmuoracle.spec.Observation;

/** What a step does if it is one of the things it can be. */
final class Effect<C, R, F, Q> {
  private final TermRun<C, R, F, Q> run;
  private final Alternative<C, R, F, Q> step;
  private final State<Q> before;
  private final Layout layout;
  private final List<Cell> cells = new ArrayList<>();
  private final List<Applied<Q>> applied = new ArrayList<>();

  /** Whether the step happens at all, its call succeeds, and counters follow registers. */
  private Bool happens;

  private Bool known;
  private Word carries;
  private State<Q> next;

  /** The registers after the step's function of them. */
  private List<Term> after;

  Effect(TermRun<C, R, F, Q> run, State<Q> before, Alternative<C, R, F, Q> step) {
    this.run = run;
    this.step = step;
    this.before = before;
    layout = run.encoding().layout();
    Bool yes = terms().bool(true);
    happens = step.plan().isGuests() ? ran() : yes;
    known = happens;
    carries = terms().word(64, 0);
    next = before;
    after = before.registers();
    C call = step.plan().call();
    if (call != null) {
      call(call);
    }
    R registers = step.plan().registers(run.isSpecial());
    if (registers != null) {
      registers(registers);
    }
    F counters = step.plan().counters();
    if (counters != null) {
      counter(counters);
    }
    if (call == null && step.plan().runs()) {
      next =
          new State<>(
              next.vm(),
              next.other(),
              List.of(yes),
              next.registers(),
              next.counter(),
              next.filter());
    }
  }

  State<Q> next() {
    return next;
  }

  List<Cell> cells() {
    return cells;
  }

  List<Applied<Q>> applied() {
    return applied;
  }

  Word carries() {
    return carries;
  }

  private Bool ran() {
    return (Bool) before.ran().get(0);
  }

  private void call(C function) {
    int own = layout.vm() - layout.own();
    List<Term> shared = before.vm().subList(0, own);
    List<Term> mine = before.vm().subList(own, layout.vm());
    List<Term> in = new ArrayList<>(run.machine());
    in.addAll(shared);
    in.addAll(TermRecord.choose(step.isOther(), before.other(), mine));
    in.addAll(step.callOperands());
    List<Term> out = run.encoding().call(function, in);
    Word errno = (Word) out.get(layout.errno());
    Bool accepted = errno.is(0);
    observe(Observation.ERRNO, errno, happens.and(errno.is(Layout.UNSETTLED).not()));
    List<Term> after = out.subList(own, layout.vm());
    List<Term> vm = new ArrayList<>(out.subList(0, own));
    vm.addAll(TermRecord.choose(step.isOther(), mine, after));
    Q said = run.encoding().choose(accepted, step.installed().apply(before), before.filter());
    happens = accepted.and(step.isOther().not());
    next =
        new State<>(
            vm,
            TermRecord.choose(step.isOther(), after, before.other()),
            step.plan().runs() ? List.of(ran().or(happens)) : before.ran(),
            before.registers(),
            before.counter(),
            said);
  }

  private void registers(R function) {
    List<Term> in = run.inputs(next, before.registers(), before.registers(), step.operands());
    List<Term> out = run.encoding().registers(function, in, next.filter());
    after = out.subList(0, layout.registers());
    known = known.and((Bool) out.get(layout.registersKnown()));
    if (step.plan().showsFault()) {
      Shown cell = step.plan().shown().contains(Shown.ERRNO) ? Shown.ERRNO : Shown.FAULT;
      observe(cell.cell(), (Word) out.get(layout.fault()), happens);
    }
    if (step.plan().showsAnswer()) {
      observe(Shown.ANSWER.cell(), (Word) out.get(layout.registersAnswer()), known);
    }
    applied.add(
        new Applied<>(
            happens.and(((Word) out.get(layout.fault())).is(0)),
            function,
            run.inputs(next, before.registers(), after, step.operands()),
            next.filter()));
    next = with(TermRecord.choose(happens, after, before.registers()), before.counter());
    happens = happens.and((Bool) out.get(layout.follow()));
  }

  private void counter(F function) {
    List<Term> in = run.inputs(next, before.registers(), after, step.operands());
    applied.add(new Applied<>(happens, function, in, next.filter()));
    List<Term> out = run.encoding().counter(function, run.isSpecial(), in, next.filter());
    Word answer = (Word) out.get(layout.answer());
    Bool settled = (Bool) out.get(layout.known());
    for (Shown cell : step.plan().shown()) {
      switch (cell) {
        case ERRNO, FAULT, ANSWER -> {}
        case NO_FAULT -> observe(cell.cell(), terms().word(answer.width(), 0), known);
        case COUNTER_FAULT, COUNTS, HARDWARE -> observe(cell.cell(), answer, known.and(settled));
        case COUNTER_VALUE, BITS -> {
          Word none = terms().word(answer.width(), 0);
          observe(cell.cell(), happens.choose(answer, none), known.and(happens.implies(settled)));
        }
      }
    }
    if (layout.carried() >= 0) {
      carries = happens.choose((Word) out.get(layout.carries()), carries);
    }
    next =
        with(
            next.registers(),
            TermRecord.choose(happens, out.subList(0, layout.counterSize()), before.counter()));
  }

  private State<Q> with(List<Term> registers, List<Term> counter) {
    return new State<>(next.vm(), next.other(), next.ran(), registers, counter, next.filter());
  }

  private void observe(Observation what, Word value, Bool isKnown) {
    cells.add(new Cell(what, terms().bool(true), value, isKnown));
  }

  private Terms terms() {
    return run.index().terms();
  }
}
