package pmuoracle.harness.file;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import pmuoracle.spec.BadInput;

/**
 * One value of a file, with its place and the words that lead to it ({@code step 3, retire}). Every
 * question either has an answer or throws the {@link BadInput} that names both.
 */
public final class Value {
  private static final int SHOWN = 40;

  private final String file;
  private final String words;
  private final Node node;

  Value(String file, String words, Node node) {
    this.file = file;
    this.words = words;
    this.node = node;
  }

  Node node() {
    return node;
  }

  String file() {
    return file;
  }

  /** The same value under other words. */
  public Value called(String otherWords) {
    return new Value(file, otherWords, node);
  }

  /** The part of this value that the word names. */
  Value part(String word, Node part) {
    return new Value(file, words.isEmpty() ? word : words + ", " + word, part);
  }

  /** A refusal of this value: its place, its words and the message. */
  public BadInput refusal(String message) {
    return refusalAt(node, message);
  }

  BadInput refusalAt(Node place, String message) {
    return new BadInput(
        YamlDocument.at(file, place.getStartMark())
            + (words.isEmpty() ? "" : words + ": ")
            + message);
  }

  /** A refusal that says what was found instead. */
  public BadInput expected(String expected) {
    return refusal("found " + found() + "; expected " + expected);
  }

  public boolean isMapping() {
    return node instanceof MappingNode;
  }

  /** Whether this is a scalar with this text. */
  public boolean is(String text) {
    return node instanceof ScalarNode scalar && scalar.getValue().equals(text);
  }

  /** The mapping's entries, whose keys must be among these. */
  public Entries entries(Collection<String> keys) {
    if (!(node instanceof MappingNode mapping)) {
      throw expected("a mapping with keys " + String.join(", ", keys));
    }
    return Entries.of(this, mapping, keys);
  }

  /** The list's elements, at most so many. */
  public List<Value> elements(int limit) {
    if (!(node instanceof SequenceNode sequence)) {
      throw expected("a list");
    }
    List<Node> nodes = sequence.getValue();
    if (nodes.size() > limit) {
      throw refusal("found " + nodes.size() + " elements; expected at most " + limit);
    }
    List<Value> elements = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      elements.add(part("element " + (i + 1), nodes.get(i)));
    }
    return elements;
  }

  /** An unsigned number up to this word, itself read as unsigned. */
  public long number(long most) {
    return number(0, most);
  }

  /** A number from {@code least} to {@code most}, both words read as unsigned. */
  public long number(long least, long most) {
    Optional<BigInteger> number = plain().flatMap(Unsigned::parse);
    if (number.isEmpty()
        || number.get().compareTo(Unsigned.of(least)) < 0
        || number.get().compareTo(Unsigned.of(most)) > 0) {
      throw expected(
          "a number from " + least + " to " + bound(most) + ", decimal or hexadecimal with 0x");
    }
    return number.get().longValue();
  }

  /** Whether this is spelt as a number, whatever its size. */
  public boolean isNumber() {
    return plain().flatMap(Unsigned::parse).isPresent();
  }

  /** A small number, both bounds included. */
  public int integer(int least, int most) {
    return (int) number(least, most);
  }

  /** {@code true} or {@code false}. */
  public boolean truth() {
    if (plain().equals(Optional.of("true")) || plain().equals(Optional.of("false"))) {
      return is("true");
    }
    throw expected("true or false");
  }

  /**
   * One of the names.
   *
   * @param what what kind of name is expected, or empty
   */
  public String name(String what, Collection<String> names) {
    if (!(node instanceof ScalarNode scalar) || !names.contains(scalar.getValue())) {
      String found = node instanceof ScalarNode scalar ? scalar.getValue() : "";
      throw refusal("found " + found() + "; " + Nearest.expectation(found, what, names));
    }
    return scalar.getValue();
  }

  /**
   * The constant with this name.
   *
   * @param what what kind of name is expected, or empty
   */
  public <E> E constant(String what, List<E> constants, Function<E, String> name) {
    String found = name(what, constants.stream().map(name).toList());
    return constants.stream().filter(c -> name.apply(c).equals(found)).findFirst().orElseThrow();
  }

  /** Text that is not blank, of characters that a terminal shows. */
  public String text() {
    if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
      throw expected("text");
    }
    scalar
        .getValue()
        .codePoints()
        .filter(c -> c != '\n' && c != '\t' && isUnshown(c))
        .findFirst()
        .ifPresent(
            c -> {
              throw refusal("found the control character U+%04X; expected text".formatted(c));
            });
    return scalar.getValue().strip();
  }

  /** Whether the character shows nothing and may change how a terminal shows others. */
  public static boolean isUnshown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  /** Text that is not blank, on one line. */
  public String line() {
    String text = text();
    if (text.lines().count() > 1) {
      throw expected("text on one line");
    }
    return text;
  }

  private Optional<String> plain() {
    return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  private String found() {
    if (node instanceof MappingNode) {
      return "a mapping";
    } else if (node instanceof SequenceNode) {
      return "a list";
    }
    String text = ((ScalarNode) node).getValue();
    if (text.isEmpty()) {
      return "nothing";
    }
    return (plain().isPresent() ? "" : "the text ") + quoted(text);
  }

  /** The text in quotes on one line, shortened. */
  static String quoted(String text) {
    String line = text.replaceAll("\\R", " ");
    return "'" + (line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…") + "'";
  }

  private static String bound(long word) {
    return Long.compareUnsigned(word, 99_999) <= 0
        ? Long.toString(word)
        : "0x" + Long.toHexString(word);
  }
}
