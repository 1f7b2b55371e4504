/**
 * Small scopes run completely: every program of a finite set, by number, through the same campaign
 * as random ones. What is in a scope is said by its sentence, which is the claim once the campaign
 * has ended without a divergence.
 */
@NullMarked
package pmuoracle.harness.exhaust;

import org.jspecify.annotations.NullMarked;
