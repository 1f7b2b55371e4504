package pmuoracle.harness.file;

import java.util.ArrayList;
import java.util.List;

/** A mapping in flow style being written: {@code {vcpu: 0, event: 0x83d0}}. */
public final class FlowMap {
  private static final int WIDTH = 100;

  private final List<String> entries = new ArrayList<>();

  /** Adds a value that stands as it is: a name or a number. */
  public FlowMap put(String key, String plain) {
    entries.add(key + ": " + plain);
    return this;
  }

  public FlowMap put(String key, long decimal) {
    return put(key, Long.toUnsignedString(decimal));
  }

  public FlowMap put(String key, FlowMap mapping) {
    return put(key, mapping.toString());
  }

  /** A list as a value. */
  static String list(List<String> plains) {
    return "[" + String.join(", ", plains) + "]";
  }

  /** Adds any text, in quotes if it needs them. */
  public FlowMap putText(String key, String text) {
    return put(key, ScalarText.inFlow(text));
  }

  /** Hexadecimal with at least so many digits. */
  public static String hex(int digits, long word) {
    String hex = Long.toHexString(word);
    return "0x" + "0".repeat(Math.max(0, digits - hex.length())) + hex;
  }

  @Override
  public String toString() {
    return "{" + String.join(", ", entries) + "}";
  }

  /** The mapping behind a prefix, its lines broken after commas and continued with this indent. */
  String after(String prefix, int indent) {
    StringBuilder text = new StringBuilder(prefix);
    int column = prefix.length();
    // A quoted text may hold the separator too; a line break there reads back as one blank.
    for (String piece : toString().split("(?<=,) (?! )", -1)) {
      boolean first = text.length() == prefix.length();
      if (!first && column + 1 + piece.length() > WIDTH) {
        text.append('\n').append(" ".repeat(indent));
        column = indent;
      } else if (!first) {
        text.append(' ');
        column++;
      }
      text.append(piece);
      column += piece.length();
    }
    return text.toString();
  }
}
