/**
 * The same programs as jqwik arbitraries, for properties in JUnit.
 *
 * <p>jqwik shrinks a failing sample by its structure: fewer steps, fewer entries, simpler values, a
 * simpler machine. Whoever uses these depends on jqwik themselves; the harness does not bring it
 * along.
 */
@NullMarked
package pmuoracle.harness.jqwik;

import org.jspecify.annotations.NullMarked;
