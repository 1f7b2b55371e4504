package pmuoracle.harness.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.lang3.Validate;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.QuestionPrograms;
import pmuoracle.harness.match.Capabilities;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;

/**
 * Random filters, each in as many programs as it takes to ask everything the system can be asked,
 * by their numbers. Of a system that cannot count each filter has one program, which installs it.
 */
public final class FilterPrograms implements Generator {
  /** The most filters; a limit of the project. */
  public static final int MAX_FILTERS = 1_000_000;

  private final Generator usual;
  private final Generator filters;
  private final QuestionPrograms asking;
  private final boolean counts;
  private final long seed;

  /** How many programs the filters up to each have together. */
  private final long[] ends;

  /**
   * Of the seed's first filters.
   *
   * @param usual the programs the filters are taken from
   * @param count 1 to {@link #MAX_FILTERS}
   */
  public FilterPrograms(
      Generator usual, QuestionPrograms asking, Capabilities witness, long seed, long count) {
    Validate.inclusiveBetween(1, MAX_FILTERS, count);
    this.usual = usual;
    this.asking = asking;
    this.seed = seed;
    filters = witness.suited(new RandomFilters(usual, asking));
    ends = new long[(int) count];
    counts = witness.supports(counting(filters.program(seed, 0)));
    long end = 0;
    for (int i = 0; i < ends.length; i++) {
      GuestProgram filter = filters.program(seed, i);
      int room = room(filter);
      end += Math.max(1, (askable(filter) + room - 1) / room);
      ends[i] = end;
    }
  }

  /** The step without which nothing can be asked. */
  private Step counting(GuestProgram filter) {
    List<Step> steps = asking.program(filter.machine(), List.of(), 1, 2).steps();
    return steps.get(steps.size() - 1);
  }

  private int askable(GuestProgram filter) {
    return counts ? asking.askable(filter.machine()) : 0;
  }

  private int room(GuestProgram filter) {
    return asking.room(filter.steps().size());
  }

  /** How many programs there are. */
  public long size() {
    return ends[ends.length - 1];
  }

  /** How many filters the first programs are about. */
  public int filters(long programs) {
    return programs == 0 ? 0 : filter(programs - 1) + 1;
  }

  /** How many questions the first programs ask. */
  public long questions(long programs) {
    long questions = 0;
    for (int i = 0; i < filters(programs); i++) {
      GuestProgram filter = filters.program(seed, i);
      questions += Math.min(askable(filter), (programs - start(i)) * room(filter));
    }
    return questions;
  }

  /** The filter that the program of this number asks. */
  private int filter(long index) {
    int place = Arrays.binarySearch(ends, index + 1);
    return place >= 0 ? place : -place - 1;
  }

  private long start(int filter) {
    return filter == 0 ? 0 : ends[filter - 1];
  }

  /** The seed is the one the programs are numbered for. */
  @Override
  public GuestProgram program(long same, long index) {
    int number = filter(index);
    GuestProgram filter = filters.program(seed, number);
    int from = (int) (index - start(number)) * room(filter);
    int end = Math.min(askable(filter), from + room(filter));
    return asking.program(filter.machine(), filter.steps(), from, end);
  }

  /** What is random here has a number. */
  @Override
  public GuestProgram program(RandomGenerator random) {
    throw new UnsupportedOperationException("the programs of filters are numbered");
  }

  @Override
  public boolean isNamed(long index) {
    return true;
  }

  @Override
  public boolean mixed(RuleSet fired) {
    return usual.mixed(fired);
  }
}
