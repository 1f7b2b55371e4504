package pmuoracle.harness.campaign;

/**
 * A program that differed, as it was seen first.
 *
 * @param index the program's number in the campaign
 */
record Sighting(long index, Divergence first) {}
