package pmuoracle.harness.system.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pmuoracle.spec.BadInput;

/**
 * What {@code process:COMMAND} runs: words split at spaces; {@code '…'} and {@code "…"} keep spaces
 * in a word. There is no shell.
 *
 * @param text as the user wrote it
 * @param words at least one; the first is a path or a name to be looked up
 */
record ProcessCommand(String text, List<String> words) {
  private static final String PARTS = "(?:[^\\s'\"]|'[^']*+'|\"[^\"]*+\")++";
  private static final Pattern WORD = Pattern.compile(PARTS);
  private static final Pattern LINE = Pattern.compile("(?:\\s|" + PARTS + ")*+");
  private static final Pattern QUOTED = Pattern.compile("'([^']*+)'|\"([^\"]*+)\"");

  ProcessCommand {
    words = List.copyOf(words);
  }

  /** The command the text spells; a {@link BadInput} if it spells none. */
  static ProcessCommand of(String text) {
    if (!LINE.matcher(text).matches()) {
      throw new BadInput("process:" + text + ": found a quote that is not closed");
    }
    List<String> words =
        WORD.matcher(text)
            .results()
            .map(word -> QUOTED.matcher(word.group()).replaceAll("$1$2"))
            .toList();
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw new BadInput(
          "process:" + text + ": found no command; expected process:COMMAND, such as process:./a");
    }
    return new ProcessCommand(text, words);
  }

  /** The program without arguments. */
  static ProcessCommand of(Path program) {
    String path = program.toAbsolutePath().toString();
    return new ProcessCommand(path, List.of(path));
  }

  /** Why the first word cannot be run here, or empty. */
  Optional<String> obstacle() {
    String program = words.get(0);
    if (program.contains("/")) {
      return obstacle(Path.of(program));
    }
    String path = System.getenv().getOrDefault("PATH", "");
    boolean found =
        Stream.of(path.split(":", -1))
            .map(folder -> Path.of(folder.isEmpty() ? "." : folder, program))
            .anyMatch(file -> obstacle(file).isEmpty());
    return found
        ? Optional.empty()
        : Optional.of(
            "there is no command " + program + " on the PATH; a file here is ./" + program);
  }

  private static Optional<String> obstacle(Path program) {
    if (!Files.exists(program)) {
      return Optional.of("there is no file " + program);
    } else if (Files.isDirectory(program)) {
      return Optional.of(program + " is a folder; expected a program");
    }
    return Files.isExecutable(program)
        ? Optional.empty()
        : Optional.of(program + " is not executable; chmod +x it, or name its interpreter");
  }
}
