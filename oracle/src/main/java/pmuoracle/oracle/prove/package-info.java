/**
 * What cannot be: claims about models, and what it takes to show them.
 *
 * <p>An {@link pmuoracle.spec.Invariant} says what is claimed; a {@link
 * pmuoracle.oracle.prove.Claim} is what has to be shown under one model, as questions over the
 * terms of the encoding. A claim about one moment (a verdict, an errno) is asked of every state at
 * once. A claim about programs is shown by induction on their steps: it holds before the first, and
 * every step keeps it, whatever the state before; the strengthening that makes this work is part of
 * the claim. Nothing is unrolled, so there is no bound on the length of a program; where only a
 * bound can be had it stands in the claim's scope.
 *
 * <p>Nobody has to believe an answer: each obligation goes to two solvers; its assumptions are
 * shown to be satisfiable; beside each claim stands a false one that has to be refuted; a
 * refutation is a program, replayed by an engine that is no solver, or it is {@link
 * pmuoracle.oracle.prove.ClaimResult.Broken}.
 *
 * <p>A state that refutes a step of an induction is perhaps one that no program reaches. Then a
 * program is looked for: among generated ones, and after those by the solver, which unrolls the run
 * of one counter step by step ({@link pmuoracle.oracle.prove.ShortestProgram}) and so either finds
 * the shortest or says up to which length there is none.
 */
@NullMarked
package pmuoracle.oracle.prove;

import org.jspecify.annotations.NullMarked;
