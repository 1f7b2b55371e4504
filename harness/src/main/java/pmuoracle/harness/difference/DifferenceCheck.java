package pmuoracle.harness.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.architecture.ModelKit;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.oracle.Decision;
import pmuoracle.oracle.Oracle;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Trace;

/** Both models' oracles and implementations, on one program at a time. */
final class DifferenceCheck implements AutoCloseable {
  private final ArchitectureKit kit;
  private final Set<Observation.Kind> observed;
  private final Side one;
  private final Side other;

  DifferenceCheck(ArchitectureKit kit, Model one, Model other, Set<Observation.Kind> observed) {
    this.kit = kit;
    this.observed = observed;
    this.one = new Side(kit.of(one));
    this.other = new Side(kit.of(other));
  }

  /** Where two traces differ first: step and place among its observations, from 0. */
  private record Place(int step, int cell) {}

  /** Whether both models speak of the machine and the compiled oracles differ. */
  boolean differs(GuestProgram program) {
    return one.speaksOf(program)
        && other.speaksOf(program)
        && difference(program, one.predicted(program), other.predicted(program)).isPresent();
  }

  /**
   * The difference of a program, which every engine must confirm.
   *
   * @throws AssertionError with the program, if one does not
   */
  ModelDifference witness(GuestProgram program) {
    Trace mine = one.predicted(program);
    Trace its = other.predicted(program);
    Place place =
        difference(program, mine, its)
            .orElseThrow(
                () -> failure("the solver's witness does not differ by the oracles", program));
    one.confirm(program, mine, place.step);
    other.confirm(program, its, place.step);
    return new ModelDifference(
        program,
        place.step,
        nature(program, place),
        one.decision(program, place),
        other.decision(program, place),
        kit.reduction().size(program));
  }

  private Optional<Place> difference(GuestProgram program, Trace mine, Trace its) {
    for (int step = 0; step < program.steps().size(); step++) {
      List<Observation> what = program.machine().observations(program.steps().get(step));
      for (int cell = 0; cell < what.size(); cell++) {
        if (observed.contains(what.get(cell).kind())
            && mine.isKnown(step, cell)
            && its.isKnown(step, cell)
            && mine.cell(step, cell) != its.cell(step, cell)) {
          return Optional.of(new Place(step, cell));
        }
      }
    }
    return Optional.empty();
  }

  private Nature nature(GuestProgram program, Place place) {
    Step step = program.steps().get(place.step);
    Observation what = program.machine().observations(step).get(place.cell);
    return switch (what.kind()) {
      case ERRNO -> Nature.ACCEPTANCE;
      case FAULT, VALUE -> Nature.READING;
      case HARDWARE -> Nature.HARDWARE;
      case COUNT -> settles(program, place) ? Nature.TIMING : Nature.VERDICT;
      case FACT -> throw failure(what.name() + " is a fact, which no model predicts", program);
    };
  }

  /** Whether the models agree once what was asked for before the step has taken effect. */
  private boolean settles(GuestProgram program, Place place) {
    List<Step> steps = new ArrayList<>(program.steps().subList(0, place.step + 1));
    steps.add(place.step, kit.settling(steps.get(place.step).vcpu()));
    GuestProgram settled = new GuestProgram(program.machine(), steps);
    Trace mine = one.predicted(settled);
    Trace its = other.predicted(settled);
    return mine.isKnown(place.step + 1, place.cell)
        && its.isKnown(place.step + 1, place.cell)
        && mine.cell(place.step + 1, place.cell) == its.cell(place.step + 1, place.cell);
  }

  private static AssertionError failure(String what, GuestProgram program) {
    return new AssertionError(what + "; program: " + program);
  }

  @Override
  public void close() {
    one.close();
    other.close();
  }

  /** One model: its oracle and its implementation. */
  private static final class Side {
    private final Oracle oracle;
    private final SystemUnderTest implementation;

    Side(ModelKit kit) {
      oracle = kit.oracle();
      implementation = kit.imperative();
    }

    boolean speaksOf(GuestProgram program) {
      return oracle.model().refusal(program.machine()).isEmpty();
    }

    Trace predicted(GuestProgram program) {
      Trace trace = new Trace();
      oracle.predict(program, trace);
      return trace;
    }

    Decision decision(GuestProgram program, Place place) {
      return oracle.explain(program).get(place.step).get(place.cell);
    }

    /** Up to this step the solver and the implementation say what the compiled oracle says. */
    void confirm(GuestProgram program, Trace predicted, int last) {
      Trace evaluated = new Trace();
      oracle.evaluate(program, evaluated);
      if (!evaluated.equals(predicted)) {
        throw failure("compiled oracle and solver disagree under " + oracle.model().id(), program);
      }
      Trace ran = new Trace();
      implementation.run(program, ran);
      for (int step = 0; step <= last; step++) {
        for (int cell = 0; cell < predicted.width(step); cell++) {
          if (predicted.isKnown(step, cell)
              && ran.isKnown(step, cell)
              && predicted.cell(step, cell) != ran.cell(step, cell)) {
            throw failure(
                "the witness does not replay: oracle and implementation of "
                    + oracle.model().id()
                    + " disagree at step "
                    + (step + 1),
                program);
          }
        }
      }
    }

    void close() {
      try (oracle) {
        implementation.close();
      }
    }
  }
}
