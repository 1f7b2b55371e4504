/**
 * How a run ends, decided in one place from what it counted. Every verb that judges keeps an {@link
 * pmuoracle.harness.conclusion.Account}; nothing else decides an exit code.
 */
@NullMarked
package pmuoracle.harness.conclusion;

import org.jspecify.annotations.NullMarked;
