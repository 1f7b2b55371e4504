package pmuoracle.harness.campaign;

import pmuoracle.spec.GuestProgram;

/**
 * The system gave no outcome for a program: it threw, or what it filled in is not the program's
 * outcome. This says nothing about its verdicts.
 *
 * @param index the program's number in the campaign
 * @param cause what it threw
 */
public record SystemFailure(long index, GuestProgram program, Throwable cause) {}
