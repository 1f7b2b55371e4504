/** The x86 kit. */
@NullMarked
package pmuoracle.harness.architecture.x86;

import org.jspecify.annotations.NullMarked;
