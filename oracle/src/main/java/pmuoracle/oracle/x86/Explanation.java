package pmuoracle.oracle.x86;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.encoding.x86.CounterState;
import pmuoracle.oracle.run.ProgramRun;
import pmuoracle.oracle.step.x86.CallFunction;
import pmuoracle.oracle.step.x86.CounterFunction;
import pmuoracle.oracle.step.x86.RegisterFunction;
import pmuoracle.oracle.step.x86.X86Encoding;
import pmuoracle.oracle.step.x86.X86StepTable;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Trace;
import pmuoracle.spec.x86.X86Machine;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Model.Programming;
import pmuoracle.spec.x86.X86Rule;
import pmuoracle.spec.x86.X86Step;

/** Why each cell of a program's trace is what it is. For one program. */
final class Explanation extends ProgramRun<CallFunction, RegisterFunction, CounterFunction> {
  private final X86Model model;
  private final GuestProgram program;
  private final X86Machine machine;
  private final InstalledList installed;
  private final Trace trace = new Trace();
  private final List<List<Decision>> decisions = new ArrayList<>();
  private final List<Decision> ofCounters = new ArrayList<>();
  private final CounterStory[] stories;

  private int filterStep = -1;
  private int step;
  private RuleSet rules = new RuleSet();

  private Explanation(CompiledX86 compiled, GuestProgram program, InstalledList installed) {
    super(new X86StepTable(compiled.model()), compiled.evaluation(installed));
    model = compiled.model();
    this.program = program;
    this.installed = installed;
    machine = (X86Machine) program.machine();
    stories = new CounterStory[machine.vcpus() * machine.counters()];
    Arrays.setAll(stories, i -> new CounterStory(machine.mediated()));
  }

  /** For each step, one decision per observation. */
  static List<List<Decision>> of(X86Model model, GuestProgram program) {
    CompiledX86 compiled = CompiledX86.of(model);
    Explanation explanation = new Explanation(compiled, program, new InstalledList(compiled));
    explanation.run(program, explanation.trace);
    return List.copyOf(explanation.decisions);
  }

  @Override
  protected void ruled(long[] outputs, int at) {
    RuleSet now = set(outputs, at);
    rules.addAll(CounterStory.PERIODS.missingOf(now));
    if (now.contains(X86Rule.SET_REPLACED)) {
      filterStep = step;
    }
  }

  private static RuleSet set(long[] outputs, int at) {
    RuleSet set = new RuleSet();
    set.addWords(outputs, at, X86Encoding.LAYOUT.rules());
    return set;
  }

  @Override
  protected void counted(
      CounterFunction function, int vcpu, int counter, long[] inputs, long[] outputs) {
    CounterStory story = stories[vcpu * machine.counters() + counter];
    RuleSet fired = set(outputs, X86Encoding.LAYOUT.counterRules());
    int index = counter - (counter < machine.generalPurpose() ? 0 : machine.generalPurpose());
    String verdict =
        new VerdictWords(installed, machine.vendor())
            .of(fired, outputs[CounterState.SELECT], index);
    if (function == CounterFunction.RESET) {
      story.forget();
    } else if (function == CounterFunction.STATUS_READ) {
      rules.addAll(story.overflow());
    } else if (function == CounterFunction.COMPLETED) {
      ofCounters.add(completed(counter, fired, verdict));
    } else if (function == CounterFunction.RETIRED) {
      ofCounters.add(retired(counter, fired, story));
    }
    story.programmed(step, fired, verdict);
    story.overflowed(fired);
    if (function == CounterFunction.ENTERED) {
      story.loaded();
    }
  }

  private Decision retired(int counter, RuleSet fired, CounterStory story) {
    boolean older = filterStep > story.step() && story.isProgrammed();
    X86Rule push = model.push() ? X86Rule.SET_PUSHED : X86Rule.SET_NOT_PUSHED;
    String when =
        older
            ? "; programmed at step %d, before the filter of step %d"
                .formatted(story.step() + 1, filterStep + 1)
            : "";
    RuleSet all = older ? RuleSet.of(push) : new RuleSet();
    all.addAll(fired);
    all.addAll(story.rules());
    if (model.programming() == Programming.AT_ONCE) {
      all.addAll(story.overflow()); // Only an overflow lets the next entry program the counter.
    }
    boolean stopped = fired.contains(X86Rule.COUNT_STOPPED);
    String why = stopped && story.isRunning() ? "global control has it off" : story.words();
    return decision(counter, all, why + when);
  }

  private Decision completed(int counter, RuleSet fired, String verdict) {
    RuleSet counting =
        RuleSet.of(
            X86Rule.EMULATED_NOT_COUNTED,
            X86Rule.EMULATED_LATCHED,
            X86Rule.EMULATED_UNFILTERED,
            X86Rule.EMULATED_FILTERED,
            X86Rule.EMULATED_DENIED,
            X86Rule.PROGRAM_GATED);
    if (fired.meets(counting)) {
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
        counter, RuleSet.of(generation), "not enabled, or for another event or privilege");
  }

  /** The cell is filled in when the step is over. */
  private Decision decision(int counter, RuleSet set, String because) {
    Observation what = machine.observations(program.steps().get(step)).get(counter);
    return new Decision(what, false, 0, Specificity.order(set), because);
  }

  @Override
  protected void stepped(int number) {
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
    rules = new RuleSet();
    step = number + 1;
  }

  /** What the step says of every counter, before what was said of one. */
  private List<Rule> opened(List<Rule> own) {
    List<Rule> all =
        new ArrayList<>(Specificity.order(rules).stream().filter(Rule::leavesOpen).toList());
    own.stream().filter(rule -> !all.contains(rule)).forEach(all::add);
    return all;
  }

  private String words(int number) {
    return program.steps().get(number) instanceof X86Step.SetFilter set
        ? RequestWords.of(model, set.request(), installed.list(), rules)
        : "";
  }
}
