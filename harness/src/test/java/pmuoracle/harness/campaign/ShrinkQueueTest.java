package pmuoracle.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShrinkQueueTest {
  private static final Set<String> COMMON = Set.of("run", "write", "retire");
  private static final Set<String> WIDER = Set.of("run", "write", "go", "read", "retire");
  private static final Set<String> RARE = Set.of("run", "go", "retire");

  @Test
  void whatNoFindingExplainsComesBeforeLowerNumbers() {
    ShrinkQueue queue = new ShrinkQueue();
    queue.add(0, COMMON);
    queue.add(1, COMMON);
    queue.add(2, WIDER);
    queue.add(3, RARE);
    assertEquals(Optional.of(0L), queue.next());
    assertTrue(queue.isNew(List.of("retire", "run", "write"), List.of("retire", "run", "write")));
    assertEquals(Optional.of(3L), queue.next());
    assertTrue(queue.isNew(List.of("go", "retire", "run"), List.of("go", "retire", "run")));
    // Two findings may be what the wider program shows, one what the common one shows.
    assertEquals(Optional.of(1L), queue.next());
    assertFalse(queue.isNew(List.of("retire", "run", "write"), List.of("retire", "run", "write")));
    assertEquals(Optional.of(2L), queue.next());
    assertEquals(Optional.empty(), queue.next());
  }

  @Test
  void stepsThatComeTwiceAreAnotherFinding() {
    ShrinkQueue queue = new ShrinkQueue();
    assertTrue(queue.isNew(List.of("retire", "run"), List.of("retire", "run")));
    assertTrue(queue.isNew(List.of("retire", "retire", "run"), List.of("retire", "retire", "run")));
    assertFalse(queue.isNew(List.of("retire", "run"), List.of("retire", "run")));
  }

  @Test
  void leadsOfTwoBlocksAreThoseOfOne() {
    ShrinkQueue whole = new ShrinkQueue();
    ShrinkQueue first = new ShrinkQueue();
    ShrinkQueue second = new ShrinkQueue();
    for (long index = 0; index < 40; index++) {
      Set<String> steps = index % 3 == 0 ? RARE : index % 2 == 0 ? WIDER : COMMON;
      whole.add(index, steps);
      (index < 20 ? first : second).add(index, steps);
    }
    ShrinkQueue merged = new ShrinkQueue();
    merged.addAll(first);
    merged.addAll(second);
    List<Long> all = all(whole);
    assertFalse(all.isEmpty());
    assertEquals(all, all(merged));
  }

  /** Of programs that are all new to each other. */
  private static List<Long> all(ShrinkQueue queue) {
    List<Long> all = new ArrayList<>();
    for (Optional<Long> next = queue.next(); next.isPresent(); next = queue.next()) {
      all.add(next.get());
      queue.isNew(List.of("shape " + next.get()), List.of("shape " + next.get()));
    }
    return all;
  }

  @Test
  void oneThatBringsNothingNewForLongIsLeft() {
    ShrinkQueue queue = new ShrinkQueue();
    for (long index = 0; index < 1000; index++) {
      queue.add(index, Set.of("retire", "step " + index));
    }
    int shrunk = 0;
    while (queue.next().isPresent()) {
      queue.isNew(List.of("retire"), List.of("retire"));
      shrunk++;
    }
    assertTrue(shrunk > 1 && shrunk < 20, "shrunk: " + shrunk);
  }
}
