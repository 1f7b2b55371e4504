package pmuoracle.oracle.x86;

import java.util.List;
import org.junit.jupiter.api.Test;
import pmuoracle.oracle.reach.DecidedRules;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Rule;

final class RuleTableTest {
  private static final List<X86Rule> LAW_BOOK = List.of(X86Rule.values());

  @Test
  void theStoredTableIsWhatTheSolverDecides() {
    DecidedRules.assertStored(X86Models.ALL, LAW_BOOK, ReachedStates::of);
  }
}
