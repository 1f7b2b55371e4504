package pmuoracle.oracle.compile;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When each operation is needed: the conditions that choices, "and" and "or" put on all of its
 * uses.
 */
final class Needs {
  /** For each operation, 2 n if the truth value n must be false, 2 n + 1 if it must be true. */
  private final @Nullable BitSet[] needs;

  Needs(List<Operation> operations, List<Operation> outputs) {
    needs = new BitSet[operations.size()];
    outputs.forEach(output -> needs[output.number()] = new BitSet());
    for (int i = operations.size() - 1; i >= 0; i--) {
      BitSet need = needs[i];
      if (need != null) {
        pass(operations.get(i), need);
      }
    }
  }

  /** Whether it is needed at all. */
  boolean isNeeded(Operation operation) {
    return needs[operation.number()] != null;
  }

  /** Whether it is needed only where the truth value is {@code when}. */
  boolean isNeededOnlyIf(Operation operation, Operation truth, boolean when) {
    BitSet need = needs[operation.number()];
    return need != null && need.get(literal(truth, when));
  }

  private static int literal(Operation truth, boolean when) {
    return 2 * truth.number() + (when ? 1 : 0);
  }

  private void pass(Operation user, BitSet need) {
    for (int i = 0; i < user.operands().size(); i++) {
      BitSet more = need;
      switch (user.kind()) {
        case CHOICE -> more = i == 0 ? need : with(need, user.operand(0), i == 1);
        case AND, OR -> more = i == 0 ? need : with(need, user.operand(0), user.kind() == Kind.AND);
        default -> {}
      }
      int operand = user.operand(i).number();
      BitSet known = needs[operand];
      if (known == null) {
        needs[operand] = (BitSet) more.clone();
      } else {
        known.and(more);
      }
    }
  }

  private static BitSet with(BitSet need, Operation truth, boolean when) {
    BitSet more = (BitSet) need.clone();
    add(truth, when, more);
    return more;
  }

  private static void add(Operation truth, boolean when, BitSet into) {
    into.set(literal(truth, when));
    switch (truth.kind()) {
      case NOT -> add(truth.operand(0), !when, into);
      case AND, OR -> {
        if (when == (truth.kind() == Kind.AND)) {
          truth.operands().forEach(operand -> add(operand, when, into));
        }
      }
      default -> {}
    }
  }
}
