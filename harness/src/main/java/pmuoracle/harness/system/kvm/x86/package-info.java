/**
 * The running kernel, through {@code /dev/kvm}: whether it accepts a filter request. Counting is
 * not driven.
 *
 * <p>There is no call that reads a filter back, so replacement cannot be seen; everything but the
 * errno of {@code KVM_SET_PMU_EVENT_FILTER} is unknown.
 */
@NullMarked
package pmuoracle.harness.system.kvm.x86;

import org.jspecify.annotations.NullMarked;
