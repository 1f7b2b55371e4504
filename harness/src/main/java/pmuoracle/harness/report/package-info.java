/**
 * What campaigns, questions and replays found, for people and as JSON.
 *
 * <p>A report depends on nothing but what was found: rates and times are the command line's, and go
 * elsewhere.
 */
@NullMarked
package pmuoracle.harness.report;

import org.jspecify.annotations.NullMarked;
