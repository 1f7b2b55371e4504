package pmuoracle.harness.campaign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;
import pmuoracle.spec.Steps;
import pmuoracle.spec.Trace;

/** Which cells one side or both did not know, by kind of step and of observation. */
final class Cells {
  private final List<Row> rows = new ArrayList<>();
  private long notObservable;
  private long notSettled;
  private long oneSided;
  private long refused;

  /** The cells after steps of one kind. */
  private record Row(String verb, Map<Observation.Kind, Counts> kinds) {
    Counts of(Observation.Kind kind) {
      return kinds.computeIfAbsent(kind, k -> new Counts());
    }
  }

  private static final class Counts {
    private boolean compared;
    private long onlyFirst;
    private long onlySecond;
  }

  /** Adds cells that neither side knows. */
  void addUnknown(long cells, Sides sides) {
    switch (sides.unknowns()) {
      case MODEL_MAY_LEAVE_OPEN, ONE_MODEL -> notSettled += cells;
      case BOTH_ANNOUNCE -> notObservable += cells;
    }
  }

  /** Adds the cells of the program, up to the first difference. */
  void add(
      GuestProgram program, Trace predicted, Trace observed, Comparison comparison, Sides sides) {
    // Where only one of two systems refuses, all that the other shows is one-sided.
    boolean isRefused =
        observed.isRefused()
            && (sides.unknowns() != Unknowns.BOTH_ANNOUNCE || predicted.isRefused());
    if (isRefused) {
      refused++;
      notObservable += predicted.cells();
      return;
    }
    Steps steps = program.steps();
    for (int s = 0; s < steps.size(); s++) {
      Step step = steps.get(s);
      int looked = comparison.looked(s, predicted.width(s));
      if (looked > 0) {
        List<Observation> what = program.machine().observations(step);
        Row row = row(step.verb());
        for (int p = 0; p < looked; p++) {
          Observation.Kind kind = what.get(p).kind();
          add(row, kind, sides.state(step, kind, predicted.isKnown(s, p), observed.isKnown(s, p)));
        }
      }
    }
  }

  private void add(Row row, Observation.Kind kind, Sides.State state) {
    switch (state) {
      case COMPARED -> row.of(kind).compared = true;
      case NOT_OBSERVABLE -> notObservable++;
      case NOT_SETTLED -> notSettled++;
      case ONLY_FIRST -> {
        row.of(kind).onlyFirst++;
        oneSided++;
      }
      case ONLY_SECOND -> {
        row.of(kind).onlySecond++;
        oneSided++;
      }
    }
  }

  /** There are few, and looking through them makes no boxes. */
  private Row row(String verb) {
    for (Row row : rows) {
      if (row.verb().equals(verb)) {
        return row;
      }
    }
    Row row = new Row(verb, new EnumMap<>(Observation.Kind.class));
    rows.add(row);
    return row;
  }

  void addAll(Cells that) {
    for (Row other : that.rows) {
      Row row = row(other.verb());
      other
          .kinds()
          .forEach(
              (kind, counts) -> {
                row.of(kind).compared |= counts.compared;
                row.of(kind).onlyFirst += counts.onlyFirst;
                row.of(kind).onlySecond += counts.onlySecond;
              });
    }
    notObservable += that.notObservable;
    notSettled += that.notSettled;
    oneSided += that.oneSided;
    refused += that.refused;
  }

  long notObservable() {
    return notObservable;
  }

  long notSettled() {
    return notSettled;
  }

  long oneSided() {
    return oneSided;
  }

  /** How many programs the system said it cannot be the machine of. */
  long refused() {
    return refused;
  }

  /** Those of which something is one-sided, in the order of the verbs. */
  List<CellKind> oneSidedKinds() {
    List<CellKind> kinds = new ArrayList<>();
    for (Row row : rows) {
      row.kinds()
          .forEach(
              (kind, counts) -> {
                if (counts.onlyFirst + counts.onlySecond > 0) {
                  kinds.add(
                      new CellKind(
                          row.verb(), kind, counts.compared, counts.onlyFirst, counts.onlySecond));
                }
              });
    }
    kinds.sort(Comparator.comparing(CellKind::verb).thenComparing(CellKind::observation));
    return kinds;
  }
}
