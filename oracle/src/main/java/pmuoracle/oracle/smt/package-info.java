/**
 * A thin, typed layer over Z3: truth values, words of known width, answers as a closed type, limits
 * in solver steps.
 *
 * <p>The only package that imports a solver: Z3, and Bitwuzla for a second opinion on what Z3 is
 * asked ({@link pmuoracle.oracle.smt.SecondSolver}), which sees a question as text only. A {@link
 * pmuoracle.oracle.smt.Terms} makes terms and holds no assertion; asking is {@link
 * pmuoracle.oracle.smt.Question}'s. Terms of different {@code Terms} never mix, and one {@code
 * Terms} belongs to one thread.
 */
@NullMarked
package pmuoracle.oracle.smt;

import org.jspecify.annotations.NullMarked;
