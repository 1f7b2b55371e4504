package pmuoracle.oracle.smt;

import com.microsoft.z3.BitVecSort;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.FuncDecl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A world of terms: makes truth values and words, and knows nothing of assertions. One thread. */
public final class Terms implements AutoCloseable {
  private final Context context;
  private final Bool truth;
  private final Bool falsity;

  /** Everything made, in a world of questions. */
  private final @Nullable List<Object> kept;

  /** A world whose expressions are given back once nobody has them. */
  public Terms() {
    this(false);
  }

  private Terms(boolean keeps) {
    kept = keeps ? new ArrayList<>() : null;
    context = new Context(Map.of("model", "true"));
    truth = new Bool(this, context.mkTrue());
    falsity = new Bool(this, context.mkFalse());
  }

  /**
   * A world in which solvers are asked. It keeps everything until it is closed: the solver numbers
   * expressions and uses a number again that was given back, so that otherwise the moment of a
   * garbage collection would decide which of several answers it finds.
   */
  public static Terms forQuestions() {
    return new Terms(true);
  }

  /** Keeps what the solver made if this world does. */
  <T> T made(T part) {
    if (kept != null) {
      kept.add(part);
    }
    return part;
  }

  Context context() {
    return context;
  }

  public Bool bool(boolean value) {
    return value ? truth : falsity;
  }

  /** A free truth value. */
  public Bool variable(String name) {
    return new Bool(this, context.mkBoolConst(name));
  }

  /** A free word of 1 to 64 bits. */
  public Word variable(String name, int width) {
    return new Word(this, width, context.mkBVConst(name, width));
  }

  /**
   * The word of this width with these bits; bits of {@code value} above the width are an error of
   * ours.
   */
  public Word word(int width, long value) {
    if (width < 64 && value >>> width != 0) {
      throw new AssertionError("0x" + Long.toHexString(value) + " does not fit " + width + " bits");
    }
    return new Word(this, width, context.mkBV(Long.toUnsignedString(value), width));
  }

  /**
   * A truth-valued function of one word that nothing is known of; equal arguments give equal
   * values.
   */
  public Predicate predicate(String name, int width) {
    BitVecSort sort = context.mkBitVecSort(width);
    return new Predicate(this, width, context.mkFuncDecl(name, sort, context.mkBoolSort()));
  }

  public Bool all(Collection<Bool> conjuncts) {
    return conjuncts.isEmpty()
        ? truth
        : conjuncts.size() == 1
            ? conjuncts.iterator().next()
            : new Bool(this, context.mkAnd(expressions(conjuncts)));
  }

  public Bool all(Bool... conjuncts) {
    return all(List.of(conjuncts));
  }

  public Bool any(Collection<Bool> disjuncts) {
    // A disjunction of one is that one: another solver refuses unary "or".
    return disjuncts.isEmpty()
        ? falsity
        : disjuncts.size() == 1
            ? disjuncts.iterator().next()
            : new Bool(this, context.mkOr(expressions(disjuncts)));
  }

  public Bool any(Bool... disjuncts) {
    return any(List.of(disjuncts));
  }

  private static BoolExpr[] expressions(Collection<Bool> bools) {
    return bools.stream().map(Bool::expression).toArray(BoolExpr[]::new);
  }

  /** A truth-valued function of one word; see {@link Terms#predicate}. */
  public static final class Predicate {
    private final Terms terms;
    private final int width;
    private final FuncDecl<?> declaration;

    private Predicate(Terms terms, int width, FuncDecl<?> declaration) {
      this.terms = terms;
      this.width = width;
      this.declaration = declaration;
    }

    public Terms terms() {
      return terms;
    }

    FuncDecl<?> declaration() {
      return declaration;
    }

    public Bool of(Word argument) {
      if (argument.width() != width) {
        throw new AssertionError("argument of " + argument.width() + " bits; expected " + width);
      }
      Expr<?> application = terms.context.mkApp(declaration, argument.expression());
      return new Bool(terms, (BoolExpr) application);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
