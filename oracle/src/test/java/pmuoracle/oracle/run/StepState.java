package pmuoracle.oracle.run;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import pmuoracle.oracle.compile.RandomStates;
import pmuoracle.oracle.compile.Transition;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.step.Layout;
import pmuoracle.oracle.step.Plan;
import pmuoracle.spec.Trace;

/**
 * Any state of a virtual CPU with three plain counters and two special ones, and a step's words.
 */
final class StepState {
  private static final LongPredicate[] ASKED = RandomStates.meanings();

  /** Where the virtual CPU's words begin: not at the arrays' beginning. */
  private static final int FROM = 3;

  private final Layout layout;
  private final long[] in;
  private final long[] out;
  private final long[] registers;
  private final long[] counters;
  private final int plain;
  private final int special;
  private final long[] rules;
  private final Trace trace = new Trace();

  StepState(Layout layout, List<Term> variables, RandomStates states, boolean isOne) {
    this.layout = layout;
    in = states.values(variables);
    if (layout.carried() >= 0) {
      in[layout.carried()] = 0;
    }
    out = new long[layout.outputs()];
    plain = isOne ? 1 : 3;
    special = isOne ? 0 : 2;
    registers = new long[FROM + layout.registers()];
    System.arraycopy(in, layout.before(), registers, FROM, layout.registers());
    counters = new long[FROM + (plain + special) * layout.counterSize()];
    for (int at = FROM; at < counters.length; at += layout.counterSize()) {
      long[] other = states.values(variables);
      System.arraycopy(other, layout.counter(), counters, at, layout.counterSize());
    }
    rules = new long[layout.rules()];
    forgetRules();
  }

  private StepState(StepState that) {
    layout = that.layout;
    in = that.in.clone();
    out = that.out.clone();
    registers = that.registers.clone();
    counters = that.counters.clone();
    plain = that.plain;
    special = that.special;
    rules = that.rules.clone();
  }

  StepState copy() {
    return new StepState(this);
  }

  /** Those it began with are left. */
  void forgetRules() {
    Arrays.fill(rules, 0);
    rules[0] = 1;
  }

  boolean isLike(StepState that) {
    return Arrays.equals(registers, that.registers)
        && Arrays.equals(counters, that.counters)
        && Arrays.equals(rules, that.rules)
        && (layout.chained() < 0 || in[layout.chained()] == that.in[layout.chained()])
        && trace.equals(that.trace);
  }

  void carryOut(Transition transition) {
    transition.take(
        in,
        event -> RandomStates.isListed(event) ? -1 : 0,
        registers,
        FROM,
        counters,
        FROM,
        plain,
        special,
        trace,
        rules);
  }

  <C extends Enum<C>, R extends Enum<R>, F extends Enum<F>> void stepByStep(
      Plan<C, R, F> plan, CompiledModel<C, R, F> compiled, boolean isSpecial) {
    long known = 1;
    boolean follows = true;
    R change = plan.registers(isSpecial);
    if (change != null) {
      compiled.registers().get(change).evaluate(in, ASKED, out);
      System.arraycopy(out, 0, registers, FROM, layout.registers());
      System.arraycopy(out, 0, in, layout.after(), layout.registers());
      fired(layout.registersRules());
      known = out[layout.registersKnown()];
      follows = out[layout.follow()] != 0;
      if (plan.showsFault()) {
        trace.add(out[layout.fault()]);
      }
      if (plan.showsAnswer()) {
        add(out[layout.registersAnswer()], known);
      }
    }
    if (plan.showsNoFault()) {
      trace.add(0);
    }
    long answers = 0;
    known = plan.showsOne() ? 1 : known;
    F function = plan.counters();
    for (int i = 0; function != null && follows && i < plain + special; i++) {
      one(compiled, function, isSpecial, i);
      answers |= out[layout.answer()];
      known &= out[layout.known()];
      if (plan.showsEach()) {
        add(out[layout.answer()], out[layout.known()]);
      }
    }
    if (plan.showsOne() || plan.showsBits()) {
      add(answers, known);
    }
  }

  private <C extends Enum<C>, R extends Enum<R>, F extends Enum<F>> void one(
      CompiledModel<C, R, F> compiled, F function, boolean isSpecial, int counter) {
    boolean isOne = plain + special == 1;
    int at = FROM + counter * layout.counterSize();
    long index = in[layout.index()];
    if (!isOne) {
      in[layout.index()] = counter < plain ? counter : index + counter - plain;
    }
    System.arraycopy(counters, at, in, layout.counter(), layout.counterSize());
    ((isOne && isSpecial) || counter >= plain ? compiled.special() : compiled.plain())
        .get(function)
        .evaluate(in, ASKED, out);
    System.arraycopy(out, 0, counters, at, layout.counterSize());
    fired(layout.counterRules());
    in[layout.index()] = index;
    if (layout.carried() >= 0 && !isOne) {
      in[layout.carried()] = out[layout.carries()];
    }
    if (layout.chained() >= 0 && isOne) {
      in[layout.chained()] |= out[layout.chains()];
    }
  }

  private void fired(int at) {
    for (int word = 0; word < rules.length; word++) {
      rules[word] |= out[at + word];
    }
  }

  private void add(long cell, long known) {
    if (known != 0) {
      trace.add(cell);
    } else {
      trace.addUnknown();
    }
  }
}
