package pmuoracle.oracle.smt;

import com.microsoft.z3.Native;
import com.microsoft.z3.enumerations.Z3_ast_kind;
import com.microsoft.z3.enumerations.Z3_decl_kind;
import com.microsoft.z3.enumerations.Z3_sort_kind;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A read-only view of one node of a term's graph. Two views are equal iff they are of the same
 * node, so what terms share is seen as shared. One thread.
 */
public final class Node {
  /** Whose graph it is; as long as it is there, so are its nodes. */
  private final Term root;

  private final long world;
  private final long expression;
  private final long declaration;
  private final int identity;
  private final Operator operator;
  private final int width;
  private @Nullable List<Node> children;

  private Node(Term root, long expression) {
    this.root = root;
    this.expression = expression;
    // Half a dozen native calls; the solver's own objects for an expression take dozens.
    world = root.terms().context().nCtx();
    int kind = Native.getAstKind(world, expression);
    if (kind != Z3_ast_kind.Z3_APP_AST.toInt() && kind != Z3_ast_kind.Z3_NUMERAL_AST.toInt()) {
      throw new AssertionError("a quantifier or a bound variable is not supported in a node");
    }
    declaration = Native.getAppDecl(world, expression);
    identity = Native.getAstId(world, expression);
    operator = operator(world, declaration, Native.getAppNumArgs(world, expression));
    width = width(world, expression);
  }

  /**
   * The root of a term. An error of ours, naming the operator, if it is not an {@link Operator}.
   */
  public static Node of(Term term) {
    return new Node(
        term,
        term.terms()
            .context()
            .unwrapAST(term instanceof Word word ? word.expression() : ((Bool) term).expression()));
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
      children =
          IntStream.range(0, Native.getAppNumArgs(world, expression))
              .mapToObj(i -> new Node(root, Native.getAppArg(world, expression, i)))
              .toList();
    }
    return children;
  }

  /** A numeral's bits, zero-extended. */
  public long numeral() {
    Native.LongPtr value = new Native.LongPtr();
    Native.getNumeralUint64(world, expression, value);
    return value.value;
  }

  /** The lowest bit an extract takes. */
  public int low() {
    return Native.getDeclIntParameter(world, declaration, 1);
  }

  /** Of a variable or an application: the same iff it is the same variable or predicate. */
  public int symbol() {
    return Native.getFuncDeclId(world, declaration);
  }

  /** The name of the variable or predicate. */
  public String name() {
    return name(world, declaration);
  }

  private static String name(long world, long declaration) {
    return Native.getSymbolString(world, Native.getDeclName(world, declaration));
  }

  private static Operator operator(long world, long declaration, int operands) {
    Z3_decl_kind kind = Z3_decl_kind.fromInt(Native.getDeclKind(world, declaration));
    return Operator.of(kind, operands)
        .orElseThrow(
            () ->
                new AssertionError(
                    "operator %s (%s) is not supported".formatted(name(world, declaration), kind)));
  }

  private static int width(long world, long expression) {
    long sort = Native.getSort(world, expression);
    Z3_sort_kind kind = Z3_sort_kind.fromInt(Native.getSortKind(world, sort));
    if (kind == Z3_sort_kind.Z3_BOOL_SORT) {
      return 0;
    }
    int width = kind == Z3_sort_kind.Z3_BV_SORT ? Native.getBvSortSize(world, sort) : 0;
    if (width < 1 || width > 64) {
      throw new AssertionError(
          "%s is of %s; expected a truth value or a word of 1 to 64 bits"
              .formatted(Native.astToString(world, expression), Native.sortToString(world, sort)));
    }
    return width;
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
    return Native.astToString(world, expression);
  }
}
