package pmuoracle.harness.cli;

import java.util.regex.Pattern;

/** Text as one word of a shell's command line. */
final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWord() {}

  /** The text as it is, or in quotes where a shell would take it apart. */
  static String of(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
