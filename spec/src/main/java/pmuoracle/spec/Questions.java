package pmuoracle.spec;

/** Everything a filter can be asked about on one machine, numbered from 0. */
public interface Questions {
  int size();

  /** What is asked about: {@code event select 0x0c0, unit mask 0x00}. */
  String name(int question);

  /**
   * Whether the answer decides what counts under this model. Otherwise it decides only whether the
   * guest is told that the event exists.
   */
  default boolean isAboutCounting(Model model, int question) {
    return true;
  }
}
