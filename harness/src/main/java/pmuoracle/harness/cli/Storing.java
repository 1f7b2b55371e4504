package pmuoracle.harness.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Count;
import pmuoracle.harness.corpus.NotStored;

/** Stores what was found, after it was told. */
record Storing(Output output) {
  /**
   * Stores it and tells where; if it cannot be stored, tells the whole program instead. What that
   * counts.
   *
   * @param keep stores it
   * @param row gets where it lies, or that it does not
   * @param stored tells where it lies, as text
   */
  Account store(Supplier<Path> keep, Map<String, Object> row, Consumer<Path> stored) {
    output.out().flush();
    try {
      Path path = keep.get();
      row.put("stored", path.toString());
      stored.accept(path);
      return Account.NOTHING;
    } catch (NotStored why) {
      row.put("notStored", why.getMessage());
      row.put("program", why.text());
      output.err().println("pmu-oracle: not stored: " + why.getMessage());
      if (!output.isJson()) {
        output.out().println("  not      stored; the whole program:");
        why.text().lines().forEach(line -> output.out().println("    " + line));
      }
      return Account.of(Count.NOT_WRITTEN, 1);
    }
  }
}
