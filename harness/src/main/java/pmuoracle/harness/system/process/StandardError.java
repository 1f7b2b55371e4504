package pmuoracle.harness.system.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The last 4 KiB that a process wrote to standard error, read as it writes them. */
final class StandardError {
  private static final int KEPT = 4096;
  private static final int LINES = 12;
  private static final long MILLISECONDS = 500;

  private final byte[] ring = new byte[KEPT];
  private final Thread reader;
  private long size;

  StandardError(InputStream in) {
    reader = new Thread(() -> read(in), "standard error of a process");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream in) {
    byte[] chunk = new byte[KEPT];
    try (in) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        add(chunk, count);
      }
    } catch (IOException closed) {
      // The process is gone; what it wrote is what there is.
    }
  }

  private synchronized void add(byte[] chunk, int count) {
    for (int i = 0; i < count; i++) {
      ring[(int) (size++ % KEPT)] = chunk[i];
    }
  }

  /** Its last lines, made harmless for a terminal; call it when the process has ended. */
  Optional<String> tail() {
    try {
      reader.join(MILLISECONDS);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
    List<String> lines = text().lines().filter(line -> !line.isBlank()).toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    return last.isEmpty()
        ? Optional.empty()
        : Optional.of(
            last.stream()
                .map(line -> line.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?"))
                .collect(Collectors.joining("\n    ", "its standard error ends:\n    ", "")));
  }

  private synchronized String text() {
    int kept = (int) Math.min(size, KEPT);
    byte[] last = new byte[kept];
    for (int i = 0; i < kept; i++) {
      last[i] = ring[(int) ((size - kept + i) % KEPT)];
    }
    return new String(last, StandardCharsets.UTF_8);
  }
}
