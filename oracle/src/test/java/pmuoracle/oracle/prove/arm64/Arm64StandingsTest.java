package pmuoracle.oracle.prove.arm64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pmuoracle.spec.Standing;
import pmuoracle.spec.arm64.Arm64Invariant;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Models;

/** What is expected of each invariant under each model, as a table to read against the sources. */
final class Arm64StandingsTest {
  /**
   * By columns: 5.10, 6.1, 6.8, 6.12; architecture; direct-v4 to direct-v8; remap, 7.3. A plus
   * holds, an x fails, a dot is absent.
   */
  private static final String EXPECTED =
      """
      W1   ++++ + +++++ ++
      I6   ++++ + +++++ ++
      I7   ++++ + +++++ ++
      I8   ++++ + +++++ ++
      P5   ++++ + +++++ ++
      I9   ++++ + +++++ ++
      I10  x+++ + +++++ ++
      I14  xxxx x xxxxx xx
      I15  ++++ + +++++ ++
      P6   ++++ + +++++ ++
      I11  ++++ + +++++ ++
      I12  ++++ + +++++ ++
      I12U +xxx x xxxxx xx
      I13  xxxx x xxxxx xx
      P10  x+++ + +++++ ++
      G1   x+++ + xxxxx ++
      I1   x+++ + xxxxx ++
      I4   ++++ + +xxxx ++
      I5   ++++ + xxxxx ++
      C7   ++++ + xxxxx ++
      I2   xx++ + xxxxx +x
      I2P  xx++ + xxxxx ++
      I3   .... + xxxxx ++
      P12  xx++ + xxxxx ++
      P8   x+++ + +xxxx +x
      C1   .... + xxxxx +x
      C2   .... + xxxxx +x
      C3   .... + xxxxx +x
      C4   .... + xxxxx +x
      C5   ++++ + +++++ +x
      C8   .... + xxxxx ++
      I16  ++++ + +++++ +x
      C6   xxxx + xxxxx +x
      O1   xxxx + +++++ +x
      O2   xxxx + +++++ +x
      I17  ++++ + +++.+ ++
      I17M ++++ + +xx.+ ++
      P1   .... . ++x+x +.
      P13  .... . x++++ +.
      """;

  @Test
  void everyInvariantHasItsStandingUnderEveryModel() {
    List<String> found = new ArrayList<>();
    for (Arm64Invariant invariant : Arm64Invariant.values()) {
      StringBuilder row = new StringBuilder();
      for (Arm64Model model : Arm64Models.ALL) {
        row.append(sign(invariant.standing(model)));
      }
      String signs = row.toString();
      found.add(
          "%-4s %s %s %s %s"
              .formatted(
                  number(invariant),
                  signs.substring(0, 4),
                  signs.substring(4, 5),
                  signs.substring(5, 10),
                  signs.substring(10)));
    }
    assertEquals(EXPECTED, String.join("\n", found) + "\n");
  }

  @Test
  void everyInvariantHasANumberASentenceAndASourceOfItsOwn() {
    Set<String> numbers = new HashSet<>();
    Set<String> sentences = new HashSet<>();
    for (Arm64Invariant invariant : Arm64Invariant.values()) {
      assertTrue(numbers.add(number(invariant)), invariant::id);
      assertTrue(sentences.add(invariant.sentence()), invariant::id);
      assertTrue(invariant.sentence().endsWith("."), invariant::id);
      assertFalse(invariant.source().isBlank(), invariant::id);
    }
  }

  private static String number(Arm64Invariant invariant) {
    return invariant.name().substring(0, invariant.name().indexOf('_'));
  }

  private static char sign(Standing standing) {
    return switch (standing) {
      case HOLDS -> '+';
      case FAILS -> 'x';
      case ABSENT -> '.';
    };
  }
}
