package pmuoracle.oracle.smt;

import com.microsoft.z3.BitVecNum;
import com.microsoft.z3.FuncDecl;
import com.microsoft.z3.Model;
import com.microsoft.z3.Native;
import com.microsoft.z3.enumerations.Z3_lbool;
import java.util.ArrayList;
import java.util.List;

/**
 * The values that an assignment gave to variables, of no world of terms: to be tried in others.
 * Safe for any number of threads.
 */
public final class Values {
  /**
   * One variable's value.
   *
   * @param width of a word; 0 of a truth value, whose bits are 0 or 1
   */
  private record Value(String name, int width, long bits) {}

  private final List<Value> values;

  private Values(List<Value> values) {
    this.values = List.copyOf(values);
  }

  static Values of(Terms terms, Model model) {
    List<Value> values = new ArrayList<>();
    for (FuncDecl<?> variable : model.getConstDecls()) {
      var value = terms.made(model.getConstInterp(variable));
      String name = terms.made(variable).getName().toString();
      values.add(
          value instanceof BitVecNum word
              ? new Value(name, word.getSortSize(), word.getBigInteger().longValue())
              : new Value(name, 0, value.isTrue() ? 1 : 0));
    }
    return new Values(values);
  }

  /**
   * Whether the conditions, all of one world, are true of these values; other variables are 0 or
   * false, and predicates false. By Z3's evaluation, not by its search.
   */
  public boolean satisfy(Terms terms, List<Bool> conditions) {
    long world = terms.context().nCtx();
    // The solver's own objects have no model that is not an answer.
    long model = Native.mkModel(world);
    Native.modelIncRef(world, model);
    try {
      for (Value value : values) {
        add(terms, model, value);
      }
      Native.LongPtr result = new Native.LongPtr();
      return Native.modelEval(
              world,
              model,
              terms.context().unwrapAST(terms.all(conditions).expression()),
              true,
              result)
          && Native.getBoolValue(world, result.value) == Z3_lbool.Z3_L_TRUE.toInt();
    } finally {
      Native.modelDecRef(world, model);
    }
  }

  private static void add(Terms terms, long model, Value value) {
    var context = terms.context();
    boolean isWord = value.width > 0;
    FuncDecl<?> variable =
        (isWord
                ? terms.variable(value.name, value.width).expression()
                : terms.variable(value.name).expression())
            .getFuncDecl();
    var constant =
        isWord
            ? terms.word(value.width, value.bits).expression()
            : terms.bool(value.bits == 1).expression();
    Native.addConstInterp(
        context.nCtx(),
        model,
        context.unwrapAST(terms.made(variable)),
        context.unwrapAST(constant));
  }
}
