package pmuoracle.oracle.prove;

import java.util.OptionalInt;
import pmuoracle.spec.GuestProgram;

/** The same claim on programs instead of states. One thread. */
public interface Watch {
  /** The first step at which the program contradicts the claim. */
  OptionalInt contradiction(GuestProgram program);
}
