package pmuoracle.oracle.prove;

import java.util.Optional;
import pmuoracle.oracle.smt.Opinion;

/**
 * What is known of an obligation's script once it was decided.
 *
 * @param first what the first solver says; {@code SAT} is asked again where its assignment is
 *     needed
 * @param reason why, if it says nothing
 * @param second what the second says
 * @param assumptions what the first says of the assumptions alone; asked only where it has no
 *     assignment that refutes the goal
 */
record Decided(First first, String reason, Opinion second, First assumptions) {
  enum First {
    UNSAT,
    SAT,
    UNKNOWN
  }

  /** What both solvers said before. */
  static Decided of(Ledger.Entry entry) {
    return switch (entry) {
      case UNSAT -> new Decided(First.UNSAT, "", new Opinion.Unsat(), First.SAT);
      case SAT -> new Decided(First.SAT, "", new Opinion.Sat(), First.SAT);
    };
  }

  /** The same to be kept, unless a solver said nothing or something is wrong. */
  Optional<Ledger.Entry> entry() {
    if (equals(of(Ledger.Entry.UNSAT))) {
      return Optional.of(Ledger.Entry.UNSAT);
    }
    return equals(of(Ledger.Entry.SAT)) ? Optional.of(Ledger.Entry.SAT) : Optional.empty();
  }

  /** Whether one solver says the opposite of the other. */
  boolean disagree() {
    return (first == First.UNSAT && second instanceof Opinion.Sat)
        || (first == First.SAT && second instanceof Opinion.Unsat);
  }

  /** Whether some solver says that nothing refutes it. */
  boolean holds() {
    return first == First.UNSAT || second instanceof Opinion.Unsat;
  }
}
