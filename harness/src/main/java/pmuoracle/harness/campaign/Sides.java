package pmuoracle.harness.campaign;

import pmuoracle.spec.Observation;
import pmuoracle.spec.Step;

/**
 * What two sides say of what they can show.
 *
 * @param first of the side that predicts; asked only if both are systems
 * @param second of the system
 */
record Sides(Unknowns unknowns, Announcement first, Announcement second) {

  /** Whether a side says that it shows this kind of observation after this kind of step. */
  interface Announcement {
    boolean announces(Step step, Observation.Kind kind);
  }

  /** What became of a cell. */
  enum State {
    /** Both sides know it. */
    COMPARED,
    /** A side that does not know it says that it cannot. */
    NOT_OBSERVABLE,
    /** The model leaves it open. */
    NOT_SETTLED,
    /** Only the side that predicts knows it, and the system says that it shows such cells. */
    ONLY_FIRST,
    /** Only the system knows it, and the side that predicts should. */
    ONLY_SECOND
  }

  /** Of a cell of this kind after this step, known to the first side, to the second, or not. */
  State state(Step step, Observation.Kind kind, boolean byFirst, boolean bySecond) {
    if (byFirst && bySecond) {
      return State.COMPARED;
    } else if (byFirst) {
      boolean shows = unknowns == Unknowns.ONE_MODEL || second.announces(step, kind);
      return shows ? State.ONLY_FIRST : State.NOT_OBSERVABLE;
    }
    return switch (unknowns) {
      case MODEL_MAY_LEAVE_OPEN -> State.NOT_SETTLED;
      case ONE_MODEL -> bySecond ? State.ONLY_SECOND : State.NOT_SETTLED;
      case BOTH_ANNOUNCE ->
          bySecond && first.announces(step, kind) ? State.ONLY_SECOND : State.NOT_OBSERVABLE;
    };
  }
}
