package pmuoracle.harness.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.util.regex.Pattern;
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
    json(out(), value);
  }

  /** Whether the words of a command line ask for JSON, also where they are wrong otherwise. */
  static boolean isJson(String[] words) {
    return Pattern.compile("(^|\\s)--format[=\\s]json(\\s|$)", Pattern.CASE_INSENSITIVE)
        .matcher(String.join(" ", words))
        .find();
  }

  static void json(PrintWriter out, Object value) {
    try {
      out.println(
          new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new AssertionError("not writable as JSON", e);
    }
  }
}
