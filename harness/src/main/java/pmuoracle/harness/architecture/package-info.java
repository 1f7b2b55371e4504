/** What one architecture brings to the harness; a new one is added to the list here. */
@NullMarked
package pmuoracle.harness.architecture;

import org.jspecify.annotations.NullMarked;
