package pmuoracle.counterexamples;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that a text shows in a fenced block after {@code $}, and the lines it shows below it.
 *
 * @param shown a line {@code …} stands for any lines, {@code …} after a blank for any rest of the
 *     line
 */
record Session(List<String> words, List<String> shown) {
  private static final String FENCE = "```";
  private static final String PROMPT = "$ ";
  private static final String ANY = "…";
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  /** Every command of the text, in order. */
  static List<Session> of(String markdown) {
    List<Session> sessions = new ArrayList<>();
    boolean inBlock = false;
    boolean afterCommand = false;
    String continued = "";
    for (String line : markdown.lines().toList()) {
      if (line.strip().startsWith(FENCE)) {
        inBlock = !inBlock;
        afterCommand = false;
      } else if (inBlock && (line.startsWith(PROMPT) || !continued.isEmpty())) {
        String command = continued + (continued.isEmpty() ? line.substring(2) : line.strip());
        boolean more = command.endsWith("\\");
        continued = more ? command.substring(0, command.length() - 1) : "";
        if (!more) {
          sessions.add(new Session(words(command), new ArrayList<>()));
        }
        afterCommand = !more;
      } else if (inBlock && afterCommand) {
        sessions.get(sessions.size() - 1).shown().add(line);
      }
    }
    return sessions;
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      if (matcher.group().equals("#")) {
        return words;
      }
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.group(group) != null) {
          words.add(matcher.group(group));
        }
      }
    }
    return words;
  }

  /** Whether what was written is what is shown. */
  boolean shows(List<String> written) {
    return shows(shown, withoutTrailingBlanks(written));
  }

  private static List<String> withoutTrailingBlanks(List<String> lines) {
    int end = lines.size();
    while (end > 0 && lines.get(end - 1).isBlank()) {
      end--;
    }
    return lines.subList(0, end);
  }

  private static boolean shows(List<String> shown, List<String> written) {
    List<String> left = withoutTrailingBlanks(shown);
    if (left.isEmpty()) {
      return written.isEmpty();
    }
    List<String> rest = left.subList(1, left.size());
    if (left.get(0).strip().equals(ANY)) {
      for (int skipped = 0; skipped <= written.size(); skipped++) {
        if (shows(rest, written.subList(skipped, written.size()))) {
          return true;
        }
      }
      return false;
    }
    return !written.isEmpty()
        && alike(left.get(0), written.get(0))
        && shows(rest, written.subList(1, written.size()));
  }

  private static boolean alike(String shown, String written) {
    String line = shown.stripTrailing();
    return line.endsWith(" " + ANY)
        ? written.startsWith(line.substring(0, line.length() - 2))
        : line.equals(written.stripTrailing());
  }

  String command() {
    return String.join(" ", words);
  }
}
