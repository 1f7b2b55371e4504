package pmuoracle.oracle.smt;

import com.microsoft.z3.FuncDecl;
import com.microsoft.z3.enumerations.Z3_decl_kind;
import java.util.EnumMap;
import java.util.Map;

/** What a node of a term does, with the meaning SMT-LIB gives it. */
public enum Operator {
  TRUE(Z3_decl_kind.Z3_OP_TRUE),
  FALSE(Z3_decl_kind.Z3_OP_FALSE),
  NOT(Z3_decl_kind.Z3_OP_NOT),
  AND(Z3_decl_kind.Z3_OP_AND),
  OR(Z3_decl_kind.Z3_OP_OR),
  XOR(Z3_decl_kind.Z3_OP_XOR),
  IMPLIES(Z3_decl_kind.Z3_OP_IMPLIES),
  EQUAL(Z3_decl_kind.Z3_OP_EQ),
  EQUIVALENT(Z3_decl_kind.Z3_OP_IFF),
  DISTINCT(Z3_decl_kind.Z3_OP_DISTINCT),
  CHOICE(Z3_decl_kind.Z3_OP_ITE),
  NUMERAL(Z3_decl_kind.Z3_OP_BNUM),
  WORD_ADD(Z3_decl_kind.Z3_OP_BADD),
  WORD_SUBTRACT(Z3_decl_kind.Z3_OP_BSUB),
  WORD_MULTIPLY(Z3_decl_kind.Z3_OP_BMUL),
  WORD_NEGATE(Z3_decl_kind.Z3_OP_BNEG),
  WORD_AND(Z3_decl_kind.Z3_OP_BAND),
  WORD_OR(Z3_decl_kind.Z3_OP_BOR),
  WORD_XOR(Z3_decl_kind.Z3_OP_BXOR),
  WORD_NOT(Z3_decl_kind.Z3_OP_BNOT),
  SHIFT_LEFT(Z3_decl_kind.Z3_OP_BSHL),
  SHIFT_RIGHT(Z3_decl_kind.Z3_OP_BLSHR),
  SIGNED_SHIFT_RIGHT(Z3_decl_kind.Z3_OP_BASHR),
  BELOW(Z3_decl_kind.Z3_OP_ULT),
  AT_MOST(Z3_decl_kind.Z3_OP_ULEQ),
  ABOVE(Z3_decl_kind.Z3_OP_UGT),
  AT_LEAST(Z3_decl_kind.Z3_OP_UGEQ),
  SIGNED_BELOW(Z3_decl_kind.Z3_OP_SLT),
  SIGNED_AT_MOST(Z3_decl_kind.Z3_OP_SLEQ),
  SIGNED_ABOVE(Z3_decl_kind.Z3_OP_SGT),
  SIGNED_AT_LEAST(Z3_decl_kind.Z3_OP_SGEQ),
  CONCAT(Z3_decl_kind.Z3_OP_CONCAT),
  /** Bits from {@link Node#low} up, as many as the node is wide. */
  EXTRACT(Z3_decl_kind.Z3_OP_EXTRACT),
  ZERO_EXTEND(Z3_decl_kind.Z3_OP_ZERO_EXT),
  SIGN_EXTEND(Z3_decl_kind.Z3_OP_SIGN_EXT),
  /** A free truth value or word. */
  VARIABLE(Z3_decl_kind.Z3_OP_UNINTERPRETED),
  /** A {@link Terms#predicate} of one word. */
  APPLICATION(Z3_decl_kind.Z3_OP_UNINTERPRETED);

  private static final Map<Z3_decl_kind, Operator> OF_KIND = new EnumMap<>(Z3_decl_kind.class);

  static {
    for (Operator operator : values()) {
      OF_KIND.putIfAbsent(operator.kind, operator);
    }
  }

  private final Z3_decl_kind kind;

  Operator(Z3_decl_kind kind) {
    this.kind = kind;
  }

  /** What a declaration means, applied to this many operands; an error of ours if not listed. */
  static Operator of(FuncDecl<?> declaration, int operands) {
    Z3_decl_kind kind = declaration.getDeclKind();
    Operator found = OF_KIND.get(kind);
    if (found == null) {
      throw new AssertionError(
          "operator %s (%s) is not supported".formatted(declaration.getName(), kind));
    }
    return found == VARIABLE && operands > 0 ? APPLICATION : found;
  }
}
