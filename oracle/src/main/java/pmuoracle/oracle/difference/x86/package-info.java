/** Whether two x86 models differ. */
@NullMarked
package pmuoracle.oracle.difference.x86;

import org.jspecify.annotations.NullMarked;
