/** The command line. Nothing imports it. */
@NullMarked
package pmuoracle.harness.cli;

import org.jspecify.annotations.NullMarked;
