package pmuoracle.oracle.x86;

import java.util.List;
import pmuoracle.oracle.Decision;
import pmuoracle.spec.GuestProgram;
import pmuoracle.spec.x86.X86Model;

/** Why each cell of a program's trace is what it is. */
final class Explanation {
  Explanation(X86Model model) {}

  List<List<Decision>> of(GuestProgram program) {
    return List.of();
  }
}
