package pmuoracle.oracle.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.reach.DecidedRules;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.Emulated;
import pmuoracle.spec.x86.Register;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Rule;

final class RuleTableTest {
  private static final int PROGRAMS = 4_000;
  private static final int STEPS = 30;
  private static final List<X86Rule> LAW_BOOK = List.of(X86Rule.values());

  /** The action with which the review of 2019 denies. */
  private static final long REJECT = 2;

  static List<X86Model> models() {
    return X86Models.ALL;
  }

  @Test
  void theStoredTableIsWhatTheSolverDecides() {
    DecidedRules.assertStored(X86Models.ALL, LAW_BOOK, ReachedStates::of);
  }

  @ParameterizedTest
  @MethodSource("models")
  void programsFireEveryRuleThatCanTakePartAndNoOther(X86Model model) {
    RuleSet fired = new RuleSet();
    Trace trace = new Trace();
    RandomPrograms programs = new RandomPrograms(11);
    try (X86Oracle oracle = new X86Oracle(model)) {
      for (int i = 0; i < PROGRAMS; i++) {
        trace.clear();
        oracle.predict(programs.next(model, STEPS), trace, fired);
      }
      rejected().trace(model, fired);
      overflowLost().trace(model, fired);
      assertEquals(ids(oracle.rules()), ids(fired.of(LAW_BOOK)));
    }
  }

  /** An event that is listed and one that is not, under the action that denies. */
  private static Programs rejected() {
    return Programs.on(X86Machine.intel(2, 0))
        .filter(REJECT, 0, 0, 0xc0)
        .select(0, 0xc0)
        .select(1, 0xc4)
        .enter();
  }

  /** An instruction that KVM completes lets a counter wrap, which is off when it is programmed. */
  private static Programs overflowLost() {
    return Programs.on(X86Machine.intel(1, 0))
        .select(0, 0xc0)
        .write(Register.counter(0), -1L)
        .emulate(Emulated.INSTRUCTION)
        .write(Register.eventSelect(0), 0)
        .enter();
  }

  private static List<String> ids(List<Rule> rules) {
    return rules.stream().map(Rule::id).toList();
  }
}
