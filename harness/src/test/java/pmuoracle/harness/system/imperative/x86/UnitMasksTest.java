package pmuoracle.harness.system.imperative.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UnitMasksTest {
  @Test
  void everyMaskAndMatchCoversTheUnitMasksThatEqualTheMatchUnderTheMask() {
    long[] sets = new long[3 * UnitMasks.WORDS];
    for (int mask = 0; mask < 256; mask++) {
      for (int match = 0; match < 256; match++) {
        Arrays.fill(sets, 0);
        UnitMasks.add(sets, UnitMasks.WORDS, mask, match);
        for (int unitMask = 0; unitMask < 256; unitMask++) {
          boolean covered = UnitMasks.containsAlone(sets, UnitMasks.WORDS, unitMask);
          if (covered != ((unitMask & mask) == match)) {
            assertEquals(!covered, covered, mask + " " + match + " " + unitMask);
          }
        }
        assertEquals(0, sets[0] | sets[1] | sets[2] | sets[3]);
      }
    }
  }

  @Test
  void whatWasAddedBeforeStays() {
    long[] set = new long[UnitMasks.WORDS];
    UnitMasks.add(set, 0, 0xff, 0x81);
    UnitMasks.add(set, 0, 0xff, 0x82);
    assertEquals(0b110, set[2]);
    assertEquals(0, set[0] | set[1] | set[3]);
  }

  @Test
  void aUnitMaskThatTheNextSetHasTooIsNotAlone() {
    long[] sets = new long[2 * UnitMasks.WORDS];
    UnitMasks.add(sets, 0, 0xff, 0x81);
    UnitMasks.add(sets, 0, 0xff, 0x82);
    UnitMasks.add(sets, UnitMasks.WORDS, 0xff, 0x82);
    UnitMasks.add(sets, UnitMasks.WORDS, 0xff, 0x83);
    assertTrue(UnitMasks.containsAlone(sets, 0, 0x81));
    assertFalse(UnitMasks.containsAlone(sets, 0, 0x82));
    assertFalse(UnitMasks.containsAlone(sets, 0, 0x83));
  }
}
