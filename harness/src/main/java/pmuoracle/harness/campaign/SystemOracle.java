package pmuoracle.harness.campaign;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import pmuoracle.harness.system.SystemFailed;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.Oracle;
import pmuoracle.oracle.RuleSet;
import pmuoracle.spec.Architecture;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Machine;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Provenance;
import pmuoracle.spec.Rule;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;

/**
 * A system in the place of the oracle: it predicts what it does itself. It knows no rules; what it
 * does not show it leaves unsettled.
 */
public final class SystemOracle implements Oracle {
  private final Model model;
  private final SystemUnderTest system;
  private final IdentityHashMap<GuestProgram, Trace> ran = new IdentityHashMap<>();
  private final List<Trace> spare = new ArrayList<>();

  /** Of the system, on machines of which the model speaks; closes it. */
  public SystemOracle(Model model, SystemUnderTest system) {
    this.model = new Restricted(model, system);
    this.system = system;
  }

  /** The model, of no other machines than the system can be. */
  private record Restricted(Model model, SystemUnderTest system) implements Model {
    @Override
    public String id() {
      return system.id();
    }

    @Override
    public Architecture architecture() {
      return model.architecture();
    }

    @Override
    public String title() {
      return model.title();
    }

    @Override
    public Provenance source() {
      return model.source();
    }

    @Override
    public Optional<String> refusal(Machine machine) {
      return model.refusal(machine).or(() -> system.refusal(machine));
    }
  }

  @Override
  public Model model() {
    return model;
  }

  @Override
  public List<Rule> rules() {
    return List.of();
  }

  /** Whether the system says that it shows this kind of observation after this kind of step. */
  boolean announces(Step step, Observation.Kind kind) {
    return system.announces(step, kind);
  }

  /** What its traces hold beside the observations. */
  List<Observation> facts(Machine machine) {
    return system.facts(machine);
  }

  @Override
  public int batch() {
    return system.batch();
  }

  @Override
  public void ahead(List<GuestProgram> programs) {
    forget();
    List<Trace> traces = new ArrayList<>();
    programs.forEach(program -> traces.add(fresh()));
    guarded(() -> system.runAll(programs, traces));
    for (int i = 0; i < programs.size(); i++) {
      ran.put(programs.get(i), fitting(programs.get(i), traces.get(i)));
    }
  }

  @Override
  public void predict(GuestProgram program, Trace into, RuleSet fired) {
    evaluate(program, into);
  }

  /** What it did; there is no second form. */
  @Override
  public void evaluate(GuestProgram program, Trace into) {
    Trace trace = ran.get(program);
    if (trace == null) {
      forget();
      Trace alone = fresh();
      guarded(() -> system.run(program, alone));
      trace = fitting(program, alone);
      ran.put(program, trace);
    }
    copy(trace, into);
  }

  /** Runs the system again where it is asked about a program it ran. */
  void forget() {
    spare.addAll(ran.values());
    ran.clear();
  }

  private Trace fresh() {
    Trace trace = spare.isEmpty() ? new Trace() : spare.remove(spare.size() - 1);
    trace.clear();
    return trace;
  }

  private static void copy(Trace from, Trace into) {
    if (from.isRefused()) {
      into.refuse();
    }
    for (int step = 0; step < from.steps(); step++) {
      for (int place = 0; place < from.width(step); place++) {
        if (from.isKnown(step, place)) {
          into.add(from.cell(step, place));
        } else {
          into.addUnknown();
        }
      }
      for (int fact = 0; fact < from.facts(step); fact++) {
        into.addFact(from.fact(step, fact));
      }
      into.endStep();
    }
  }

  private static Trace fitting(GuestProgram program, Trace trace) {
    Comparison.misfit(program, trace)
        .ifPresent(
            misfit -> {
              throw new SystemFailed(misfit);
            });
    return trace;
  }

  private void guarded(Runnable run) {
    try {
      run.run();
    } catch (BadInput | SystemFailed told) {
      throw told;
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError failure) {
      throw new SystemFailed(system.id() + " failed: " + failure);
    }
  }

  @Override
  public List<List<Decision>> explain(GuestProgram program) {
    Trace trace = new Trace();
    evaluate(program, trace);
    List<List<Decision>> all = new ArrayList<>();
    List<Step> steps = program.steps();
    for (int step = 0; step < steps.size(); step++) {
      List<Observation> what = program.machine().observations(steps.get(step));
      List<Decision> decisions = new ArrayList<>();
      for (int place = 0; place < what.size(); place++) {
        boolean known = trace.isKnown(step, place);
        decisions.add(new Decision(what.get(place), known, trace.cell(step, place), List.of(), ""));
      }
      all.add(decisions);
    }
    return all;
  }

  @Override
  public void close() {
    system.close();
  }
}
