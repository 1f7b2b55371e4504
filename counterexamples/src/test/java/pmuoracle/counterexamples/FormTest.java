package pmuoracle.counterexamples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import pmuoracle.harness.file.Flag;
import pmuoracle.harness.file.ProgramFile;

/** Each file is valid, complete and written as the writer writes. */
class FormTest {
  @TestFactory
  Stream<DynamicTest> isValidAndWrittenInTheOneStyle() {
    return Corpus.files().stream()
        .map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)));
  }

  private static void check(Path path) {
    String text = Schema.text(path);
    assertEquals(List.of(), Schema.complaints(text));
    ProgramFile file = Corpus.READER.read(path);
    assertEquals(text, Corpus.WRITER.text(file));
    assertTrue(file.expected().isPresent(), "a stored file says what it expects");
    assertTrue(!file.rules().isEmpty() && !file.flags().isEmpty(), "rules and flags say why");
    assertTrue(file.origin().isPresent(), "a stored file says where it came from");
  }

  @Test
  void thereAreFiles() {
    assertTrue(Corpus.files().size() > 100);
  }

  @Test
  void everyTitleIsItsOwn() {
    List<String> titles = Corpus.files().stream().map(f -> Corpus.READER.read(f).title()).toList();
    assertEquals(titles.stream().distinct().toList(), titles);
  }

  @Test
  void theReadmeDescribesEveryFlag() {
    String readme = Schema.text(Path.of("README.md"));
    for (Flag flag : Flag.values()) {
      assertTrue(
          readme.contains("| `" + flag.id() + "` | " + flag.sentence() + " |"), flag::toString);
    }
  }

  @Test
  void theReadmesExampleIsAFile() {
    String readme = Schema.text(Path.of("README.md"));
    String example = readme.substring(readme.indexOf("```yaml\n") + 8, readme.indexOf("\n```\n"));
    assertEquals(List.of(), Schema.complaints(example));
    assertEquals(
        example + "\n", Corpus.WRITER.text(Corpus.READER.read("README.md", example + "\n")));
  }
}
