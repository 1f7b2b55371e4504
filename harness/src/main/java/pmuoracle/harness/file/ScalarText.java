package pmuoracle.harness.file;

import java.util.regex.Pattern;

/** Any text as a YAML scalar that reads back the same. */
final class ScalarText {
  private static final Pattern FLOW_PLAIN =
      Pattern.compile(
          "[A-Za-z0-9](?:(?:[A-Za-z0-9_./()+ -]|:(?=[A-Za-z0-9]))*[A-Za-z0-9_./()+-])?");
  private static final Pattern BLOCK_PLAIN =
      Pattern.compile("[A-Za-z0-9](?:(?:[A-Za-z0-9_./()+ ,;'=<>~^-]|:(?! ))*[A-Za-z0-9_./()+'-])?");
  private static final Pattern LITERAL =
      Pattern.compile("[!-~][ -~]*[!-~](?:\\n+[!-~](?:[ -~]*[!-~])?)+");

  private ScalarText() {}

  /** The text inside a flow collection. */
  static String inFlow(String text) {
    return FLOW_PLAIN.matcher(text).matches() ? text : quoted(text);
  }

  /** The text as the value of a top-level key, on the key's line. */
  static String inBlock(String text) {
    return BLOCK_PLAIN.matcher(text).matches() ? text : quoted(text);
  }

  /** The text as the value of a top-level key, its lines kept where they can be. */
  static String lines(String text) {
    return LITERAL.matcher(text).matches()
        ? "|-\n"
            + text.lines()
                .map(l -> l.isEmpty() ? l : "  " + l)
                .reduce((a, b) -> a + "\n" + b)
                .orElse("")
        : inBlock(text);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> quoted.append(escaped(c)));
    return quoted.append('"').toString();
  }

  private static String escaped(int codePoint) {
    if (codePoint == '"' || codePoint == '\\') {
      return "\\" + (char) codePoint;
    } else if (codePoint == '\n') {
      return "\\n";
    }
    return codePoint >= ' ' && codePoint <= '~'
        ? Character.toString(codePoint)
        : "\\U%08x".formatted(codePoint);
  }
}
