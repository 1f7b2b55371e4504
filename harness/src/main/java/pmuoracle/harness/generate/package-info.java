/** Random guest programs from one seed, biased to collide. */
@NullMarked
package pmuoracle.harness.generate;

import org.jspecify.annotations.NullMarked;
