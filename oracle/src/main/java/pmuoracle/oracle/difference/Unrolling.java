package pmuoracle.oracle.difference;

import java.util.function.Function;
import pmuoracle.oracle.smt.Assignment;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.GuestProgram;

/**
 * Every program of some length, run by two models.
 *
 * @param possible whether there is such a program and both models speak of its machine
 * @param differs whether the models differ at its last step
 * @param parts how many list entries or filter calls it has
 * @param bits how many set bits, as the harness measures programs
 * @param decode the program of an assignment for which it is possible
 */
public record Unrolling(
    Bool possible,
    Bool differs,
    Word parts,
    Word bits,
    Function<Assignment, GuestProgram> decode) {}
