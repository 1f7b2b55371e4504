package pmuoracle.harness.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command writes, as text or as JSON. */
final class Output {
  /** The two forms. */
  enum Format {
    TEXT,
    JSON
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text or json (default: text)")
  private Format format = Format.TEXT;

  boolean isJson() {
    return format == Format.JSON;
  }

  PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** For what is not the result: progress, rates. */
  PrintWriter err() {
    return command.commandLine().getErr();
  }

  void json(Object value) {
    try {
      out()
          .println(
              new ObjectMapper()
                  .enable(SerializationFeature.INDENT_OUTPUT)
                  .writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new AssertionError("not writable as JSON", e);
    }
  }
}
