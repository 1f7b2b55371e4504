package pmuoracle.harness.campaign;

/**
 * A program that differed, and did not each time it was run again. An answer of its own: neither a
 * divergence nor an agreement.
 *
 * @param index the program's number in the campaign
 * @param first what was seen first; the program is as it was generated
 * @param again how often it differed again
 * @param repeats how often it was run again
 */
public record Flaky(long index, Divergence first, int again, int repeats) {}
