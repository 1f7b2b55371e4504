package pmuoracle.harness.conclusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccountTest {
  /** What each count makes of a run by itself, and of one in which something was compared. */
  @ParameterizedTest
  @CsvSource({
    "COMPARED,       0, 0",
    "PROVED,         0, 0",
    "DIFFERENT,      1, 1",
    "NOT_OBSERVABLE, 3, 0",
    "NOT_SETTLED,    3, 0",
    "ONE_SIDED,      3, 0",
    "HIDDEN,         3, 3",
    "SKIPPED,        3, 0",
    "REFUSED,        3, 0",
    "FLAKY,          3, 3",
    "FAILED,         3, 3",
    "NOT_REACHED,    3, 3",
    "NOT_WRITTEN,    3, 3",
  })
  void oneCountDecides(Count count, int alone, int beside) {
    Account one = Account.of(count, 1);
    assertEquals(alone, one.conclusion().exitCode());
    assertEquals(beside, one.plus(Count.COMPARED, 1).conclusion().exitCode());
  }

  @Test
  void nothingIsNoAgreement() {
    assertEquals(Conclusion.INCONCLUSIVE, Account.NOTHING.conclusion());
    assertEquals(List.of("nothing was compared"), Account.NOTHING.reasons());
  }

  /** Whatever else there is: exit 0 needs something compared or proved, exit 1 a difference. */
  @ParameterizedTest
  @EnumSource(Count.class)
  void agreementNeedsEvidence(Count count) {
    Account account = Account.of(count, 2);
    assertTrue(
        account.conclusion() != Conclusion.AGREEMENT
            || account.get(Count.COMPARED) + account.get(Count.PROVED) > 0);
    assertEquals(
        Conclusion.DIVERGENCE, account.plus(Count.DIFFERENT, 1).conclusion(), account::toString);
  }

  @Test
  void whatTheUserAsksForWeighsAsADoubt() {
    Account account = Account.of(Count.COMPARED, 5).plus(Count.SKIPPED, 2);
    assertEquals(Conclusion.AGREEMENT, account.conclusion());
    Account strict = account.doubting(Count.SKIPPED);
    assertEquals(Conclusion.INCONCLUSIVE, strict.conclusion());
    assertEquals(List.of("2 skipped"), strict.reasons());
    assertEquals(Conclusion.INCONCLUSIVE, Account.NOTHING.plus(strict).conclusion());
  }

  @Test
  void whatWasFoundOutweighsWhatWasNot() {
    assertEquals(Conclusion.DIVERGENCE, Conclusion.INCONCLUSIVE.and(Conclusion.DIVERGENCE));
    assertEquals(Conclusion.DIVERGENCE, Conclusion.DIVERGENCE.and(Conclusion.INCONCLUSIVE));
    assertEquals(Conclusion.INCONCLUSIVE, Conclusion.AGREEMENT.and(Conclusion.INCONCLUSIVE));
  }

  @Test
  void jsonHasEveryCount() {
    assertEquals(Count.values().length, Account.NOTHING.json().size());
    assertEquals(3L, Account.of(Count.FLAKY, 3).json().get("flaky"));
  }
}
