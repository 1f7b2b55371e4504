/** The stored counterexamples against their schema, the reader and every engine they name. */
@NullMarked
package pmuoracle.counterexamples;

import org.jspecify.annotations.NullMarked;
