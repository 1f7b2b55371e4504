/** What is small enough on arm64 to be run completely. */
@NullMarked
package pmuoracle.harness.exhaust.arm64;

import org.jspecify.annotations.NullMarked;
