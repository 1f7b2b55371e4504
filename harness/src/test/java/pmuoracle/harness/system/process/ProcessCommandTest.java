package pmuoracle.harness.system.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pmuoracle.spec.BadInput;

/** How a command becomes words. */
final class ProcessCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ./mine                  | [./mine]
          ./mine  --fast -n 3     | [./mine, --fast, -n, 3]
          './my mine' "a b"       | [./my mine, a b]
          sh -c 'echo "$HOME"'    | [sh, -c, echo "$HOME"]
          ./a'b'"c"d              | [./abcd]
          ./a '' b                | [./a, , b]
          ./a "it's"              | [./a, it's]
          ./a \\b $1 ~            | [./a, \\b, $1, ~]
          """)
  void wordsEndAtSpacesOutsideQuotes(String text, String words) {
    assertEquals(words, ProcessCommand.of(text).words().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"./a 'b", "'", "./a \"b' c", "\"a\" 'b' '"})
  void aQuoteThatIsNotClosedIsBadInput(String text) {
    assertThrows(BadInput.class, () -> ProcessCommand.of(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "''", "'' a"})
  void noCommandIsBadInput(String text) {
    assertThrows(BadInput.class, () -> ProcessCommand.of(text));
  }

  @Test
  void aVeryLongCommandIsTakenApartAllTheSame() {
    String word = "x".repeat(100_000);
    assertEquals(List.of(word, "a b", word), ProcessCommand.of(word + " 'a b' " + word).words());
  }
}
