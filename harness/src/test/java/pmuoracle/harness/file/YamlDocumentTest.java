package pmuoracle.harness.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pmuoracle.spec.BadInput;

class YamlDocumentTest {
  @TempDir private Path folder;

  private String refusalOf(byte[] bytes) throws IOException {
    Path file = folder.resolve("x.yaml");
    Files.write(file, bytes);
    return refusalOf(file);
  }

  private String refusalOf(Path file) {
    String message = assertThrows(BadInput.class, () -> X86Files.READER.read(file)).getMessage();
    return message.replace(folder.toString(), "DIR");
  }

  private String refusalOf(String text) throws IOException {
    return refusalOf(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    assertEquals("DIR/none.yaml: no such file", refusalOf(folder.resolve("none.yaml")));
    assertEquals("DIR: is a directory; expected a YAML file", refusalOf(folder));
  }

  @Test
  void aHugeFileIsRefusedByItsSize() throws IOException {
    Path file = folder.resolve("huge.yaml");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(100_000_000);
    }
    assertEquals(
        "DIR/huge.yaml: found 100000000 bytes; expected at most 4194304 (4 MiB)", refusalOf(file));
  }

  @Test
  void theLargestFileIsRead() throws IOException {
    String text = "title: t\n#\n\n" + "#\n".repeat(YamlDocument.MAX_BYTES / 2 - 6);
    assertEquals(YamlDocument.MAX_BYTES, text.length());
    assertEquals("DIR/x.yaml:1:1: no key 'model'; expected it with a model's id", refusalOf(text));
    assertEquals(
        "DIR/x.yaml: found 4194305 bytes; expected at most 4194304 (4 MiB)", refusalOf(text + " "));
  }

  @Test
  void theLongestLineIsRead() throws IOException {
    String longest = "title: " + "t".repeat(YamlDocument.MAX_LINE - 8) + "\n";
    assertEquals(
        "DIR/x.yaml:1:1: no key 'model'; expected it with a model's id", refusalOf(longest));
    assertEquals(
        "DIR/x.yaml:1:65537: the line is longer than 65536 characters", refusalOf("t" + longest));
  }

  @Test
  void anEmptyFileIsTold() throws IOException {
    String empty = "DIR/x.yaml: the file is empty; expected a mapping that begins with title";
    assertEquals(empty, refusalOf(""));
    assertEquals(empty, refusalOf("# nothing\n"));
  }

  @Test
  void garbageIsNotYaml() throws IOException {
    assertEquals(
        "DIR/x.yaml: byte 2 is not UTF-8; expected a YAML text in UTF-8",
        refusalOf(new byte[] {'a', (byte) 0xff, 0, 1}));
    assertEquals(
        "DIR/x.yaml:1:2: found the control character 0x00; expected a YAML text",
        refusalOf(new byte[] {'a', 0, 1, 2}));
    assertEquals(
        "DIR/x.yaml:1:5: not YAML: found character '`' that cannot start any token. (Do not use `"
            + " for indentation) (while scanning for the next token)",
        refusalOf("a: [`]"));
  }

  @Test
  void otherScalarsAndListsAreNotAProgram() throws IOException {
    assertEquals(
        "DIR/x.yaml:1:1: found 'plain'; expected a mapping with keys title, model, rules, flags,"
            + " explanation, machine, steps, differs, agrees, origin",
        refusalOf("plain"));
  }

  @Test
  void whatTheFormatLeavesOutOfYamlIsRefused() throws IOException {
    assertEquals(
        "DIR/x.yaml:1:8: found the anchor &a; expected none",
        refusalOf("title: &a t\nmodel: *a\n"));
    assertEquals("DIR/x.yaml:1:8: found the alias *a; expected none", refusalOf("title: *a\n"));
    assertEquals(
        "DIR/x.yaml:1:8: found the tag tag:yaml.org,2002:java.lang.String; expected none",
        refusalOf("title: !!java.lang.String t\n"));
    assertEquals(
        "DIR/x.yaml:2:1: a second document; expected one", refusalOf("title: t\n---\ntitle: t\n"));
  }

  @Test
  void deepNestingIsRefusedBeforeItIsBuilt() throws IOException {
    assertEquals(
        "DIR/x.yaml:50:1: nested deeper than 50 levels", refusalOf("{" + "[\n".repeat(1_000_000)));
    assertEquals(
        "DIR/x.yaml:1:1: found a list; expected a mapping with keys title, model, rules, flags,"
            + " explanation, machine, steps, differs, agrees, origin",
        refusalOf("[".repeat(50) + "]".repeat(50)));
  }
}
