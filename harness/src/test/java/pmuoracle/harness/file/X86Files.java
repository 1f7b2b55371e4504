package pmuoracle.harness.file;

import java.util.List;
import pmuoracle.spec.x86.X86Forms;
import pmuoracle.spec.x86.X86Models;
import pmuoracle.spec.x86.X86Rule;

/** The reader and writer of x86 files, for tests. */
final class X86Files {
  private static final List<Vocabulary> X86 =
      List.of(new Vocabulary(X86Forms.ALL, List.copyOf(X86Models.ALL), List.of(X86Rule.values())));

  static final ProgramReader READER = new ProgramReader(X86);
  static final ProgramWriter WRITER = new ProgramWriter(X86);

  private X86Files() {}
}
