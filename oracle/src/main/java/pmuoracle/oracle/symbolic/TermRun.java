package pmuoracle.oracle.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.Encoding;
import pmuoracle.oracle.step.Layout;

/**
 * What one model says of symbolic steps: their plans, carried out over terms on one counter.
 *
 * @param machine its terms
 * @param isSpecial whether the counter is
 * @param index its number
 * @param chained whether what chained counters do is open
 * @param carried how often the counter before overflows in the step, so that this one may chain
 */
public record TermRun<C, R, F, Q>(
    Encoding<C, R, F, Q> encoding,
    List<Term> machine,
    boolean isSpecial,
    Word index,
    Bool chained,
    Term carried) {

  /**
   * Before the first step.
   *
   * @param creation what makes a virtual machine, unless all of it is 0
   * @param initial what makes registers
   * @param runs whether some step asks whether the virtual CPU has run
   * @param none what is said before a filter was accepted
   */
  public State<Q> initial(Optional<C> creation, R initial, boolean runs, Q none) {
    Layout layout = encoding.layout();
    List<Term> vm = zeros(encoding.callVariables(terms()), layout.machine(), layout.vm());
    if (creation.isPresent()) {
      List<Term> in = new ArrayList<>(machine);
      in.addAll(vm);
      in.addAll(zeros(encoding.callVariables(terms()), in.size(), layout.callSize() - in.size()));
      vm = encoding.call(creation.get(), in).subList(0, layout.vm());
    }
    List<Term> variables = encoding.variables(terms());
    List<Term> counter = zeros(variables, layout.counter(), layout.counterSize());
    List<Term> registers = zeros(variables, layout.before(), layout.registers());
    State<Q> zero =
        new State<>(
            vm,
            vm.subList(layout.vm() - layout.own(), layout.vm()),
            runs ? List.of(no()) : List.of(),
            registers,
            counter,
            none);
    List<Term> operands = zeros(variables, operandsAt(), operandsEnd() - operandsAt());
    return new State<>(
        zero.vm(),
        zero.other(),
        zero.ran(),
        encoding
            .registers(initial, inputs(zero, registers, registers, operands), none)
            .subList(0, layout.registers()),
        counter,
        none);
  }

  /**
   * A state nothing is known of but what its filter says.
   *
   * @param runs whether some step asks whether the virtual CPU has run
   */
  public State<Q> any(boolean runs, Q filter) {
    Layout layout = encoding.layout();
    List<Term> called = encoding.callVariables(terms());
    List<Term> variables = encoding.variables(terms());
    List<Term> vm = called.subList(layout.machine(), layout.machine() + layout.vm());
    List<Term> other = new ArrayList<>();
    for (Term own : vm.subList(layout.vm() - layout.own(), layout.vm())) {
      String name = "other-" + own;
      other.add(
          own instanceof Word word ? terms().variable(name, word.width()) : terms().variable(name));
    }
    return new State<>(
        vm,
        other,
        runs ? List.of(terms().variable("ran")) : List.of(),
        variables.subList(layout.before(), layout.before() + layout.registers()),
        variables.subList(layout.counter(), layout.counter() + layout.counterSize()),
        filter);
  }

  private int operandsAt() {
    return encoding.layout().after() + encoding.layout().registers();
  }

  private int operandsEnd() {
    Layout layout = encoding.layout();
    int told = 0;
    for (int place : new int[] {layout.ran(), layout.chained(), layout.carried()}) {
      told += place < 0 ? 0 : 1;
    }
    return layout.counter() - told;
  }

  /** As many zeros of the same sorts as these terms. */
  private List<Term> zeros(List<Term> like, int from, int count) {
    List<Term> zeros = new ArrayList<>();
    for (Term term : like.subList(from, from + count)) {
      zeros.add(term instanceof Word word ? terms().word(word.width(), 0) : no());
    }
    return zeros;
  }

  /** One step from a state, of which only is known what it can be. */
  public TermStep<Q> take(State<Q> before, List<Alternative<C, R, F, Q>> alternatives) {
    State<Q> after = before;
    List<Cell> cells = new ArrayList<>();
    List<Applied<Q>> applied = new ArrayList<>();
    Word carries = terms().word(64, 0);
    for (Alternative<C, R, F, Q> alternative : alternatives) {
      Bool when = alternative.when();
      Effect<C, R, F, Q> effect = new Effect<>(this, before, alternative);
      State<Q> next = effect.next();
      after =
          after
              .with(TermRecord.choose(when, next.components(), after.components()))
              .asking(encoding.choose(when, next.filter(), after.filter()));
      effect.cells().forEach(cell -> cells.add(cell.given(when)));
      effect.applied().forEach(one -> applied.add(one.given(when)));
      carries = when.choose(effect.carries(), carries);
    }
    return new TermStep<>(before, after, cells, applied, carries);
  }

  /**
   * What a function of registers or of the counter reads.
   *
   * @param before the registers before the step
   * @param after the registers after it
   */
  List<Term> inputs(State<Q> state, List<Term> before, List<Term> after, List<Term> operands) {
    Layout layout = encoding.layout();
    List<Term> in = new ArrayList<>(machine);
    in.addAll(state.vm().subList(0, layout.read()));
    in.add(index);
    in.addAll(before);
    in.addAll(after);
    in.addAll(operands);
    if (layout.ran() >= 0) {
      in.addAll(state.ran());
    }
    if (layout.chained() >= 0) {
      in.add(chained);
    }
    if (layout.carried() >= 0) {
      in.add(carried);
    }
    in.addAll(state.counter());
    return in;
  }

  private Bool no() {
    return terms().bool(false);
  }

  private Terms terms() {
    return index.terms();
  }
}
