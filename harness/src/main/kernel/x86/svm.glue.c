// SPDX-License-Identifier: GPL-2.0
/* What AMD's nested virtualisation tells the PMU, in a file of its own: its headers do not go with Intel's. */
#include "glue.h"
#include "x86.h"
#include "pmu.h"
#include "svm/svm.h"

void svm_transition(struct kvm_vcpu *vcpu, bool defer)
{
#ifdef HAVE_NESTED_TRANSITION
	__svm_pmu_handle_nested_transition(to_svm(vcpu), defer);
#endif
}
