package pmuoracle.harness.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import pmuoracle.harness.architecture.ArchitectureKit;
import pmuoracle.harness.file.ProgramFile;
import pmuoracle.harness.file.ProgramReader;
import pmuoracle.spec.GuestProgram;

/**
 * Programs that tell an architecture's models apart: each two models, in each kind of observation
 * in which they differ at all.
 */
public final class TellingPrograms {
  private TellingPrograms() {}

  /** The smallest first. */
  public static List<GuestProgram> of(ArchitectureKit kit) {
    return files(kit).stream().map(ProgramFile::program).toList();
  }

  /** The same as files, whose titles say which models each tells apart. */
  static List<ProgramFile> files(ArchitectureKit kit) {
    String name = "telling-" + kit.architecture().id() + ".yaml";
    ProgramReader reader = new ProgramReader(ArchitectureKits.vocabularies());
    return Stream.of(text(name).split("(?m)^---\n"))
        .skip(1)
        .map(text -> reader.read(name, text))
        .toList();
  }

  private static String text(String name) {
    try (InputStream in = TellingPrograms.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("no resource " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
