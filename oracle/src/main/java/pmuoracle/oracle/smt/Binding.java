package pmuoracle.oracle.smt;

import com.microsoft.z3.BitVecNum;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.FuncDecl;
import com.microsoft.z3.Sort;
import java.util.ArrayList;
import java.util.Arrays;
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
    return number(ground(term.expression()), term);
  }

  @Override
  public boolean value(Bool term) {
    return truth(ground(term.expression()), term);
  }

  /**
   * Every term's value, truth values as 0 or 1; what the terms share is evaluated once.
   *
   * @param into receives them in order, from place 0
   */
  public void values(List<Term> all, long[] into) {
    Expr<?>[] roots = all.stream().map(Binding::expression).toArray(Expr[]::new);
    Sort[] sorts = Arrays.stream(roots).map(Expr::getSort).toArray(Sort[]::new);
    Context context = terms.context();
    // A function nothing is known of holds them together, and is left standing.
    FuncDecl<?> together = context.mkFuncDecl("together", sorts, context.getBoolSort());
    Expr<?>[] ground = ground(context.mkApp(together, roots)).getArgs();
    for (int i = 0; i < ground.length; i++) {
      into[i] =
          all.get(i) instanceof Word
              ? number(ground[i], all.get(i))
              : truth(ground[i], all.get(i)) ? 1 : 0;
    }
  }

  private static Expr<?> expression(Term term) {
    return term instanceof Word word ? word.expression() : ((Bool) term).expression();
  }

  private static long number(Expr<?> ground, Term term) {
    if (ground instanceof BitVecNum number) {
      return number.getBigInteger().longValue();
    }
    throw unbound(term);
  }

  private static boolean truth(Expr<?> ground, Term term) {
    if (ground.isTrue() || ground.isFalse()) {
      return ground.isTrue();
    }
    throw unbound(term);
  }

  private static AssertionError unbound(Term term) {
    return new AssertionError("not every variable is bound in " + term);
  }

  private Expr<?> ground(Expr<?> term) {
    return term.substitute(variables.toArray(Expr[]::new), constants.toArray(Expr[]::new))
        .simplify();
  }
}
