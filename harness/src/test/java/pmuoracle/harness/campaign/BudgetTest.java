package pmuoracle.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetTest {
  @Test
  void whatOneThingDoesNotNeedIsLeftForTheOthersAndWhatItTakesTooMuchIsTakenFromThem() {
    AtomicLong clock = new AtomicLong();
    Budget budget = new Budget(90, clock::get);
    List<Long> shares = new ArrayList<>();
    for (long[] parts : new long[][] {{3, 10}, {2, 60}, {1, 0}}) {
      budget.spend(
          (int) parts[0],
          share -> {
            shares.add(share);
            clock.addAndGet(parts[1]);
            return share;
          });
    }
    assertEquals(List.of(30L, 40L, 20L), shares);
    clock.addAndGet(1000);
    assertEquals(1000, budget.beside());
    assertEquals(20, budget.<Long, RuntimeException>spend(1, share -> share));
  }

  @Test
  void withoutALimitEverythingHasAllTheTime() {
    Budget budget = new Budget(Long.MAX_VALUE, () -> 0);
    assertEquals(Long.MAX_VALUE, budget.<Long, RuntimeException>spend(7, share -> share));
  }
}
