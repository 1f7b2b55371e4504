package pmuoracle.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, which works in a folder. */
final class OwnProcess {
  private final Path folder;
  private final List<String> options = new ArrayList<>();

  OwnProcess(Path folder) throws IOException {
    this.folder = folder;
    options.add("-XX:TieredStopAtLevel=1");
    options.add("-XX:+UseSerialGC");
    options.add("-Xmx512m");
    temporary(Files.createDirectories(folder.resolve("tmp")));
  }

  /** With another temporary folder. */
  OwnProcess temporary(Path place) {
    options.add("-Djava.io.tmpdir=" + place);
    return this;
  }

  /** What will be run; its error goes to a file. */
  ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classes(), Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectError(folder.resolve("err").toFile());
  }

  private static String classes() {
    List<String> places = new ArrayList<>();
    for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      places.add(Path.of(place).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, places);
  }

  /** Its end, once it has come. */
  Invocation ended(Process process) throws IOException, InterruptedException {
    try {
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertTrue(process.waitFor(4, TimeUnit.MINUTES), "it does not end");
      return new Invocation(process.exitValue(), out, Files.readString(folder.resolve("err")));
    } finally {
      process.destroyForcibly();
    }
  }

  Invocation ran(String... arguments) throws IOException, InterruptedException {
    return ended(builder(arguments).start());
  }

  static void send(String signal, Process process) throws IOException, InterruptedException {
    String[] kill = {"kill", "-" + signal, Long.toString(process.pid())};
    assertEquals(0, new ProcessBuilder(kill).inheritIO().start().waitFor());
  }
}
