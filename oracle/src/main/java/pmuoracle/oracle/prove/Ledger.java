package pmuoracle.oracle.prove;

import java.util.Optional;

/** What earlier processes decided. Safe for any number of threads. */
public interface Ledger {
  /** Knows nothing and keeps nothing. */
  Ledger NONE =
      new Ledger() {
        @Override
        public Optional<Entry> entry(String digest) {
          return Optional.empty();
        }

        @Override
        public void add(String digest, Entry entry) {}
      };

  /** What both solvers said; of what is UNSAT also that its assumptions can all hold. */
  enum Entry {
    UNSAT,
    SAT
  }

  /**
   * What is known.
   *
   * @param digest of the script, the solvers, their versions and their limits: 64 lower-case
   *     hexadecimal digits
   */
  Optional<Entry> entry(String digest);

  /** Something that was decided now. */
  void add(String digest, Entry entry);
}
