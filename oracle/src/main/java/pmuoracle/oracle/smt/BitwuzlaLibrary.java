package pmuoracle.oracle.smt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/** The native half of Bitwuzla, which the build puts beside this class; loaded when first asked. */
final class BitwuzlaLibrary {
  private static final String FILE = "libbitwuzlaj.so";
  private static final Optional<String> UNAVAILABLE =
      load(System.getProperty("os.name"), System.getProperty("os.arch"));

  private BitwuzlaLibrary() {}

  /** Why it cannot be used; empty if it is loaded. */
  static Optional<String> unavailable() {
    return UNAVAILABLE;
  }

  private static Optional<String> load(String system, String processor) {
    String folder = (system + "-" + processor).toLowerCase(Locale.ROOT);
    try (InputStream library = BitwuzlaLibrary.class.getResourceAsStream(folder + "/" + FILE)) {
      if (library == null) {
        return Optional.of(
            "Bitwuzla is bundled for Linux on amd64 only; this is %s on %s"
                .formatted(system, processor));
      }
      load(library);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("the library of Bitwuzla cannot be unpacked: " + e);
    } catch (UnsatisfiedLinkError e) {
      return Optional.of(
          "the library of Bitwuzla cannot be loaded (it needs glibc 2.33 and libstdc++ of GCC 11,"
              + " or later): "
              + e.getMessage());
    }
  }

  private static void load(InputStream library) throws IOException {
    Path unpacked = Files.createTempFile("bitwuzla", ".so");
    try {
      Files.copy(library, unpacked, StandardCopyOption.REPLACE_EXISTING);
      System.load(unpacked.toString());
    } finally {
      // Linux keeps a loaded file that has no name: nothing is left however the process ends.
      Files.delete(unpacked);
    }
  }
}
