/** What predicts outcomes under a model, with the rules that decide. */
@NullMarked
package pmuoracle.oracle;

import org.jspecify.annotations.NullMarked;
