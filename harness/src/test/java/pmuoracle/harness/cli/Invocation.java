package pmuoracle.harness.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What one command line wrote, and its exit code. */
record Invocation(int code, String out, String err) {
  static Invocation of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter outWriter = new PrintWriter(out);
    PrintWriter errWriter = new PrintWriter(err);
    int code = Main.commandLine(outWriter, errWriter).execute(arguments);
    outWriter.flush();
    errWriter.flush();
    return new Invocation(code, out.toString(), err.toString());
  }
}
