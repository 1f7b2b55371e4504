package pmuoracle.harness.file;

import java.util.List;
import pmuoracle.spec.arm64.Arm64Forms;
import pmuoracle.spec.arm64.Arm64Models;
import pmuoracle.spec.arm64.Arm64Rule;

/** The reader and writer of arm64 files, for tests. */
final class Arm64Files {
  private static final List<Vocabulary> ARM64 =
      List.of(
          new Vocabulary(
              Arm64Forms.ALL, List.copyOf(Arm64Models.ALL), List.of(Arm64Rule.values())));

  static final ProgramReader READER = new ProgramReader(ARM64);
  static final ProgramWriter WRITER = new ProgramWriter(ARM64);

  private Arm64Files() {}
}
