package pmuoracle.harness.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pmuoracle.harness.file.ProgramFile;
import pmuoracle.harness.file.ProgramReader;
import pmuoracle.harness.match.ArchitectureKits;
import pmuoracle.harness.match.Systems;
import pmuoracle.harness.system.SystemId;
import pmuoracle.harness.system.SystemUnavailable;
import pmuoracle.harness.system.SystemUnderTest;
import pmuoracle.spec.BadInput;
import pmuoracle.spec.Model;

/** The program files that arguments name. */
final class ProgramFiles {
  private ProgramFiles() {}

  static ProgramFile read(Path file) {
    return new ProgramReader(ArchitectureKits.vocabularies()).read(file);
  }

  /**
   * Files as they are, folders as every {@code .yaml} below them in order of path, whatever it is.
   */
  static List<Path> below(List<Path> named) {
    List<Path> files = new ArrayList<>();
    for (Path path : named) {
      if (Files.isDirectory(path)) {
        List<Path> found = yaml(path);
        if (found.isEmpty()) {
          throw new BadInput(path + ": a folder without .yaml files; expected at least one");
        }
        files.addAll(found);
      } else {
        files.add(path);
      }
    }
    return files;
  }

  private static List<Path> yaml(Path folder) {
    try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return paths
          .filter(p -> p.toString().endsWith(".yaml"))
          .filter(p -> !Files.isDirectory(p))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new BadInput(folder + ": cannot be listed: " + e.getMessage());
    }
  }

  /**
   * The model asked for, else the file's; a {@link BadInput} if it says nothing of the file's
   * machine.
   */
  static Model model(ProgramFile file, String asked, Path path) {
    Model model = asked.isEmpty() ? file.model() : ArchitectureKits.model(asked);
    model
        .refusal(file.program().machine())
        .ifPresent(
            why -> {
              throw new BadInput(path + ": machine: " + why);
            });
    return model;
  }

  /** A {@link SystemUnavailable} if the system asked for cannot be the file's machine. */
  static void requireMachine(SystemId id, Model model, ProgramFile file, Path path) {
    system(id, model, file, path).close();
  }

  /**
   * The system asked for; a {@link SystemUnavailable} if it cannot be the file's machine, on which
   * it would answer for another.
   */
  static SystemUnderTest system(SystemId id, Model model, ProgramFile file, Path path) {
    SystemUnderTest system = Systems.ofUser().system(id, model);
    Optional<String> refusal = system.refusal(file.program().machine());
    if (refusal.isPresent()) {
      system.close();
      throw new SystemUnavailable(path + ": machine: " + refusal.get());
    }
    return system;
  }
}
