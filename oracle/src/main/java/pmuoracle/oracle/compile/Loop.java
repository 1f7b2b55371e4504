package pmuoracle.oracle.compile;

/**
 * Which inputs of a function belong to a part of a state, and which outputs make the next one: the
 * first ones, as many as the part has words.
 *
 * @param part the place of the part's first word among the inputs
 * @param size how many words it has
 * @param number the place of the input that is the part's number
 * @param carried the place of the input that is the {@code carries} of the part before; -1 for none
 * @param carries the place of that output
 */
public record Loop(int part, int size, int number, int carried, int carries) {
  boolean isPart(Operation input) {
    return input.detail() >= part && input.detail() < part + size;
  }

  /** Whether the input is the same for every part. */
  boolean isShared(Operation input) {
    return !isPart(input) && input.detail() != number && input.detail() != carried;
  }
}
