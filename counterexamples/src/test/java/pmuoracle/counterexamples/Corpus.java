package pmuoracle.counterexamples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import pmuoracle.harness.file.ProgramReader;
import pmuoracle.harness.file.ProgramWriter;
import pmuoracle.harness.file.Vocabulary;
import pmuoracle.harness.match.ArchitectureKits;

/** The files of this module and what reads and writes them. */
final class Corpus {
  private static final List<Vocabulary> VOCABULARIES = ArchitectureKits.vocabularies();

  static final ProgramReader READER = new ProgramReader(VOCABULARIES);
  static final ProgramWriter WRITER = new ProgramWriter(VOCABULARIES);

  private Corpus() {}

  /** Every stored file, in the order of names; the build runs in the module's folder. */
  static List<Path> files() {
    try (Stream<Path> paths = Files.walk(Path.of(""))) {
      return paths
          .filter(p -> p.toString().endsWith(".yaml"))
          .filter(p -> !p.startsWith("target"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
