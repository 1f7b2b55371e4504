package pmuoracle.spec.arm64;

/**
 * What an accepted {@link FilterRequest} says.
 *
 * @param base the first event it is about, u16
 * @param nevents how many events it is about, u16; none beyond event 65,535
 * @param allowed whether they are allowed from now on
 */
public record EventRange(int base, int nevents, boolean allowed) {}
