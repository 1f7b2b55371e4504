package pmuoracle.oracle.prove;

import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.Model;
import pmuoracle.spec.Trace;

/** What replays a witness; not the solver. One thread. */
@FunctionalInterface
public interface Engine {
  /** What an implementation of the model shows of the program. */
  Trace run(Model model, GuestProgram program);
}
