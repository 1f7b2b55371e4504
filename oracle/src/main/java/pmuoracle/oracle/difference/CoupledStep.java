package pmuoracle.oracle.difference;

import java.util.Map;
import pmuoracle.oracle.smt.Bool;

/**
 * One kind of step, taken by both models from any two states that are coupled; or how both begin.
 *
 * @param name what happens
 * @param possible whether the step can happen from these states
 * @param coupled for each name in the coupling, whether it still holds afterwards
 * @param alike whether what is observed, where both models settle it, is the same
 */
public record CoupledStep(String name, Bool possible, Map<String, Bool> coupled, Bool alike) {
  public CoupledStep {
    coupled = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(coupled));
  }
}
