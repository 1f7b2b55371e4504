package pmuoracle.harness.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/**
 * A folder whose files are never replaced by others: a file's name ends in a hash of its text, and
 * the file appears whole or not at all.
 */
record Shelf(Path folder) {
  /**
   * Stores the text, unless a file of this name has it already; where it lies. A {@link NotStored}
   * if it cannot be.
   *
   * @param name what is no letter or number of it is replaced
   */
  Path store(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      Files.createDirectories(folder);
      for (int i = 1; ; i++) {
        Path file = file(name, text, i);
        if (holds(file, bytes) || isNew(file, bytes)) {
          return file;
        }
      }
    } catch (IOException e) {
      throw new NotStored(folder + ": nothing can be stored there: " + reason(e), text);
    }
  }

  /** Where the text is stored first, which is where it lies unless that file has other contents. */
  Path file(String name, String text) {
    return file(name, text, 1);
  }

  private Path file(String name, String text, int number) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String again = number == 1 ? "" : "-" + number;
    return folder.resolve(plain + "-" + hash(text) + again + ".yaml");
  }

  /** Eight hexadecimal digits. */
  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "%08x".formatted(ByteBuffer.wrap(digest).getInt());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static boolean holds(Path file, byte[] bytes) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == bytes.length
        && Arrays.equals(Files.readAllBytes(file), bytes);
  }

  /** Writes the file; false if there is one, or a link, of this name. */
  private static boolean isNew(Path file, byte[] bytes) throws IOException {
    long thread = Thread.currentThread().getId();
    Path part =
        file.resolveSibling(
            ".%s.%d-%d.part".formatted(file.getFileName(), ProcessHandle.current().pid(), thread));
    try {
      Files.write(part, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      // Within a folder a move is a rename; without REPLACE_EXISTING Java looks for the target
      // first.
      Files.move(part, file);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String reason(IOException failure) {
    return failure instanceof FileSystemException of && of.getReason() != null
        ? of.getReason()
        : failure.toString();
  }
}
