package pmuoracle.oracle.prove;

import java.util.List;
import java.util.Optional;
import pmuoracle.spec.GuestProgram;

/** Something that shows a claim to be false, found by a solver or a search. */
public interface Witness {
  /** Why it shows that, line by line. */
  List<String> argument();

  /** The program, unless the claim is about numbers. */
  Optional<GuestProgram> program();

  /** Whether the engine says of it what was found. */
  boolean replays(Engine engine);
}
