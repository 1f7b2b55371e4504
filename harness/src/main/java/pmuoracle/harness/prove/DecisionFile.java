package pmuoracle.harness.prove;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pmuoracle.oracle.prove.Ledger;

/**
 * Decisions of earlier runs in a file, a line for each: the digest of what was asked, and what both
 * solvers said. Other lines are ignored. Any number of processes may use it at once: it is only
 * ever replaced as a whole, and what another added meanwhile may have to be decided again.
 */
public final class DecisionFile implements Ledger {
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) (unsat|sat)");

  /** Lines; of more, only this run's are kept. A line has 71 bytes at most. */
  private static final int MOST = 200_000;

  private final Path file;
  private final Map<String, Entry> earlier;
  private final Map<String, Entry> used = new ConcurrentHashMap<>();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong asked = new AtomicLong();

  /**
   * Reads it; a file that is not there is empty.
   *
   * @param note told what of it is ignored, and why
   */
  public DecisionFile(Path file, Consumer<String> note) {
    this.file = file;
    earlier = entries(file, note);
  }

  private static Map<String, Entry> entries(Path file, Consumer<String> note) {
    Map<String, Entry> entries = new TreeMap<>();
    long foreign = 0;
    try {
      // One byte a character: no byte is malformed.
      List<String> lines = Files.exists(file) ? Files.readAllLines(file, ISO_8859_1) : List.of();
      for (String line : lines) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
          entries.put(matcher.group(1), Entry.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)));
        } else {
          foreign++;
        }
      }
    } catch (IOException e) {
      note.accept("%s cannot be read, so all is decided anew: %s".formatted(file, e));
    }
    if (foreign > 0) {
      note.accept("%s: %,d lines are no decisions and ignored".formatted(file, foreign));
    }
    return entries;
  }

  @Override
  public Optional<Entry> entry(String digest) {
    asked.incrementAndGet();
    Optional<Entry> known = Optional.ofNullable(earlier.get(digest));
    known.ifPresent(
        entry -> {
          taken.incrementAndGet();
          used.put(digest, entry);
        });
    return known;
  }

  @Override
  public void add(String digest, Entry entry) {
    used.put(digest, entry);
  }

  /** How many decisions were taken from the file. */
  public long taken() {
    return taken.get();
  }

  /** How many decisions there were. */
  public long asked() {
    return asked.get();
  }

  /**
   * Adds this run's decisions to what the file has by now.
   *
   * @param note told why, if it cannot be written
   */
  public void write(Consumer<String> note) {
    if (earlier.keySet().containsAll(used.keySet())) {
      return;
    }
    Map<String, Entry> all = entries(file, ignored -> {});
    all.putAll(used);
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path whole = Files.createTempFile(folder, "decisions", ".new");
      try {
        Files.write(
            whole,
            (all.size() > MOST ? new TreeMap<>(used) : all)
                .entrySet().stream()
                    .map(e -> e.getKey() + " " + e.getValue().name().toLowerCase(Locale.ROOT))
                    .toList(),
            ISO_8859_1);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      note.accept("%s cannot be written, so nothing is kept: %s".formatted(file, e));
    }
  }
}
