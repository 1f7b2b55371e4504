/**
 * Wrong x86 implementations, each named by its exhibit. Each overrides one small method of the
 * imperative implementation; those of the mediated PMU err on mediated machines only, the others
 * that concern counting on perf-backed ones only.
 */
@NullMarked
package pmuoracle.harness.system.defect.x86;

import org.jspecify.annotations.NullMarked;
