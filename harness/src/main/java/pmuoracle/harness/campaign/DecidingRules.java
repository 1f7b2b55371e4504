package pmuoracle.harness.campaign;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;

/**
 * Which rules decided a cell that was compared. A prediction says at once which rules took part in
 * a program, but not what each decided; asking that takes a thousand times longer. So it is asked
 * of a few programs for each rule: in the first blocks of a campaign at once, later at its end, of
 * the first programs in which the rule took part.
 */
final class DecidingRules {
  /** Blocks from the first in which it is asked at once. */
  private static final long ASKED_BLOCKS = 2;

  /** How many programs are asked about for one rule, in a block or at the end. */
  private static final int TRIES = 4;

  private static final int MOST_RULES = 1024;

  private final boolean asks;
  private final RuleSet rules = new RuleSet();
  private final RuleSet seen = new RuleSet();
  private final byte[] tries = new byte[MOST_RULES];
  private final SortedMap<Long, RuleSet> later = new TreeMap<>();

  /** Of the block of this number. */
  DecidingRules(long block) {
    asks = block < ASKED_BLOCKS;
  }

  /** Looks at the program that the judge was asked about last. */
  void look(long index, GuestProgram program, Judge judge) {
    RuleSet fired = judge.fired();
    if (asks ? rules.containsAll(fired) : seen.containsAll(fired)) {
      return;
    }
    if (asks) {
      if (isTried(rules.missingOf(fired))) {
        rules.addAll(judge.behind(program));
      }
    } else {
      later.put(index, seen.missingOf(fired));
      seen.addAll(fired);
    }
  }

  /** Whether one of the rules has not been tried often enough; all are tried once more. */
  private boolean isTried(RuleSet some) {
    boolean tried = false;
    for (int place : some.places().toArray()) {
      if (tries[place] < TRIES) {
        tries[place]++;
        tried = true;
      }
    }
    return tried;
  }

  /** Adds what came of a later block. */
  void addAll(DecidingRules block) {
    rules.addAll(block.rules);
    block.later.forEach(
        (index, fresh) -> {
          if (!rules.containsAll(fresh) && isTried(fresh)) {
            later.put(index, fresh);
          }
        });
  }

  /** Whether no program is left for the end. */
  boolean isFinished() {
    return later.values().stream().allMatch(rules::containsAll);
  }

  /**
   * Asks of the programs that were left for the end.
   *
   * @param program the one of this number
   */
  void finish(Judge judge, LongFunction<GuestProgram> program, BooleanSupplier isOver)
      throws Judge.NoOutcome {
    for (var entry : later.entrySet()) {
      if (isOver.getAsBoolean()) {
        return;
      }
      if (!rules.containsAll(entry.getValue())) {
        GuestProgram again = program.apply(entry.getKey());
        judge.differs(again);
        rules.addAll(judge.behind(again));
      }
    }
  }

  /** Those found so far. */
  RuleSet rules() {
    return rules;
  }
}
