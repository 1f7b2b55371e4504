package pmuoracle.harness.sweep;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.generate.QuestionPrograms;
import pmuoracle.spec.Errno;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Step;

/**
 * Numbered filters, each asked about everything there is, on both sides.
 *
 * @param sides for one thread
 * @param filters the one of this number: the requests of a program, on its machine
 */
public record FilterSweep(
    ArchitectureKit kit, Supplier<TwoSides> sides, LongFunction<GuestProgram> filters) {

  /**
   * What was asked; up to the first differing and with it, so that no number of threads matters,
   * unless it was stopped.
   *
   * @param accepted how many filters were accepted at least in part
   * @param questions how many both sides answered alike
   * @param unsettled how many filters were not asked because the model's sources leave open what
   *     they say
   * @param differing of the lowest number
   */
  public record Result(
      long filters,
      long accepted,
      long questions,
      long unsettled,
      Optional<SweepDivergence> differing) {
    private static final Result NOTHING = new Result(0, 0, 0, 0, Optional.empty());

    private Result and(Result later) {
      return differing.isPresent()
          ? this
          : new Result(
              filters + later.filters,
              accepted + later.accepted,
              questions + later.questions,
              unsettled + later.unsettled,
              later.differing);
    }
  }

  /** Asks the filters from 0 to below {@code count}; blocks. */
  public Result run(long count, int threads, AtomicBoolean stop) {
    AtomicInteger suspected = new AtomicInteger(threads);
    return IntStream.range(0, threads)
        .parallel()
        .mapToObj(
            part -> {
              Part asked = new Part(stop, suspected, part);
              return asked.of(start(part, count, threads), start(part + 1, count, threads));
            })
        .reduce(Result.NOTHING, Result::and);
  }

  private static long start(int part, long count, int parts) {
    return count / parts * part + Math.min(part, count % parts);
  }

  /** Filters that follow each other, on one thread; given up if an earlier part is suspicious. */
  private final class Part {
    private final TwoSides both = sides.get();
    private final AtomicBoolean stop;
    private final AtomicInteger suspected;
    private final int number;

    Part(AtomicBoolean stop, AtomicInteger suspected, int number) {
      this.stop = stop;
      this.suspected = suspected;
      this.number = number;
    }

    Result of(long from, long end) {
      long accepted = 0;
      long questions = 0;
      long unsettled = 0;
      long index = from;
      for (; index < end && !stop.get() && suspected.get() >= number; index++) {
        GuestProgram program = filters.apply(index);
        List<Step> requests = RandomFilters.requests(program);
        try {
          accepted += both.install(program.machine(), requests).contains(Errno.OK) ? 1 : 0;
          if (both.isSettled()) {
            both.allowed();
            questions += kit.questions(program.machine()).size();
          } else {
            unsettled++;
          }
        } catch (TwoSides.Divergence divergence) {
          suspected.accumulateAndGet(number, Math::min);
          SweepDivergence differing = differing(index, program.machine(), requests, divergence);
          return new Result(
              index + 1 - from, accepted, questions, unsettled, Optional.of(differing));
        }
      }
      return new Result(index - from, accepted, questions, unsettled, Optional.empty());
    }
  }

  private SweepDivergence differing(
      long index, Machine machine, List<Step> requests, TwoSides.Divergence divergence) {
    QuestionPrograms asking = kit.questionPrograms();
    int question = divergence.question().orElse(0);
    int end = divergence.question().isPresent() ? question + 1 : 0;
    return new SweepDivergence(
        index,
        asking.program(asking.machine(machine), requests, question, end),
        divergence.getMessage());
  }
}
