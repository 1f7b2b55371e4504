package pmuoracle.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeadsTest {
  private static final Set<String> COMMON = Set.of("run", "write", "retire");
  private static final Set<String> WIDER = Set.of("run", "write", "go", "read", "retire");
  private static final Set<String> RARE = Set.of("run", "go", "retire");

  @Test
  void whatNoFindingExplainsComesBeforeLowerNumbers() {
    Leads leads = new Leads();
    leads.add(0, COMMON);
    leads.add(1, COMMON);
    leads.add(2, WIDER);
    leads.add(3, RARE);
    assertEquals(Optional.of(0L), leads.next());
    assertTrue(leads.isNew(List.of("retire", "run", "write")));
    assertEquals(Optional.of(3L), leads.next());
    assertTrue(leads.isNew(List.of("go", "retire", "run")));
    // Two findings may be what the wider program shows, one what the common one shows.
    assertEquals(Optional.of(1L), leads.next());
    assertFalse(leads.isNew(List.of("retire", "run", "write")));
    assertEquals(Optional.of(2L), leads.next());
    assertEquals(Optional.empty(), leads.next());
  }

  @Test
  void stepsThatComeTwiceAreAnotherFinding() {
    Leads leads = new Leads();
    assertTrue(leads.isNew(List.of("retire", "run")));
    assertTrue(leads.isNew(List.of("retire", "retire", "run")));
    assertFalse(leads.isNew(List.of("retire", "run")));
  }

  @Test
  void leadsOfTwoBlocksAreThoseOfOne() {
    Leads whole = new Leads();
    Leads first = new Leads();
    Leads second = new Leads();
    for (long index = 0; index < 40; index++) {
      Set<String> steps = index % 3 == 0 ? RARE : index % 2 == 0 ? WIDER : COMMON;
      whole.add(index, steps);
      (index < 20 ? first : second).add(index, steps);
    }
    Leads merged = new Leads();
    merged.addAll(first);
    merged.addAll(second);
    List<Long> all = all(whole);
    assertFalse(all.isEmpty());
    assertEquals(all, all(merged));
  }

  /** Of programs that are all new to each other. */
  private static List<Long> all(Leads leads) {
    List<Long> all = new ArrayList<>();
    for (Optional<Long> next = leads.next(); next.isPresent(); next = leads.next()) {
      all.add(next.get());
      leads.isNew(List.of("shape " + next.get()));
    }
    return all;
  }

  @Test
  void oneThatBringsNothingNewForLongIsLeft() {
    Leads leads = new Leads();
    for (long index = 0; index < 1000; index++) {
      leads.add(index, Set.of("retire", "step " + index));
    }
    int shrunk = 0;
    while (leads.next().isPresent()) {
      leads.isNew(List.of("retire"));
      shrunk++;
    }
    assertTrue(shrunk > 1 && shrunk < 20, "shrunk: " + shrunk);
  }
}
