package pmuoracle.harness.campaign;

import java.util.Optional;
import java.util.OptionalLong;
import pmuoracle.harness.campaign.Ledger.Block;
import pmuoracle.spec.GuestProgram;

/** Runs blocks of programs, one at a time, on one thread. */
final class Worker implements AutoCloseable {
  private final Contest contest;
  private final Plan plan;
  private final Judge judge;

  Worker(Contest contest, Plan plan) {
    this.contest = contest;
    this.plan = plan;
    judge = new Judge(contest.oracle().get(), contest.system().get());
  }

  /** Runs the block's programs up to the first that differs or on which the system fails. */
  Block block(long number) {
    Tally tally = new Tally();
    long first = number * plan.blockSize();
    long end = Math.min(plan.programs(), first + plan.blockSize());
    for (long index = first; index < end; index++) {
      GuestProgram program = Campaign.program(contest, plan.seed(), index);
      try {
        boolean differs = judge.differs(program);
        tally.add(index, program, judge, contest.generator().mixed(judge.fired()));
        if (plan.checkEvery() > 0 && index % plan.checkEvery() == 0) {
          judge.check(program);
        }
        if (differs) {
          return new Block(number, tally, OptionalLong.of(index), Optional.empty());
        }
      } catch (Judge.NoOutcome failure) {
        SystemFailure what = new SystemFailure(index, program, failure.getCause());
        return new Block(number, tally, OptionalLong.empty(), Optional.of(what));
      }
    }
    return new Block(number, tally, OptionalLong.empty(), Optional.empty());
  }

  @Override
  public void close() {
    judge.close();
  }
}
