package pmuoracle.oracle.step;

import pmuoracle.spec.Observation;

/** A cell that a step shows besides the errno of a call, and where it is from. */
public enum Shown {
  /** The errno of a step that is never refused, by the function of registers: its fault, 0. */
  ERRNO(Observation.Kind.ERRNO),
  /** The fault of a step that has none: 0. */
  NO_FAULT(Observation.Kind.FAULT),
  /** The fault of the function of registers. */
  FAULT(Observation.Kind.FAULT),
  /** The answer of the function of registers. */
  ANSWER(Observation.Kind.VALUE),
  /** The answer of the one counter, which is a fault. */
  COUNTER_FAULT(Observation.Kind.FAULT),
  /** The answer of the one counter; 0 if it is not asked. */
  COUNTER_VALUE(Observation.Kind.VALUE),
  /** A bit of each counter, the answers put together; 0 if none is asked. */
  BITS(Observation.Kind.VALUE),
  /** Each counter's answer: by how much it advanced. */
  COUNTS(Observation.Kind.COUNT),
  /** Each counter's answer: its register in hardware. */
  HARDWARE(Observation.Kind.HARDWARE);

  private final Observation.Kind kind;

  Shown(Observation.Kind kind) {
    this.kind = kind;
  }

  /** The cell; that of each counter is called after no counter. */
  public Observation cell() {
    return switch (kind) {
      case FAULT -> Observation.FAULT;
      case VALUE -> Observation.VALUE;
      case ERRNO -> Observation.ERRNO;
      case COUNT, HARDWARE, FACT -> new Observation(kind, "counter");
    };
  }
}
