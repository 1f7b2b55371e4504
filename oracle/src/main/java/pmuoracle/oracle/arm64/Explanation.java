package pmuoracle.oracle.arm64;

import java.util.ArrayList;
import java.util.List;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Trace;
import pmuoracle.spec.arm64.Arm64Model;

/** Why each cell of a program's trace is what it is. For one program. */
final class Explanation extends ProgramRun {
  private final GuestProgram program;
  private final Trace trace = new Trace();
  private final List<List<Decision>> decisions = new ArrayList<>();
  private final List<RuleSet> ofCounters = new ArrayList<>();
  private final List<String> becauses = new ArrayList<>();
  private final CounterWords words;
  private final CallWords calls;

  private RuleSet rules = new RuleSet();

  private Explanation(Arm64Model model, GuestProgram program, CompiledEvaluation evaluation) {
    super(model, evaluation);
    this.program = program;
    words = new CounterWords(model, evaluation.accepted());
    calls = new CallWords(model, program);
  }

  /** For each step, one decision per observation. */
  static List<List<Decision>> of(Arm64Model model, GuestProgram program) {
    Explanation explanation = new Explanation(model, program, new CompiledEvaluation(model));
    explanation.run(program, explanation.trace);
    return List.copyOf(explanation.decisions);
  }

  @Override
  void ruled(long low, long high) {
    rules.addBits(low, high);
  }

  @Override
  void counted(CounterFunction function, int counter, long[] inputs, long[] outputs) {
    RuleSet own = new RuleSet();
    own.addBits(outputs[CounterFunction.FIRED], outputs[CounterFunction.FIRED + 1]);
    ofCounters.add(own);
    becauses.add(words.of(function, counter, inputs, outputs, own));
  }

  @Override
  void stepped(int number) {
    List<Observation> observations = program.machine().observations(program.steps().get(number));
    boolean perCounter = ofCounters.size() == observations.size() && observations.size() > 1;
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
