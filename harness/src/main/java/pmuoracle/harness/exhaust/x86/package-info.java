/** What is small enough on x86 to be run completely. */
@NullMarked
package pmuoracle.harness.exhaust.x86;

import org.jspecify.annotations.NullMarked;
