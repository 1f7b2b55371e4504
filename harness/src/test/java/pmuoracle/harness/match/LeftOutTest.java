package pmuoracle.harness.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.campaign.Budget;
import pmuoracle.harness.campaign.Identity;
import pmuoracle.harness.campaign.Judge;
import pmuoracle.harness.compare.SystemPair;
import pmuoracle.harness.generate.Bias;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.system.SystemId;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Step;

class LeftOutTest {
  private static final int PROGRAMS = 300;

  static List<ArchitectureKit> kits() {
    return ArchitectureKits.ALL;
  }

  private static Set<String> verbs(Generator generator) {
    Set<String> verbs = new TreeSet<>();
    for (long i = 0; i < PROGRAMS; i++) {
      generator.program(1, i).steps().forEach(step -> verbs.add(step.verb()));
    }
    return verbs;
  }

  @ParameterizedTest
  @MethodSource("kits")
  void noProgramHasWhatIsLeftOutAndAllElse(ArchitectureKit kit) {
    String newest = kit.newest().id();
    for (String verb : kit.forms().verbs()) {
      LeftOut leftOut = LeftOut.of(List.of(verb), List.of(kit));
      Set<String> rest = new TreeSet<>(kit.forms().verbs());
      rest.remove(verb);
      Matches matches = new Matches(Bias.USUAL, List.of(kit)).without(leftOut);
      assertEquals(
          rest,
          verbs(matches.of(List.of(newest), List.of("imperative")).get(0).contest().generator()));
      SystemPair pair =
          new SystemPair(kit, kit.newest(), SystemId.IMPERATIVE, SystemId.IMPERATIVE, leftOut);
      assertEquals(rest, verbs(pair.contest(Bias.USUAL).generator()));
    }
  }

  @Test
  void theChainEventIsLeftOutWhoeverWritesIt() {
    ArchitectureKit kit = ArchitectureKits.of(ArchitectureKits.model("arm64/7.3").architecture());
    Generator usual = kit.of(kit.newest()).generator(Bias.WHOLE);
    Set<String> chaining = new TreeSet<>();
    for (long i = 0; i < PROGRAMS; i++) {
      for (Step step : usual.program(1, i).steps()) {
        if (!LeftOut.of(List.of("chain"), List.of(kit)).kept(kit).test(step)) {
          chaining.add(step.verb());
        }
      }
    }
    assertEquals(new TreeSet<>(List.of("host-write", "write")), chaining);
  }

  @Test
  void aSystemIsIdentifiedWithoutTheSteps() throws Judge.NoOutcome {
    ArchitectureKit kit = ArchitectureKits.of(ArchitectureKits.model("x86/6.3").architecture());
    LeftOut leftOut = LeftOut.of(List.of("emulate"), List.of(kit));
    Identity identity =
        Identities.of(
            kit,
            Systems.id("model:x86/6.3"),
            leftOut,
            new Budget(Long.MAX_VALUE),
            new AtomicBoolean());
    // What tells it from the next is an emulated instruction.
    List<String> agreeing = identity.agreeing().stream().map(model -> model.id()).toList();
    assertTrue(agreeing.containsAll(List.of("x86/6.3", "x86/6.4")), agreeing::toString);
    assertFalse(identity.ruledOut().isEmpty());
  }

  @Test
  void wordsThatNoKitKnowsAreRefused() {
    assertThrows(BadInput.class, () -> LeftOut.of(List.of("chain"), kits().subList(0, 1)));
    assertEquals(List.of("chain"), LeftOut.of(List.of("chain"), kits()).words());
  }
}
