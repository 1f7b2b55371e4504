package pmuoracle.oracle.x86;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Rule;
import pmuoracle.spec.x86.X86Step;

/** Why each cell of a program's trace is what it is. For one program. */
final class Explanation extends ProgramRun {
  private static final FilterRequest NONE = FilterRequest.of(FilterRequest.DENY, 0, 0);

  private final X86Model model;
  private final GuestProgram program;
  private final X86Machine machine;
  private final CompiledEvaluation evaluation;
  private final Trace trace = new Trace();
  private final List<List<Decision>> decisions = new ArrayList<>();
  private final List<Decision> ofCounters = new ArrayList<>();
  private final CounterStory[] stories;

  private FilterRequest filter = NONE;
  private int filterStep = -1;
  private int step;
  private long rules;

  private Explanation(X86Model model, GuestProgram program, CompiledEvaluation evaluation) {
    super(model, evaluation);
    this.model = model;
    this.program = program;
    this.evaluation = evaluation;
    machine = (X86Machine) program.machine();
    stories = new CounterStory[machine.vcpus() * machine.counters()];
    Arrays.setAll(stories, i -> new CounterStory(machine.mediated()));
  }

  /** For each step, one decision per observation. */
  static List<List<Decision>> of(X86Model model, GuestProgram program) {
    Explanation explanation = new Explanation(model, program, new CompiledEvaluation(model));
    explanation.run(program, explanation.trace);
    return List.copyOf(explanation.decisions);
  }

  @Override
  void ruled(long bits) {
    rules |= bits;
    if ((bits & RuleBits.of(X86Rule.SET_REPLACED)) != 0
        && program.steps().get(step) instanceof X86Step.SetFilter set) {
      filter = set.request();
      filterStep = step;
    }
  }

  @Override
  void counted(CounterFunction function, int vcpu, int counter, long[] inputs, long[] outputs) {
    CounterStory story = stories[vcpu * machine.counters() + counter];
    long fired = outputs[CounterFunction.FIRED];
    int index = counter - (counter < machine.generalPurpose() ? 0 : machine.generalPurpose());
    String verdict =
        new VerdictWords(evaluation.list(), machine.vendor(), filter)
            .of(fired, outputs[CounterState.SELECT], index);
    if (function == CounterFunction.RESET) {
      story.forget();
    } else if (function == CounterFunction.COMPLETED) {
      ofCounters.add(completed(counter, fired, verdict));
    } else if (function == CounterFunction.RETIRED) {
      ofCounters.add(retired(counter, fired, story));
    }
    story.programmed(step, fired, verdict);
    if (function == CounterFunction.ENTERED) {
      story.loaded();
    }
  }

  private Decision retired(int counter, long fired, CounterStory story) {
    boolean older = filterStep > story.step() && story.isProgrammed();
    X86Rule push = model.push() ? X86Rule.SET_PUSHED : X86Rule.SET_NOT_PUSHED;
    String when =
        older
            ? "; programmed at step %d, before the filter of step %d"
                .formatted(story.step() + 1, filterStep + 1)
            : "";
    long all = fired | story.rules() | (older ? RuleBits.of(push) : 0);
    boolean stopped = (fired & RuleBits.of(X86Rule.COUNT_STOPPED)) != 0;
    String why = stopped && story.isRunning() ? "global control has it off" : story.words();
    return decision(counter, all, why + when);
  }

  private Decision completed(int counter, long fired, String verdict) {
    long counting =
        RuleBits.of(
            X86Rule.EMULATED_NOT_COUNTED,
            X86Rule.EMULATED_LATCHED,
            X86Rule.EMULATED_UNFILTERED,
            X86Rule.EMULATED_FILTERED,
            X86Rule.EMULATED_DENIED,
            X86Rule.PROGRAM_GATED);
    if ((fired & counting) != 0) {
      return decision(counter, fired, verdict);
    }
    X86Rule generation =
        switch (model.emulated()) {
          case NONE -> X86Rule.EMULATED_NOT_COUNTED;
          case LATCHED -> X86Rule.EMULATED_LATCHED;
          case UNFILTERED -> X86Rule.EMULATED_UNFILTERED;
          case FILTERED -> X86Rule.EMULATED_FILTERED;
        };
    return decision(
        counter, RuleBits.of(generation), "not enabled, or for another event or privilege");
  }

  /** The cell is filled in when the step is over. */
  private Decision decision(int counter, long bits, String because) {
    Observation what = machine.observations(program.steps().get(step)).get(counter);
    return new Decision(what, false, 0, Specificity.order(bits), because);
  }

  @Override
  void stepped(int number) {
    List<Observation> observations = machine.observations(program.steps().get(number));
    List<Decision> ofStep = new ArrayList<>();
    for (int i = 0; i < observations.size(); i++) {
      Decision why =
          ofCounters.isEmpty()
              ? new Decision(observations.get(i), false, 0, Specificity.order(rules), words(number))
              : ofCounters.get(i);
      boolean known = trace.isKnown(number, i);
      ofStep.add(
          new Decision(
              why.what(),
              known,
              trace.cell(number, i),
              known ? why.rules() : opened(why.rules()),
              known ? why.because() : "an accepted filter has a meaning no source settles"));
    }
    decisions.add(List.copyOf(ofStep));
    ofCounters.clear();
    rules = 0;
    step = number + 1;
  }

  /** What the step says of every counter, before what was said of one. */
  private List<Rule> opened(List<Rule> own) {
    List<Rule> all = new ArrayList<>(Specificity.order(rules & Specificity.OPEN));
    own.stream().filter(rule -> !all.contains(rule)).forEach(all::add);
    return all;
  }

  private String words(int number) {
    return program.steps().get(number) instanceof X86Step.SetFilter set
        ? RequestWords.of(model, set.request(), evaluation.list(), rules)
        : "";
  }
}
