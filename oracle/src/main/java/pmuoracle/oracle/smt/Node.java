package pmuoracle.oracle.smt;

import com.microsoft.z3.BitVecNum;
import com.microsoft.z3.BitVecSort;
import com.microsoft.z3.BoolSort;
import com.microsoft.z3.Expr;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A read-only view of one node of a term's graph. Two views are equal iff they are of the same
 * node, so what terms share is seen as shared. One thread.
 */
public final class Node {
  private final Expr<?> expression;
  private final int identity;
  private final Operator operator;
  private final int width;
  private @Nullable List<Node> children;

  private Node(Expr<?> expression) {
    if (expression.isQuantifier() || expression.isVar()) {
      throw new AssertionError("a quantifier or a bound variable is not supported in a node");
    }
    this.expression = expression;
    identity = expression.getId();
    operator = Operator.of(expression.getFuncDecl(), expression.getNumArgs());
    width = width(expression);
  }

  /**
   * The root of a term. An error of ours, naming the operator, if it is not an {@link Operator}.
   */
  public static Node of(Term term) {
    return new Node(term instanceof Word word ? word.expression() : ((Bool) term).expression());
  }

  /** What {@link #symbol} answers for each application of the predicate, and for nothing else. */
  public static int symbol(Terms.Predicate predicate) {
    return predicate.declaration().getId();
  }

  public Operator operator() {
    return operator;
  }

  /** Bits of a word, 1 to 64; 0 for a truth value. */
  public int width() {
    return width;
  }

  /** The operands, in order. An error of ours if one is not an {@link Operator}. */
  public List<Node> children() {
    if (children == null) {
      children = Stream.of(expression.getArgs()).map(Node::new).toList();
    }
    return children;
  }

  /** A numeral's bits, zero-extended. */
  public long numeral() {
    return ((BitVecNum) expression).getBigInteger().longValue();
  }

  /** The lowest bit an extract takes. */
  public int low() {
    return expression.getFuncDecl().getParameters()[1].getInt();
  }

  /** Of a variable or an application: the same iff it is the same variable or predicate. */
  public int symbol() {
    return expression.getFuncDecl().getId();
  }

  /** The name of the operator, variable or predicate, as SMT-LIB writes it. */
  public String name() {
    return expression.getFuncDecl().getName().toString();
  }

  private static int width(Expr<?> expression) {
    if (expression.getSort() instanceof BoolSort) {
      return 0;
    }
    if (expression.getSort() instanceof BitVecSort sort && sort.getSize() <= 64) {
      return sort.getSize();
    }
    throw new AssertionError(
        "%s gives a %s; expected a truth value or a word of 1 to 64 bits"
            .formatted(expression.getFuncDecl().getName(), expression.getSort()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Node that && identity == that.identity;
  }

  @Override
  public int hashCode() {
    return identity;
  }

  @Override
  public String toString() {
    return expression.toString();
  }
}
