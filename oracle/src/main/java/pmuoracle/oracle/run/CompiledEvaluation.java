package pmuoracle.oracle.run;

import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import pmuoracle.oracle.compile.Compiled;
import pmuoracle.oracle.compile.CompiledLoop;
import pmuoracle.oracle.step.Layout;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;

/** By the compiled encoding. */
// Arrays by ordinal are the cheapest maps there are, and these are read at each step of a program.
@SuppressWarnings("EnumOrdinal")
public final class CompiledEvaluation<C extends Enum<C>, R extends Enum<R>, F extends Enum<F>>
    implements Evaluation<C, R, F> {
  private static final LongPredicate[] NONE = {};

  private final CompiledModel<C, R, F> compiled;
  private final ConcreteFilter filter;
  private final LongPredicate[] asked;
  private final Layout layout;

  /** What was asked for already, at hand. */
  private final @Nullable Compiled[] calls;

  private final @Nullable Compiled[] registers;
  private final @Nullable CompiledLoop[] plain;
  private final @Nullable CompiledLoop[] special;

  public CompiledEvaluation(CompiledModel<C, R, F> compiled, ConcreteFilter filter) {
    this.compiled = compiled;
    this.filter = filter;
    asked = filter.asked();
    layout = compiled.layout();
    calls = new Compiled[compiled.calls().size()];
    registers = new Compiled[compiled.registers().size()];
    plain = new CompiledLoop[compiled.plainLoop().size()];
    special = new CompiledLoop[compiled.specialLoop().size()];
  }

  @Override
  public void begin(Machine machine) {
    filter.begin(machine);
  }

  @Override
  public void look(Step call, long[] called) {
    filter.look(call, called);
  }

  @Override
  public void succeeded(Step call) {
    filter.succeeded(call);
  }

  @Override
  public void call(C function, long[] called, long[] outputs) {
    Compiled known = calls[function.ordinal()];
    if (known == null) {
      known = compiled.calls().get(function);
      calls[function.ordinal()] = known;
    }
    known.evaluate(called, NONE, outputs);
  }

  @Override
  public void registers(R function, long[] inputs, long[] outputs) {
    Compiled known = registers[function.ordinal()];
    if (known == null) {
      known = compiled.registers().get(function);
      registers[function.ordinal()] = known;
    }
    known.evaluate(inputs, asked, outputs);
  }

  @Override
  public void counter(F function, boolean isSpecial, long[] inputs, long[] outputs) {
    (isSpecial ? compiled.special() : compiled.plain())
        .get(function)
        .evaluate(inputs, asked, outputs);
    filter.addRules(outputs, outputs, layout.counterRules(), 0);
  }

  @Override
  public long counters(
      F function,
      boolean isSpecial,
      long[] inputs,
      long[] state,
      int at,
      int count,
      long first,
      long[] answers,
      int into,
      long carried) {
    @Nullable CompiledLoop[] loops = isSpecial ? special : plain;
    CompiledLoop known = loops[function.ordinal()];
    if (known == null) {
      known = (isSpecial ? compiled.specialLoop() : compiled.plainLoop()).get(function);
      loops[function.ordinal()] = known;
    }
    long carries = known.apply(inputs, asked, state, at, count, first, answers, into, carried);
    filter.addRules(answers, state, into, at, count);
    return carries;
  }
}
