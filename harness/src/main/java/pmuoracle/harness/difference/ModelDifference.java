package pmuoracle.harness.difference;

import pmuoracle.harness.shrink.Size;
import pmuoracle.oracle.Decision;
import pmuoracle.spec.GuestProgram;

/**
 * A program on which two models differ, as both oracles and both implementations say.
 *
 * @param step the first step with a difference, from 0
 * @param one what the one model says of the observation and why
 * @param other what the other says
 */
public record ModelDifference(
    GuestProgram program, int step, Nature nature, Decision one, Decision other, Size size) {}
