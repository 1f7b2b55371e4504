package pmuoracle.harness.exhaust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;

class ScopeTest {
  static Stream<Scope<?>> scopes() {
    return ArchitectureKits.ALL.stream().flatMap(kit -> kit.scopes().stream());
  }

  @Test
  void everySequenceHasOneNumber() {
    Set<String> seen = new HashSet<>();
    for (long i = 0; i < Digits.sequences(3, 3); i++) {
      seen.add(Arrays.toString(new Digits(i).sequence(3, 3)));
    }
    assertEquals(1 + 3 + 9 + 27, Digits.sequences(3, 3));
    assertEquals(Digits.sequences(3, 3), seen.size());
  }

  /** One program twice would be harmless, but then another one is missing. */
  @ParameterizedTest
  @MethodSource("scopes")
  <M extends Machine> void noProgramComesTwice(Scope<M> scope) {
    for (M machine : scope.machines()) {
      Set<GuestProgram> seen = new HashSet<>();
      for (long i = 0; i < scope.size(machine); i++) {
        seen.add(scope.program(machine, i));
      }
      assertEquals(scope.size(machine), seen.size(), scope.id() + " on " + machine);
    }
  }
}
