package pmuoracle.harness.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import pmuoracle.harness.file.Value;

/**
 * Lets no character through that a terminal obeys or hides: names, titles and answers come from
 * files and programs that may be hostile. Such a character is written as JSON escapes it, so that
 * JSON means the same.
 */
final class PlainWriter extends FilterWriter {
  private static final int NONE = -1;

  /** The first half of a character, whose second half the next call has. */
  private int half = NONE;

  PlainWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    write(new char[] {(char) c}, 0, 1);
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    write(text.toCharArray(), offset, length);
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    synchronized (lock) {
      StringBuilder plain = new StringBuilder(length);
      for (int i = offset; i < offset + length; i++) {
        append(text[i], plain);
      }
      out.write(plain.toString());
    }
  }

  private void append(char c, StringBuilder plain) {
    if (half != NONE) {
      char first = (char) half;
      half = NONE;
      if (Character.isLowSurrogate(c)) {
        show(Character.toCodePoint(first, c), plain);
        return;
      }
      show(first, plain);
    }
    if (Character.isHighSurrogate(c)) {
      half = c;
    } else {
      show(c, plain);
    }
  }

  private static void show(int codePoint, StringBuilder plain) {
    if (codePoint == '\n' || codePoint == '\t' || !Value.isUnshown(codePoint)) {
      plain.appendCodePoint(codePoint);
      return;
    }
    for (char c : Character.toChars(codePoint)) {
      plain.append("\\u%04x".formatted((int) c));
    }
  }
}
