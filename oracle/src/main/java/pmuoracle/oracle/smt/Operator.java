package pmuoracle.oracle.smt;

import com.microsoft.z3.enumerations.Z3_decl_kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a node of a term does, with the meaning SMT-LIB gives it. */
public enum Operator {
  TRUE("true", Z3_decl_kind.Z3_OP_TRUE),
  FALSE("false", Z3_decl_kind.Z3_OP_FALSE),
  NOT("not", Z3_decl_kind.Z3_OP_NOT),
  AND("and", Z3_decl_kind.Z3_OP_AND),
  OR("or", Z3_decl_kind.Z3_OP_OR),
  XOR("xor", Z3_decl_kind.Z3_OP_XOR),
  IMPLIES("=>", Z3_decl_kind.Z3_OP_IMPLIES),
  EQUAL("=", Z3_decl_kind.Z3_OP_EQ),
  EQUIVALENT("=", Z3_decl_kind.Z3_OP_IFF),
  DISTINCT("distinct", Z3_decl_kind.Z3_OP_DISTINCT),
  CHOICE("ite", Z3_decl_kind.Z3_OP_ITE),
  NUMERAL("", Z3_decl_kind.Z3_OP_BNUM),
  WORD_ADD("bvadd", Z3_decl_kind.Z3_OP_BADD),
  WORD_SUBTRACT("bvsub", Z3_decl_kind.Z3_OP_BSUB),
  WORD_MULTIPLY("bvmul", Z3_decl_kind.Z3_OP_BMUL),
  WORD_NEGATE("bvneg", Z3_decl_kind.Z3_OP_BNEG),
  WORD_AND("bvand", Z3_decl_kind.Z3_OP_BAND),
  WORD_OR("bvor", Z3_decl_kind.Z3_OP_BOR),
  WORD_XOR("bvxor", Z3_decl_kind.Z3_OP_BXOR),
  WORD_NOT("bvnot", Z3_decl_kind.Z3_OP_BNOT),
  SHIFT_LEFT("bvshl", Z3_decl_kind.Z3_OP_BSHL),
  SHIFT_RIGHT("bvlshr", Z3_decl_kind.Z3_OP_BLSHR),
  SIGNED_SHIFT_RIGHT("bvashr", Z3_decl_kind.Z3_OP_BASHR),
  BELOW("bvult", Z3_decl_kind.Z3_OP_ULT),
  AT_MOST("bvule", Z3_decl_kind.Z3_OP_ULEQ),
  ABOVE("bvugt", Z3_decl_kind.Z3_OP_UGT),
  AT_LEAST("bvuge", Z3_decl_kind.Z3_OP_UGEQ),
  SIGNED_BELOW("bvslt", Z3_decl_kind.Z3_OP_SLT),
  SIGNED_AT_MOST("bvsle", Z3_decl_kind.Z3_OP_SLEQ),
  SIGNED_ABOVE("bvsgt", Z3_decl_kind.Z3_OP_SGT),
  SIGNED_AT_LEAST("bvsge", Z3_decl_kind.Z3_OP_SGEQ),
  CONCAT("concat", Z3_decl_kind.Z3_OP_CONCAT),
  /** Bits from {@link Node#low} up, as many as the node is wide. */
  EXTRACT("extract", Z3_decl_kind.Z3_OP_EXTRACT),
  ZERO_EXTEND("zero_extend", Z3_decl_kind.Z3_OP_ZERO_EXT),
  SIGN_EXTEND("sign_extend", Z3_decl_kind.Z3_OP_SIGN_EXT),
  /** A free truth value or word. */
  VARIABLE("", Z3_decl_kind.Z3_OP_UNINTERPRETED),
  /** A {@link Terms#predicate} of one word. */
  APPLICATION("", Z3_decl_kind.Z3_OP_UNINTERPRETED);

  private static final Map<Z3_decl_kind, Operator> OF_KIND = new EnumMap<>(Z3_decl_kind.class);

  static {
    for (Operator operator : values()) {
      OF_KIND.putIfAbsent(operator.kind, operator);
    }
  }

  private final String symbol;
  private final Z3_decl_kind kind;

  Operator(String symbol, Z3_decl_kind kind) {
    this.symbol = symbol;
    this.kind = kind;
  }

  /** Its name in SMT-LIB; empty of what has none of its own: numerals, variables, predicates. */
  String symbol() {
    return symbol;
  }

  /** What Z3's kind of declaration means, applied to this many operands; empty if not listed. */
  static Optional<Operator> of(Z3_decl_kind kind, int operands) {
    Operator found = OF_KIND.get(kind);
    return Optional.ofNullable(found == VARIABLE && operands > 0 ? APPLICATION : found);
  }
}
