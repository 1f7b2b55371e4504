package pmuoracle.harness.campaign;

/**
 * The divergence a campaign ended with.
 *
 * @param index the program's number in the campaign
 * @param original the program as generated
 * @param shrunk of the same kind; the original if shrinking was stopped
 */
public record Finding(long index, Divergence original, Divergence shrunk) {}
