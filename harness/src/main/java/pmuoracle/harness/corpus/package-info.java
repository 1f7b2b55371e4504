/** Divergences kept as counterexample files. */
@NullMarked
package pmuoracle.harness.corpus;

import org.jspecify.annotations.NullMarked;
