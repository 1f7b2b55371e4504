package pmuoracle.harness.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import pmuoracle.spec.BadInput;

/** One YAML document within the limits of the format, as nodes that know their places. */
public final class YamlDocument {
  static final int MAX_BYTES = 4 << 20;
  static final int MAX_DEPTH = 50;
  static final int MAX_LINE = 65_536;

  private YamlDocument() {}

  /** What is read from standard input when a file is expected. */
  private static final Path STANDARD_INPUT = Path.of("-");

  private static final String NOT_REGULAR =
      ": is a pipe, a socket or a device; expected a YAML file, or - for standard input";

  /** The top of the document in the file, or on standard input if it is {@code -}. */
  public static Value read(Path path) {
    String file = path.equals(STANDARD_INPUT) ? "standard input" : path.toString();
    return parse(file, decode(file, bytes(path)));
  }

  /** The top of the document in the text. */
  static Value parse(String file, String text) {
    checkCharacters(file, text);
    try {
      check(file, text);
      Node node = yaml().compose(new StringReader(text));
      if (node == null) {
        throw new BadInput(file + ": the file is empty; expected a mapping that begins with title");
      }
      return new Value(file, "", node);
    } catch (MarkedYAMLException e) {
      throw new BadInput(
          at(file, e.getProblemMark()) + "not YAML: " + e.getProblem() + context(e.getContext()));
    } catch (YAMLException e) {
      throw new BadInput(
          file + ": not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
  }

  private static void checkCharacters(String file, String text) {
    int line = 1;
    int column = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      column++;
      if (c < ' ' && c != '\n' && c != '\r' && c != '\t') {
        throw new BadInput(
            at(file, line, column)
                + "found the control character 0x%02x; expected a YAML text".formatted((int) c));
      } else if (column > MAX_LINE) {
        // The parser's time grows with the square of the longest line.
        throw new BadInput(
            at(file, line, column) + "the line is longer than " + MAX_LINE + " characters");
      } else if (c == '\n') {
        line++;
        column = 0;
      }
    }
  }

  /** {@code file:line:column: }, both from 1. */
  static String at(String file, Mark mark) {
    return at(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String at(String file, int line, int column) {
    return file + ":" + line + ":" + column + ": ";
  }

  private static String context(String context) {
    return context == null ? "" : " (" + context + ")";
  }

  private static byte[] bytes(Path path) {
    if (Files.isDirectory(path)) {
      throw new BadInput(path + ": is a directory; expected a YAML file");
    }
    try {
      if (path.equals(STANDARD_INPUT)) {
        return bytes(System.in, "standard input");
      }
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isOther()) {
        // Opening a pipe waits for a writer, and a device may never end.
        throw new BadInput(path + NOT_REGULAR);
      } else if (attributes.size() > MAX_BYTES) {
        throw tooLarge(path.toString(), attributes.size() + " bytes");
      }
      try (InputStream in = Files.newInputStream(path)) {
        return bytes(in, path.toString());
      }
    } catch (NoSuchFileException e) {
      throw new BadInput(path + ": no such file");
    } catch (AccessDeniedException e) {
      throw new BadInput(path + ": cannot be read: permission denied");
    } catch (IOException e) {
      throw new BadInput(path + ": cannot be read: " + e);
    }
  }

  private static byte[] bytes(InputStream in, String name) throws IOException {
    // A growing file gives more than its size was.
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw tooLarge(name, "more bytes than that");
    }
    return bytes;
  }

  private static BadInput tooLarge(String name, String found) {
    return new BadInput(name + ": found " + found + "; expected at most " + MAX_BYTES + " (4 MiB)");
  }

  private static String decode(String file, byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return decoder.decode(in).toString();
    } catch (CharacterCodingException e) {
      throw new BadInput(
          file + ": byte " + (in.position() + 1) + " is not UTF-8; expected a YAML text in UTF-8");
    }
  }

  /** Refuses, before anything is built, what the format leaves out of YAML. */
  private static void check(String file, String text) {
    int depth = 0;
    int documents = 0;
    for (Event event : yaml().parse(new StringReader(text))) {
      if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
        throw refusal(file, event, "nested deeper than " + MAX_DEPTH + " levels");
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      } else if (event instanceof DocumentStartEvent && ++documents > 1) {
        throw refusal(file, event, "a second document; expected one");
      } else if (event instanceof AliasEvent alias) {
        throw refusal(file, event, "found the alias *" + alias.getAnchor() + "; expected none");
      }
      if (event instanceof NodeEvent anchored && anchored.getAnchor() != null) {
        throw refusal(file, event, "found the anchor &" + anchored.getAnchor() + "; expected none");
      }
      String tag = tag(event);
      if (tag != null) {
        throw refusal(file, event, "found the tag " + tag + "; expected none");
      }
    }
  }

  @SuppressWarnings("NullAway")
  private static String tag(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag();
    }
    return event instanceof CollectionStartEvent start ? start.getTag() : null;
  }

  private static BadInput refusal(String file, Event event, String message) {
    return new BadInput(at(file, event.getStartMark()) + message);
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH + 1);
    return new Yaml(options);
  }
}
