package pmuoracle.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Trace;

/** What holds of the oracle of every model; a test of each architecture has the {@code MODELS}. */
public abstract class OracleContract<M extends Model> {
  private final List<M> models;
  private final List<? extends Rule> lawBook;

  protected OracleContract(List<M> models, List<? extends Rule> lawBook) {
    this.models = models;
    this.lawBook = lawBook;
  }

  protected abstract Oracle oracle(M model);

  /** Random programs of the model, each of a length that is asked for. */
  protected abstract IntFunction<GuestProgram> programs(M model, long seed);

  @ParameterizedTest
  @FieldSource("MODELS")
  void compiledFormAndSolverPredictTheSame(M model) {
    IntFunction<GuestProgram> programs = programs(model, 0x5eed);
    try (Oracle oracle = oracle(model)) {
      for (int i = 0; i < 4; i++) {
        GuestProgram program = programs.apply(24);
        Trace compiled = new Trace();
        Trace solver = new Trace();
        oracle.predict(program, compiled, new RuleSet());
        oracle.evaluate(program, solver);
        assertEquals(compiled, solver, program::toString);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("MODELS")
  void explanationsAnswerWhatIsPredicted(M model) {
    IntFunction<GuestProgram> programs = programs(model, 0xface);
    try (Oracle oracle = oracle(model)) {
      for (int i = 0; i < 200; i++) {
        GuestProgram program = programs.apply(30);
        Trace trace = new Trace();
        oracle.predict(program, trace, new RuleSet());
        List<List<Decision>> decisions = oracle.explain(program);
        for (int step = 0; step < trace.steps(); step++) {
          assertEquals(trace.width(step), decisions.get(step).size());
          for (int place = 0; place < trace.width(step); place++) {
            Decision decision = decisions.get(step).get(place);
            assertEquals(trace.cell(step, place), decision.cell());
            assertEquals(trace.isKnown(step, place), decision.known());
          }
        }
      }
    }
  }

  @Test
  void everyRuleTakesPartInSomeProgram() {
    RuleSet fired = new RuleSet();
    for (M model : models) {
      IntFunction<GuestProgram> programs = programs(model, 0xabcd);
      try (Oracle oracle = oracle(model)) {
        for (int i = 0; i < 3000; i++) {
          oracle.predict(programs.apply(40), new Trace(), fired);
        }
        rare(model).forEach(program -> oracle.predict(program, new Trace(), fired));
      }
    }
    assertEquals(List.copyOf(lawBook), fired.of(lawBook));
  }

  /** Predicts programs, of which {@code rare} makes take part what random ones hardly do. */
  @ParameterizedTest
  @FieldSource("MODELS")
  void programsFireEveryRuleThatCanTakePartAndNoOther(M model) {
    RuleSet fired = new RuleSet();
    Trace trace = new Trace();
    IntFunction<GuestProgram> programs = programs(model, 11);
    try (Oracle oracle = oracle(model)) {
      for (int i = 0; i < 4_000; i++) {
        trace.clear();
        oracle.predict(programs.apply(40), trace, fired);
      }
      for (GuestProgram program : rare(model)) {
        trace.clear();
        oracle.predict(program, trace, fired);
      }
      assertEquals(ids(oracle.rules()), ids(fired.of(lawBook)));
    }
  }

  /** Programs in which rules take part that random programs leave out. */
  protected abstract List<GuestProgram> rare(M model);

  private static List<String> ids(List<Rule> rules) {
    return rules.stream().map(Rule::id).toList();
  }
}
