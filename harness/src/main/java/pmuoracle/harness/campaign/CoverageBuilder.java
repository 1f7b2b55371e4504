package pmuoracle.harness.campaign;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pmuoracle.harness.generate.Generator;
import pmuoracle.harness.generate.Transitions;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.Errno;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Steps;
import pmuoracle.spec.Trace;

/** A {@link Coverage} in the making. */
final class CoverageBuilder {
  /** Verbs are strings, too slow to count for every step. */
  private static final int VERBS_EVERY = 64;

  /** No architecture has more. */
  private static final int MOST_VERBS = 32;

  private static final int ERRNOS = 64;

  /**
   * Where both sides know the same, cells are told by kind at the start of a campaign, then now and
   * then.
   */
  private static final int CELLS_FIRST = 1024;

  private static final int CELLS_EVERY = 64;

  /** Bit n is set for the errno n of the vocabulary; a broken system may answer another. */
  private static final long KNOWN_ERRNOS =
      Stream.of(Errno.values()).mapToLong(errno -> 1L << errno.number()).sum();

  private long programs;
  private long steps;
  private long comparisons;
  private final Cells cells = new Cells();
  private long firstOneSided = Long.MAX_VALUE;
  private final long[] errnos = new long[ERRNOS];

  /** By the kinds of step: steps of one kind observe the same kinds. */
  private final Observation.@Nullable Kind[] firstKinds = new Observation.Kind[MOST_VERBS];

  private long counting;
  private long named;
  private long mixed;
  private final @Nullable String[] verbs = new String[MOST_VERBS];
  private final long[] verbCounts = new long[MOST_VERBS];
  private @Nullable Transitions transitions;
  private final RuleSet fired = new RuleSet();
  private final DecidingRules behind;

  /**
   * Of a block.
   *
   * @param number the block's, which says whether the rules behind what was compared are looked for
   */
  CoverageBuilder(long number) {
    behind = new DecidingRules(number);
  }

  /** Adds the generator's program of this number, which the judge was asked about last. */
  void add(long index, GuestProgram program, Judge judge, Generator generator) {
    programs++;
    steps += program.steps().size();
    comparisons += judge.comparison().compared();
    long before = cells.oneSided();
    judge.count(program, cells, index < CELLS_FIRST || index % CELLS_EVERY == 0);
    if (cells.oneSided() > before) {
      firstOneSided = Math.min(firstOneSided, index);
    }
    if (judge.isNamed()) {
      behind.look(index, program, judge);
      fired.addAll(judge.fired());
    }
    if (generator.isNamed(index)) {
      named++;
      mixed += generator.mixed(judge.fired()) ? 1 : 0;
      Transitions watch = transitions == null ? generator.transitions() : transitions;
      watch.look(program, judge.predicted());
      transitions = watch;
    }
    counting += look(program, judge.predicted()) ? 1 : 0;
    if (index % VERBS_EVERY == 0) {
      for (int i = 0; i < program.steps().size(); i++) {
        add(program.steps().get(i).verb(), 1);
      }
    }
  }

  /** Without boxes. */
  private void add(String verb, long count) {
    int place = 0;
    while (verbs[place] != null && !verbs[place].equals(verb)) {
      place++;
    }
    verbs[place] = verb;
    verbCounts[place] += count;
  }

  /** Adds the errnos and answers whether something counts. */
  private boolean look(GuestProgram program, Trace predicted) {
    boolean counts = false;
    Steps all = program.steps();
    for (int s = 0; s < all.size(); s++) {
      int width = predicted.width(s);
      if (width == 0) {
        continue;
      }
      Observation.Kind kind = firstKind(program.machine(), all, s);
      if (kind == Observation.Kind.ERRNO && predicted.isKnown(s, 0)) {
        count(predicted.cell(s, 0));
      } else if (kind == Observation.Kind.COUNT) {
        for (int p = 0; p < width && !counts; p++) {
          counts = predicted.cell(s, p) != 0;
        }
      }
    }
    return counts;
  }

  /** The sort of a step's first cell, of which it has one. */
  // An array by ordinal is the cheapest map there is, and this one is read at each step.
  @SuppressWarnings("EnumOrdinal")
  private Observation.Kind firstKind(Machine machine, Steps steps, int step) {
    int place = steps.kind(step).ordinal();
    Observation.Kind known = firstKinds[place];
    if (known == null) {
      known = machine.observations(steps.get(step)).get(0).kind();
      firstKinds[place] = known;
    }
    return known;
  }

  private void count(long errno) {
    if (errno >= 0 && errno < ERRNOS && (KNOWN_ERRNOS >>> errno & 1) != 0) {
      errnos[(int) errno]++;
    }
  }

  void addAll(CoverageBuilder that) {
    programs += that.programs;
    steps += that.steps;
    comparisons += that.comparisons;
    cells.addAll(that.cells);
    firstOneSided = Math.min(firstOneSided, that.firstOneSided);
    behind.addAll(that.behind);
    for (int i = 0; i < ERRNOS; i++) {
      errnos[i] += that.errnos[i];
    }
    counting += that.counting;
    named += that.named;
    mixed += that.mixed;
    for (int i = 0; i < MOST_VERBS && that.verbs[i] != null; i++) {
      add(that.verbs[i], that.verbCounts[i]);
    }
    fired.addAll(that.fired);
    if (transitions == null) {
      transitions = that.transitions;
    } else if (that.transitions != null) {
      transitions.addAll(that.transitions);
    }
  }

  long programs() {
    return programs;
  }

  /** The rules behind what was compared. */
  DecidingRules behind() {
    return behind;
  }

  Coverage coverage(List<Rule> lawBook) {
    EnumMap<Errno, Long> seen = new EnumMap<>(Errno.class);
    for (int i = 0; i < ERRNOS; i++) {
      if (errnos[i] > 0) {
        seen.put(Errno.of(i), errnos[i]);
      }
    }
    RuleSet decided = behind.rules();
    List<Rule> closed = lawBook.stream().filter(rule -> !rule.leavesOpen()).toList();
    SortedMap<String, Long> byVerb = new TreeMap<>();
    for (int i = 0; i < MOST_VERBS && verbs[i] != null; i++) {
      byVerb.put(verbs[i], verbCounts[i]);
    }
    return new Coverage(
        programs,
        steps,
        comparisons,
        cells.notObservable(),
        cells.notSettled(),
        cells.refused(),
        cells.oneSidedKinds(),
        firstOneSided == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(firstOneSided),
        seen,
        counting,
        named,
        mixed,
        byVerb,
        transitions == null ? Map.of() : transitions.counts(),
        decided.of(closed),
        closed.stream().filter(r -> fired.contains(r) && !decided.contains(r)).toList(),
        fired.of(lawBook.stream().filter(Rule::leavesOpen).toList()),
        closed.stream().filter(r -> !fired.contains(r) && !decided.contains(r)).toList());
  }
}
