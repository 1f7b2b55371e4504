package pmuoracle.oracle.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.RuleSet;
import pmuoracle.oracle.run.ProgramRun;
import pmuoracle.oracle.step.Layout;
import pmuoracle.oracle.step.arm64.Arm64Encoding;
import pmuoracle.oracle.step.arm64.Arm64StepTable;
import pmuoracle.oracle.step.arm64.CallFunction;
import pmuoracle.oracle.step.arm64.CounterFunction;
import pmuoracle.oracle.step.arm64.RegisterFunction;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Rule;

/** Why each cell of a program's trace is what it is. For one program. */
final class Explanation extends ProgramRun<CallFunction, RegisterFunction, CounterFunction> {
  private static final Layout LAYOUT = Arm64Encoding.LAYOUT;

  private final GuestProgram program;
  private final Trace trace = new Trace();
  private final List<List<Decision>> decisions = new ArrayList<>();
  private final List<RuleSet> ofCounters = new ArrayList<>();
  private final List<String> becauses = new ArrayList<>();
  private final CounterWords words;
  private final CallWords calls;

  private RuleSet rules = new RuleSet();

  private Explanation(
      Arm64Model model, GuestProgram program, CompiledArm64 compiled, ConcreteCalls accepted) {
    super(new Arm64StepTable(model), compiled.evaluation(accepted));
    this.program = program;
    words = new CounterWords(model, accepted);
    calls = new CallWords(model, program);
  }

  /** For each step, one decision per observation. */
  static List<List<Decision>> of(Arm64Model model, GuestProgram program) {
    CompiledArm64 compiled = CompiledArm64.of(model);
    Explanation explanation =
        new Explanation(model, program, compiled, new ConcreteCalls(compiled));
    explanation.run(program, explanation.trace);
    return List.copyOf(explanation.decisions);
  }

  @Override
  protected void ruled(long[] outputs, int at) {
    rules.addWords(outputs, at, LAYOUT.rules());
  }

  @Override
  protected void leftOpen() {
    rules.add(Arm64Rule.NOT_RUN);
  }

  @Override
  protected void counted(
      CounterFunction function, int vcpu, int counter, long[] inputs, long[] outputs) {
    RuleSet own = new RuleSet();
    own.addWords(outputs, LAYOUT.counterRules(), LAYOUT.rules());
    ofCounters.add(own);
    becauses.add(words.of(function, inputs, outputs, own));
  }

  @Override
  protected void stepped(int number) {
    List<Observation> observations = program.machine().observations(program.steps().get(number));
    boolean perCounter =
        ofCounters.size() == observations.size()
            && observations.size() > 1
            && observations.get(0).kind() != Observation.Kind.FAULT;
    List<Decision> ofStep = new ArrayList<>();
    for (int i = 0; i < observations.size(); i++) {
      RuleSet own = perCounter ? ofCounters.get(i) : rules;
      String because =
          perCounter
              ? becauses.get(i)
              : becauses.isEmpty() || i == 0
                  ? calls.of(number, rules)
                  : String.join("; ", becauses);
      ofStep.add(
          new Decision(
              observations.get(i),
              trace.isKnown(number, i),
              trace.cell(number, i),
              Specificity.order(own),
              because));
    }
    decisions.add(List.copyOf(ofStep));
    ofCounters.clear();
    becauses.clear();
    rules = new RuleSet();
  }
}
