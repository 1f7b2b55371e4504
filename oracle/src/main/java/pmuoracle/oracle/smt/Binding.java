package pmuoracle.oracle.smt;

import com.microsoft.z3.BitVecNum;
import com.microsoft.z3.Expr;
import java.util.ArrayList;
import java.util.List;

/** Constants put in place of variables, so that the solver itself evaluates a term. One thread. */
public final class Binding implements Valuation {
  private final Terms terms;
  private final List<Expr<?>> variables = new ArrayList<>();
  private final List<Expr<?>> constants = new ArrayList<>();

  public Binding(Terms terms) {
    this.terms = terms;
  }

  /** Binds a variable; its earlier binding, if any, must not exist. */
  public Binding bind(Word variable, long value) {
    variables.add(variable.expression());
    constants.add(terms.word(variable.width(), value).expression());
    return this;
  }

  public Binding bind(Bool variable, boolean value) {
    variables.add(variable.expression());
    constants.add(terms.bool(value).expression());
    return this;
  }

  /** The term's value; an error of ours if a variable of it is not bound. */
  @Override
  public long value(Word term) {
    if (ground(term.expression()) instanceof BitVecNum number) {
      return number.getBigInteger().longValue();
    }
    throw new AssertionError("not every variable is bound in " + term);
  }

  @Override
  public boolean value(Bool term) {
    Expr<?> ground = ground(term.expression());
    if (ground.isTrue() || ground.isFalse()) {
      return ground.isTrue();
    }
    throw new AssertionError("not every variable is bound in " + term);
  }

  private Expr<?> ground(Expr<?> term) {
    return term.substitute(variables.toArray(Expr[]::new), constants.toArray(Expr[]::new))
        .simplify();
  }
}
