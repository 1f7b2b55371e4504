/**
 * Wrong arm64 implementations, each named by its exhibit. Each overrides one small method of the
 * imperative implementation. Those of the filter and the emulated PMU vary the newest emulated
 * model; those of the partitioned PMU vary the one that derives P and U rightly, so each shows its
 * own mistake and no other of its series. Where the kernel keeps the behaviour of an exhibit, the
 * seeded variant does the opposite, and its sentence says what that is.
 */
@NullMarked
package pmuoracle.harness.system.defect.arm64;

import org.jspecify.annotations.NullMarked;
