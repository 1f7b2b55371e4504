package pmuoracle.oracle.prove;

import java.util.Optional;
import java.util.OptionalInt;
import pmuoracle.spec.GuestProgram;

/** The same claim on programs instead of states. One thread. */
public interface Watch {
  /** The first step at which the program contradicts the claim. */
  OptionalInt contradiction(GuestProgram program);

  /** The same on every program of some length, for the solver; empty if there is no such form. */
  default Optional<Unrolled> unrolled() {
    return Optional.empty();
  }
}
