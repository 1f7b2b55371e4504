package pmuoracle.harness.campaign;

import pmuoracle.spec.Observation;

/**
 * What became of one kind of observation after one kind of step.
 *
 * @param verb of the step
 * @param compared whether both sides knew such a cell at least once
 * @param onlyFirst how many only the side that predicts knew, though the system announces them
 * @param onlySecond how many only the system showed, though the other side should know them
 */
public record CellKind(
    String verb, Observation.Kind observation, boolean compared, long onlyFirst, long onlySecond) {
  /** How many only one of both sides showed. */
  public long oneSided() {
    return onlyFirst + onlySecond;
  }

  /** Whether one side announces it and such cells were never compared. */
  public boolean isHidden() {
    return !compared && oneSided() > 0;
  }
}
