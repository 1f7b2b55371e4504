package pmuoracle.oracle.prove;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.oracle.prove.arm64.Arm64Claims;
import pmuoracle.oracle.prove.x86.X86Claims;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.SmtLib;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.Invariant;
import pmuoracle.spec.Model;
import pmuoracle.spec.Standing;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.x86.X86Models;

/** What is written of every obligation is the obligation. */
final class ScriptsTest {
  static List<Model> models() {
    return List.of(X86Models.RFC_V2, X86Models.V7_3, Arm64Models.V7_3, Arm64Models.REMAP);
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyObligationIsReadBackAsItWas(Model model) {
    Catalogue catalogue =
        model.architecture() == Architecture.X86 ? new X86Claims() : new Arm64Claims();
    for (Invariant invariant : catalogue.invariants()) {
      if (invariant.standing(model) != Standing.ABSENT) {
        Claim claim = catalogue.claim(invariant, model);
        readBack(claim.sibling());
        claim.obligations().forEach(ScriptsTest::readBack);
      }
    }
  }

  private static void readBack(Obligation obligation) {
    try (Terms terms = Terms.forQuestions()) {
      Statement statement = obligation.statement().apply(terms);
      List<Bool> conditions = new ArrayList<>(statement.given());
      conditions.add(statement.goal().not());
      SmtLib.requireReadBack(terms, conditions);
    }
  }
}
