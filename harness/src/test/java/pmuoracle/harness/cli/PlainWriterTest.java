package pmuoracle.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlainWriterTest {
  private static String written(String... pieces) throws IOException {
    StringWriter out = new StringWriter();
    try (PlainWriter writer = new PlainWriter(out)) {
      for (String piece : pieces) {
        writer.write(piece);
      }
    }
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "001b, escape, begins a terminal's command",
    "009b, C1, the same in one character",
    "000d, return, overwrites the line",
    "0008, backspace, overwrites a character",
    "0007, bell, ends a title",
    "007f, delete, is no letter",
    "202e, bidi, turns the line around",
    "200b, format, cannot be seen",
    "feff, format, cannot be seen",
    "2028, separator, is a line for some",
    "d800, surrogate, is half a character",
  })
  void isEscaped(String digits, String kind, String why) throws IOException {
    char c = (char) Integer.parseInt(digits, 16);
    assertEquals("a\\u" + digits + "b", written("a" + c + "b"), kind + " " + why);
  }

  @Test
  void linesTabsAndLettersOfAllScriptsAreNot() throws IOException {
    String text = "a\n\tb é … 測試 \ud83d\ude00\n";
    assertEquals(text, written(text));
  }

  @Test
  void aCharacterMayComeInTwoPieces() throws IOException {
    assertEquals("\ud83d\ude00", written("\ud83d", "\ude00"));
    assertEquals("\\udb40\\udc41", written("\udb40", "\udc41"), "a tag cannot be seen");
    assertEquals("\\ud83dx", written("\ud83d", "x"));
  }

  @Test
  void jsonMeansTheSame() throws IOException {
    StringBuilder all = new StringBuilder();
    IntStream.range(0, Character.MIN_SURROGATE).forEach(all::appendCodePoint);
    all.appendCodePoint(0xe0041);
    ObjectMapper json = new ObjectMapper();
    assertEquals(
        all.toString(), json.readValue(written(json.writeValueAsString(all)), String.class));
  }
}
