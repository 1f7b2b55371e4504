/** Wrong implementations made on purpose, each named by the real bug it shows. */
@NullMarked
package pmuoracle.harness.system.defect;

import org.jspecify.annotations.NullMarked;
