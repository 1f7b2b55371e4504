package pmuoracle.harness.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import pmuoracle.oracle.prove.Script;
import pmuoracle.spec.BadInput;

/** Obligations as files for anyone's solver: one folder for each invariant and model. */
public record ScriptFolder(Path folder) implements Function<ModelInvariant, Script> {
  @Override
  public Script apply(ModelInvariant question) {
    Path own =
        folder.resolve(question.invariant().id()).resolve(question.model().id().replace('/', '-'));
    return (obligation, script) -> write(own, obligation, script.get());
  }

  private static void write(Path folder, String obligation, String script) {
    String name = obligation.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    Path file = folder.resolve(name + ".smt2");
    try {
      Files.createDirectories(folder);
      Files.writeString(file, "; unsatisfiable iff it holds: " + obligation + "\n" + script);
    } catch (IOException e) {
      throw new BadInput("--smt2: " + file + " cannot be written: " + e.getMessage());
    }
  }
}
