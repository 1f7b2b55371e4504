package pmuoracle.harness.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pmuoracle.harness.campaign.Ledger.Block;
import pmuoracle.oracle.prove.Watch;
import pmuoracle.spec.GuestProgram;

/** Runs blocks of programs, one at a time, on one thread. */
final class Worker implements AutoCloseable {
  private final Contest contest;
  private final CampaignPlan plan;
  private final Limit limit;
  private final Judge judge;
  private final Batch batch = new Batch();

  /** The block's programs that are held against the claims. */
  private final List<GuestProgram> held = new ArrayList<>();

  private @Nullable Watch claims;

  Worker(Contest contest, CampaignPlan plan, Limit limit) {
    this.contest = contest;
    this.plan = plan;
    this.limit = limit;
    judge = contest.judge();
  }

  /**
   * Runs the block's programs up to the first that differs or on which the system fails, or until
   * the campaign has to end.
   *
   * @param start the number of the block's first program
   */
  Block block(long number, long start) {
    Block block = judged(number, start);
    hold();
    return block;
  }

  private Block judged(long number, long start) {
    CoverageBuilder counts = new CoverageBuilder(start / plan.blockSize());
    long index = start;
    long end = Math.min(plan.programs(), index + plan.blockSize());
    while (index < end && (index == start || !limit.isOver())) {
      long next = Math.min(end, index + judge.batch());
      Optional<Block> last =
          next == index + 1 ? one(number, index, counts) : many(number, index, next, counts);
      if (last.isPresent()) {
        return last.get();
      }
      index = next;
    }
    return new Block(number, counts, Optional.empty(), Optional.empty());
  }

  /** Runs one program; the block that ends with it, if it does. */
  private Optional<Block> one(long number, long index, CoverageBuilder counts) {
    GuestProgram program = Campaign.program(contest, plan.seed(), index);
    try {
      return counted(
          number,
          index,
          program,
          judge.differs(program, contest.generator().isNamed(index)),
          counts);
    } catch (Judge.NoOutcome failure) {
      return Optional.of(failed(number, counts, SystemFailure.of(index, program, failure)));
    }
  }

  /**
   * Runs programs at once, then judges them in their order. What a block ends with is the same as
   * if each had been run by itself, unless the system fails only on many.
   */
  private Optional<Block> many(long number, long from, long end, CoverageBuilder counts) {
    batch.run(judge.observer(), from, Campaign.programs(contest, plan.seed(), from, end));
    for (long index = from; index < end; index++) {
      try {
        GuestProgram program = batch.program(index);
        boolean differs =
            judge.differs(
                program,
                batch.observed(index, judge.observer()),
                contest.generator().isNamed(index));
        Optional<Block> last = counted(number, index, program, differs, counts);
        if (last.isPresent()) {
          return last;
        }
      } catch (Judge.NoOutcome failure) {
        return Optional.of(failed(number, counts, batch.failed(index, failure)));
      }
    }
    return batch.unexplained().map(failure -> failed(number, counts, failure));
  }

  private Optional<Block> counted(
      long number, long index, GuestProgram program, boolean differs, CoverageBuilder counts) {
    counts.add(index, program, judge, contest.generator());
    if (plan.checks().every() > 0 && index % plan.checks().every() == 0) {
      judge.check(program);
    }
    if (plan.checks().claimsEvery() > 0
        && index % plan.checks().claimsEvery() == plan.checks().claimsEvery() - 1) {
      held.add(program);
    }
    return differs
        ? Optional.of(
            new Block(
                number,
                counts,
                Optional.of(new Sighting(index, judge.explained(program))),
                Optional.empty()))
        : Optional.empty();
  }

  /**
   * An {@link AssertionError} if a program contradicts what is proved of its model. One after the
   * other, because the code for it is used for nothing else.
   */
  private void hold() {
    if (held.isEmpty()) {
      return;
    }
    // Made late: short campaigns do without.
    Watch watch = claims == null ? contest.claims().get() : claims;
    claims = watch;
    for (GuestProgram program : held) {
      watch
          .contradiction(program)
          .ifPresent(
              step -> {
                throw new AssertionError(
                    "step %d contradicts a claim that is proved of the model; program: %s"
                        .formatted(step + 1, program));
              });
    }
    held.clear();
  }

  private static Block failed(long number, CoverageBuilder counts, SystemFailure failure) {
    return new Block(number, counts, Optional.empty(), Optional.of(failure));
  }

  @Override
  public void close() {
    judge.close();
  }
}
