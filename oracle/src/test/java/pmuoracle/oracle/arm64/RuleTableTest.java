package pmuoracle.oracle.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.RuleTable;
import pmuoracle.oracle.reach.DecidedRules;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Provenance;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.EventType;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;
import pmuoracle.spec.arm64.Register;
import pmuoracle.spec.arm64.Register.Kind;

final class RuleTableTest {
  private static final int PROGRAMS = 4_000;
  private static final int STEPS = 40;
  private static final List<Arm64Rule> LAW_BOOK = List.of(Arm64Rule.values());

  static List<Arm64Model> models() {
    return Arm64Models.ALL;
  }

  @Test
  void theStoredTableIsWhatTheSolverDecides() {
    DecidedRules.assertStored(Arm64Models.ALL, LAW_BOOK, ReachedStates::of);
  }

  @ParameterizedTest
  @MethodSource("models")
  void programsFireEveryRuleThatCanTakePartAndNoOther(Arm64Model model) {
    RuleSet fired = new RuleSet();
    Trace trace = new Trace();
    RandomPrograms programs = new RandomPrograms(11);
    try (Arm64Oracle oracle = new Arm64Oracle(model)) {
      for (int i = 0; i < PROGRAMS; i++) {
        trace.clear();
        oracle.predict(programs.next(model, STEPS), trace, fired);
      }
      chained().trace(model, fired);
      if (model.nested()) {
        cyclesAtVirtualEl2().trace(model, fired);
      }
      assertEquals(ids(oracle.rules()), ids(fired.of(LAW_BOOK)));
    }
  }

  @Test
  void aModelThatIsNotDecidedIsAnErrorOfOurs() {
    Model unknown =
        new Undecided(
            "arm64/unknown", Architecture.ARM64, "a title", Provenance.read("nothing", "nothing"));
    assertThrows(AssertionError.class, () -> RuleTable.possible(unknown, LAW_BOOK));
  }

  private record Undecided(String id, Architecture architecture, String title, Provenance source)
      implements Model {
    @Override
    public Optional<String> refusal(Machine machine) {
      return Optional.empty();
    }
  }

  /** An even counter wraps at 32 bits, and the next one counts chain. */
  private static Programs chained() {
    return Programs.on(Arm64Machine.tenBits())
        .start()
        .type(0, EventType.CPU_CYCLES)
        .type(1, EventType.CHAIN)
        .write(Register.counter(0), 0xffff_ffffL)
        .write(Kind.PMCNTENSET, 3)
        .write(Kind.PMCR, Pmcr.E)
        .load()
        .retire(EventType.CPU_CYCLES, 1);
  }

  /** The cycle counter is asked to count at virtual EL2, where MDCR_EL2.HCCD keeps it still. */
  private static Programs cyclesAtVirtualEl2() {
    return Programs.on(Arm64Machine.plain(true))
        .start()
        .write(Kind.MDCR, Mdcr.HCCD)
        .write(Kind.PMCCFILTR, EventType.NSH)
        .write(Kind.PMCNTENSET, 1L << Arm64Machine.CYCLE)
        .write(Kind.PMCR, Pmcr.E)
        .retire(EventType.CPU_CYCLES, 1);
  }

  private static List<String> ids(List<Rule> rules) {
    return rules.stream().map(Rule::id).toList();
  }
}
