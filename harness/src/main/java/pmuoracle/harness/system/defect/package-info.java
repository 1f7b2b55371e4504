/**
 * Wrong implementations made on purpose, each named by the real bug it shows; from 60 on, each a
 * change of a control that goes unnoticed.
 */
@NullMarked
package pmuoracle.harness.system.defect;

import org.jspecify.annotations.NullMarked;
