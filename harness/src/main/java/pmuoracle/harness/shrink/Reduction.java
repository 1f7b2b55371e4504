package pmuoracle.harness.shrink;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Step;
import pmuoracle.spec.form.Form;
import pmuoracle.spec.form.Forms;

/**
 * The ways of making a program of one architecture smaller, but for dropping steps for their own
 * sake, which is every architecture's.
 */
public final class Reduction {
  /** In longer programs pairs of changes are too many to be tried. */
  private static final int MOST_COUPLED = 12;

  /** So many changes, the boldest, are tried with others beside them. */
  private static final int MOST_CHANGES = 64;

  private final Forms forms;
  private final ProgramSize sizes;
  private final List<Pass> single;
  private final List<Pass> passes;

  public Reduction(Forms forms) {
    this.forms = forms;
    sizes = new ProgramSize(forms);
    EntryReduction entries = new EntryReduction(forms);
    EventReduction events = new EventReduction(forms);
    List<Pass> inPlace =
        List.of(pass(new StepReduction(forms)::simplerSteps), pass(entries::simplerEntries));
    List<Pass> everywhere = List.of(pass(events::simplerEvents));
    // Ranges are narrowed to the event that matters before it is lowered; entries of lists that do
    // not matter become 0 before events are replaced.
    single =
        Stream.of(
                List.of(
                    pass(entries::shorterLists),
                    pass(new MachineReduction(forms)::simplerMachines),
                    pass(entries::emptierEntries)),
                events.hasRanges() ? everywhere : inPlace,
                events.hasRanges() ? inPlace : everywhere,
                List.of(
                    pass(new CounterReduction(forms)::renumbered), pass(StepReduction::reordered)))
            .flatMap(List::stream)
            .toList();
    Pass coupled = pass(this::coupled);
    passes = Stream.concat(single.stream(), Stream.of(coupled)).toList();
  }

  /** Each reduction together with a change beside it that need not make anything smaller. */
  private Stream<Candidate> coupled(GuestProgram program) {
    StepReduction steps = new StepReduction(forms);
    return program.steps().size() > MOST_COUPLED
        ? Stream.empty()
        : smaller(program).limit(MOST_CHANGES).flatMap(steps::beside);
  }

  /** One way. */
  interface Pass {
    /**
     * Programs that are well-formed and each before this one in the {@link #order}, the boldest
     * first. Lazy; the same for the same program.
     */
    Stream<GuestProgram> smaller(GuestProgram program);
  }

  /** Candidates that are not smaller are left out here. */
  private Pass pass(Function<GuestProgram, Stream<Candidate>> candidates) {
    return program -> {
      Size size = size(program);
      return candidates
          .apply(program)
          .flatMap(Candidate::program)
          .filter(smaller -> isBefore(smaller, program, size));
    };
  }

  /** Every way, the boldest first. */
  List<Pass> passes() {
    return passes;
  }

  /** What it reads programs by. */
  public Forms forms() {
    return forms;
  }

  /** How much there is to read. */
  public Size size(GuestProgram program) {
    return sizes.of(program);
  }

  /**
   * The order in which shrinking goes down: by {@link #size}; among programs of one size by the
   * words of the machine, then of one step after the other, unsigned. Two programs are alike in it
   * only if they are equal, so that the least of several is one.
   */
  public Comparator<GuestProgram> order() {
    return Comparator.comparing(this::size).thenComparing(sizes::words, Arrays::compareUnsigned);
  }

  private boolean isBefore(GuestProgram one, GuestProgram other, Size size) {
    int bySize = size(one).compareTo(size);
    return bySize < 0
        || (bySize == 0 && Arrays.compareUnsigned(sizes.words(one), sizes.words(other)) < 0);
  }

  /**
   * What of the step is its shape rather than a value in it: its verb, and which register or level
   * it names; of two names of one register the plainer one.
   */
  public String shape(Step step) {
    Form<Step> form = forms.of(step);
    StringBuilder shape = new StringBuilder(step.verb());
    for (int i = 0; i < form.fields().size(); i++) {
      if (form.fields().get(i).type().shapes()) {
        shape.append(' ').append(forms.plainer(form.words(step)[form.place(i)]));
      }
    }
    return shape.toString();
  }

  /** What any pass offers that changes one thing. */
  public Stream<GuestProgram> smaller(GuestProgram program) {
    return single.stream().flatMap(pass -> pass.smaller(program));
  }
}
