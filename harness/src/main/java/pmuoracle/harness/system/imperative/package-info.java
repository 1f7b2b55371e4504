/** The built-in implementations; each architecture's is in a package of its name. */
@NullMarked
package pmuoracle.harness.system.imperative;

import org.jspecify.annotations.NullMarked;
