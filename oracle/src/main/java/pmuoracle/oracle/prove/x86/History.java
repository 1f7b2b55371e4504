package pmuoracle.oracle.prove.x86;

import java.util.List;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Term;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.spec.x86.X86Rule;

/**
 * What claims remember of a counter beside its state; no step depends on it.
 *
 * @param programmed whether it was programmed, or reset, since the filter was last set; true before
 *     any was
 * @param entered whether its virtual CPU entered since then; true before any was set
 * @param settled whether its virtual CPU entered since the filter, a register or the level changed
 * @param decided 64 bits: its control when it was last programmed
 */
public record History(Bool programmed, Bool entered, Bool settled, Word decided) {
  /** How many terms {@link #terms} lists. */
  public static final int SIZE = 4;

  /** A history nothing is known of. */
  public static History variables(Terms terms) {
    return new History(
        terms.variable("programmed-since"),
        terms.variable("entered-since"),
        terms.variable("settled"),
        terms.variable("decided", 64));
  }

  /** Before the first step. */
  public static History none(Terms terms) {
    return new History(terms.bool(true), terms.bool(true), terms.bool(false), terms.word(64, 0));
  }

  /** The values of {@link #none}. */
  static void writeNone(long[] into, int at) {
    into[at] = 1;
    into[at + 1] = 1;
    into[at + 2] = 0;
    into[at + 3] = 0;
  }

  /** Every term, in order of the components. */
  public List<Term> terms() {
    return List.of(programmed, entered, settled, decided);
  }

  /** The first where the condition holds, else the second. */
  static History choose(Bool condition, History then, History otherwise) {
    return new History(
        condition.choose(then.programmed, otherwise.programmed),
        condition.choose(then.entered, otherwise.entered),
        condition.choose(then.settled, otherwise.settled),
        condition.choose(then.decided, otherwise.decided));
  }

  /** What is remembered after the step. */
  History after(CounterStep step) {
    Bool now = programs(step);
    Word control = step.kind().control(step.registers(), step.change().next());
    return new History(
        now.or(step.resets())
            .or(unless(step, programmed, CounterFunction.FILTER_SET)),
        entered(step, unless(step, entered, CounterFunction.FILTER_SET)),
        entered(
            step,
            unless(
                step,
                settled,
                CounterFunction.FILTER_SET,
                CounterFunction.SELECT_WRITTEN,
                CounterFunction.REGISTERS_CHANGED,
                CounterFunction.RESET,
                CounterFunction.CPUID_SET)),
        now.choose(control, decided));
  }

  /** Whether the step programs the counter: told by the rules of programming. */
  static Bool programs(CounterStep step) {
    var fired = step.change().fired();
    Bool decided =
        fired
            .of(X86Rule.PROGRAM_DISABLED)
            .or(fired.of(X86Rule.PROGRAM_DENIED))
            .or(fired.of(X86Rule.PROGRAM_RUNS));
    // What KVM completes can be gated without anything being programmed; what latches has no gate.
    return step.function() == CounterFunction.COMPLETED
        ? decided
        : decided.or(fired.of(X86Rule.PROGRAM_GATED));
  }

  private static Bool entered(CounterStep step, Bool before) {
    return step.function() == CounterFunction.ENTERED ? before.terms().bool(true) : before;
  }

  private static Bool unless(CounterStep step, Bool before, CounterFunction... functions) {
    return List.of(functions).contains(step.function()) ? before.terms().bool(false) : before;
  }
}
