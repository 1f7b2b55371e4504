package pmuoracle.oracle.prove;

import java.util.function.Function;
import pmuoracle.oracle.smt.Terms;

/**
 * Something to be shown.
 *
 * @param title what, in a few words; unique within a claim
 * @param statement makes it in a world of its own
 */
public record Obligation(String title, Function<Terms, Statement> statement) {}
