/** Whether two arm64 models differ. */
@NullMarked
package pmuoracle.oracle.difference.arm64;

import org.jspecify.annotations.NullMarked;
