package pmuoracle.oracle.arm64;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pmuoracle.oracle.RuleTable;
import pmuoracle.oracle.reach.DecidedRules;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Provenance;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Rule;

final class RuleTableTest {
  private static final List<Arm64Rule> LAW_BOOK = List.of(Arm64Rule.values());

  @Test
  void theStoredTableIsWhatTheSolverDecides() {
    DecidedRules.assertStored(Arm64Models.ALL, LAW_BOOK, ReachedStates::of);
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
}
