package pmuoracle.harness.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShelfTest {
  @TempDir private Path folder;

  private Shelf shelf() {
    return new Shelf(folder.resolve("found"));
  }

  private List<Path> lying() throws IOException {
    try (Stream<Path> paths = Files.list(folder.resolve("found"))) {
      return paths.sorted().toList();
    }
  }

  @Test
  void theNameSaysWhatAndEndsInAHashOfTheText() throws IOException {
    Path stored = shelf().store("defect:X17 at x86/7.3", "text");
    // As sha256sum writes it of these four letters.
    assertEquals("defect-x17-at-x86-7-3-982d9e3e.yaml", stored.getFileName().toString());
    assertEquals("text", Files.readString(stored));
    assertEquals(List.of(stored), lying(), "nothing else is left");
  }

  @Test
  void theSameTextIsStoredOnce() throws IOException {
    Path stored = shelf().store("a", "text");
    assertEquals(stored, shelf().store("a", "text"));
    assertEquals(List.of(stored), lying());
  }

  @Test
  void anotherTextHasAnotherName() throws IOException {
    assertTrue(!shelf().store("a", "one").equals(shelf().store("a", "two")));
    assertEquals(2, lying().size());
  }

  @Test
  void whatLiesThereWithOtherContentsIsLeft() throws IOException {
    Path edited = shelf().store("a", "text");
    Files.writeString(edited, "edited");
    Path next = shelf().store("a", "text");
    assertEquals("edited", Files.readString(edited));
    assertEquals("text", Files.readString(next));
    assertEquals(next, shelf().store("a", "text"));
    assertEquals(List.of(next, edited), lying());
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path far = folder.resolve("far");
    for (String contents : List.of("text", "other")) {
      Files.createDirectories(folder.resolve("found"));
      Files.writeString(far, contents);
      Path link = shelf().file(contents, "text");
      Files.createSymbolicLink(link, far);
      assertTrue(!shelf().store(contents, "text").equals(link));
      assertEquals(contents, Files.readString(far));
      assertTrue(Files.isSymbolicLink(link));
    }
    Path dangling = shelf().file("dangling", "text");
    Files.createSymbolicLink(dangling, folder.resolve("none"));
    assertTrue(Files.isRegularFile(shelf().store("dangling", "text")));
    assertTrue(Files.notExists(folder.resolve("none")));
  }

  @Test
  void whatCannotBeWrittenIsTold() throws IOException {
    Files.writeString(folder.resolve("found"), "a file");
    NotStored told = assertThrows(NotStored.class, () -> shelf().store("a", "text"));
    assertTrue(
        told.getMessage().startsWith(shelf().folder() + ": nothing can be stored there: "),
        told::getMessage);
  }

  @Test
  void aNameTooLongForTheFileSystemIsTold() throws IOException {
    assertThrows(NotStored.class, () -> shelf().store("a".repeat(5000), "text"));
    assertEquals(List.of(), lying());
  }
}
