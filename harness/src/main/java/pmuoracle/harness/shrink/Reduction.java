package pmuoracle.harness.shrink;

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
  private final Forms forms;
  private final ProgramSize sizes;
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
    passes =
        Stream.of(
                List.of(
                    pass(entries::shorterLists),
                    pass(new MachineReduction(forms)::simplerMachines),
                    pass(entries::emptierEntries)),
                events.hasRanges() ? everywhere : inPlace,
                events.hasRanges() ? inPlace : everywhere,
                List.of(pass(new CounterReduction(forms)::renumbered)))
            .flatMap(List::stream)
            .toList();
  }

  /** One way. */
  interface Pass {
    /**
     * Programs that are well-formed and each smaller than this one by {@link #size}, the boldest
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
          .filter(p -> size(p).compareTo(size) < 0);
    };
  }

  /** Every way, the boldest first. */
  List<Pass> passes() {
    return passes;
  }

  /** How much there is to read. */
  public Size size(GuestProgram program) {
    return sizes.of(program);
  }

  /**
   * What of the step is its shape rather than a value in it: its verb, and which register or level
   * it names.
   */
  public String shape(Step step) {
    Form<Step> form = forms.of(step);
    StringBuilder shape = new StringBuilder(step.verb());
    for (int i = 0; i < form.fields().size(); i++) {
      if (form.fields().get(i).type().shapes()) {
        shape.append(' ').append(form.words(step)[form.place(i)]);
      }
    }
    return shape.toString();
  }

  /** What any pass offers. */
  public Stream<GuestProgram> smaller(GuestProgram program) {
    return passes.stream().flatMap(pass -> pass.smaller(program));
  }
}
