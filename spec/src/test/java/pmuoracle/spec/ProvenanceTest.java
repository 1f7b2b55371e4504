package pmuoracle.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.x86.X86Models;

/** Every model says what it claims and what of that was opened. */
final class ProvenanceTest {
  static Stream<Model> models() {
    return Stream.concat(X86Models.ALL.stream(), Arm64Models.ALL.stream());
  }

  @ParameterizedTest
  @MethodSource("models")
  void whatWasNotOpenedIsNamed(Model model) {
    Provenance source = model.source();
    assertFalse(source.claims().isBlank(), model.id());
    assertFalse(source.read().isBlank(), model.id());
    if (source.read().equals("none of it")) {
      assertFalse(source.known().isBlank(), model.id() + " rests on nothing");
      assertFalse(source.notRead().isBlank(), model.id() + " claims what was not read");
    }
  }

  /** A claimed range of versions has a version that was read, or says which were not. */
  @ParameterizedTest
  @MethodSource("models")
  void aClaimedVersionIsReadOrNamedAsNotRead(Model model) {
    Provenance source = model.source();
    if (source.claims().startsWith("Linux v")) {
      assertTrue(
          source.read().contains("v") || !source.notRead().isEmpty(),
          model.id() + ": " + source.lines());
    }
  }

  @Test
  void aLineForEachThingThatIsSaid() {
    Provenance whole = Provenance.read("Linux v1", "v1.0").knowing("abc").without("v1.1");
    assertEquals(List.of("Linux v1", "read: v1.0", "known: abc", "not read: v1.1"), whole.lines());
    assertEquals(List.of("a", "read: b"), Provenance.read("a", "b").lines());
  }
}
