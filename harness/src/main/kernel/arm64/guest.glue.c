// SPDX-License-Identifier: GPL-2.0
/* What the guest does: each function is one exit to KVM, or what the processor does by itself. */
#include <linux/kvm_host.h>
#include <asm/esr.h>
#include <asm/kvm_emulate.h>
#include <asm/sysreg.h>
#include <kvm/arm_pmu.h>
#if __has_include(<asm/kvm_coproc.h>)
#include <asm/kvm_coproc.h>
#endif
#ifdef HAS_NESTED
#include <asm/kvm_nested.h>
#endif

#include "machine.glue.h"
#include "sys_regs.h"

enum access_fault fault;
bool moving;

static const u32 encodings[] = {
	[REGISTER_PMCCFILTR] = SYS_PMCCFILTR_EL0,
	[REGISTER_PMCCNTR] = SYS_PMCCNTR_EL0,
	[REGISTER_PMCNTENSET] = SYS_PMCNTENSET_EL0,
	[REGISTER_PMCNTENCLR] = SYS_PMCNTENCLR_EL0,
	[REGISTER_PMOVSSET] = SYS_PMOVSSET_EL0,
	[REGISTER_PMOVSCLR] = SYS_PMOVSCLR_EL0,
	[REGISTER_PMCR] = SYS_PMCR_EL0,
	[REGISTER_PMCEID0] = SYS_PMCEID0_EL0,
	[REGISTER_PMCEID1] = SYS_PMCEID1_EL0,
#ifdef HAS_NESTED
	[REGISTER_MDCR] = SYS_MDCR_EL2,
#endif
};

static u32 encoding(unsigned kind, unsigned index)
{
	if (kind == REGISTER_PMEVTYPER)
		return SYS_PMEVTYPERn_EL0(index);
	return kind == REGISTER_PMEVCNTR ? SYS_PMEVCNTRn_EL0(index) : encodings[kind];
}

/* check_vcpu_requests in arm.c, before the guest goes on. */
static void serve_requests(struct kvm_vcpu *vcpu)
{
	/* TRUSTED: KVM_REQ_RELOAD_PMU is served before the next guest instruction, as in arm.c; other requests are not */
#ifdef KVM_REQ_RELOAD_PMU
	if (kvm_check_request(KVM_REQ_RELOAD_PMU, vcpu))
#ifdef HAS_RELOAD_PMU
		kvm_vcpu_reload_pmu(vcpu);
#else
		kvm_pmu_handle_pmcr(vcpu, __vcpu_sys_reg(vcpu, PMCR_EL0));
#endif
#endif
}

/* A trapped MRS or MSR of X0. */
static enum access_fault access(struct kvm_vcpu *vcpu, u32 reg, bool read, unsigned long *value)
{
	vcpu->arch.fault.esr_el2 = (u64)ESR_ELx_EC_SYS64 << ESR_ELx_EC_SHIFT | ESR_ELx_IL
				   | sys_reg_Op0(reg) << ESR_ELx_SYS64_ISS_OP0_SHIFT
				   | sys_reg_Op1(reg) << ESR_ELx_SYS64_ISS_OP1_SHIFT
				   | sys_reg_CRn(reg) << ESR_ELx_SYS64_ISS_CRN_SHIFT
				   | sys_reg_CRm(reg) << ESR_ELx_SYS64_ISS_CRM_SHIFT
				   | sys_reg_Op2(reg) << ESR_ELx_SYS64_ISS_OP2_SHIFT | read;
	vcpu->arch.ctxt.regs.regs[0] = read ? 0 : *value;
	fault = NO_FAULT;
	kvm_handle_sys_reg(vcpu);
#ifdef HAS_NESTED
	/* From the hypervisor's EL0 an exception to virtual EL2 waits for the next entry. */
	if (vcpu_get_flag(vcpu, PENDING_EXCEPTION)) {
		fault = TRAPPED;
		vcpu_clear_flag(vcpu, PENDING_EXCEPTION);
		vcpu_clear_flag(vcpu, EXCEPT_MASK);
	}
	vcpu_clear_flag(vcpu, INCREMENT_PC);
#endif
	if (read)
		*value = fault == NO_FAULT ? vcpu->arch.ctxt.regs.regs[0] : 0;
	serve_requests(vcpu);
	return fault;
}

#ifdef HAS_NESTED
#define MODELLED_MDCR (MDCR_EL2_HPMN | MDCR_EL2_HPME | MDCR_EL2_HPMD | MDCR_EL2_HCCD | MDCR_EL2_HLP)

/* HCR_EL2 is in memory for the guest hypervisor: KVM sees no access. */
static u64 *guest_hcr(struct kvm_vcpu *vcpu)
{
	return __ctxt_sys_reg(&vcpu->arch.ctxt, HCR_EL2);
}
#endif

/* TRUSTED: EL2's registers are undefined below virtual EL2, which the processor decides */
/* TRUSTED: of HCR_EL2 only E2H and TGE are written, of MDCR_EL2 only HPMN, HPME, HPMD, HCCD and HLP */
static bool of_el2(unsigned kind)
{
	return kind == REGISTER_MDCR || kind == REGISTER_HCR;
}

static bool at_el2(const struct kvm_vcpu *vcpu)
{
	return (vcpu->arch.ctxt.regs.pstate & PSR_MODE_MASK) == PSR_MODE_EL2h;
}

enum access_fault vm_write(unsigned v, unsigned kind, unsigned index, unsigned long value)
{
	struct kvm_vcpu *vcpu = &vcpus[v];

	if (of_el2(kind) && !at_el2(vcpu))
		return UNDEFINED;
#ifdef HAS_NESTED
	if (kind == REGISTER_HCR) {
		*guest_hcr(vcpu) = value & (HCR_E2H | HCR_TGE);
		return NO_FAULT;
	}
	if (kind == REGISTER_MDCR)
		value &= MODELLED_MDCR;
#endif
	return access(vcpu, encoding(kind, index), false, &value);
}

enum access_fault vm_read(unsigned v, unsigned kind, unsigned index, unsigned long *value)
{
	struct kvm_vcpu *vcpu = &vcpus[v];

	*value = 0;
	if (of_el2(kind) && !at_el2(vcpu))
		return UNDEFINED;
#ifdef HAS_NESTED
	if (kind == REGISTER_HCR) {
		*value = *guest_hcr(vcpu);
		return NO_FAULT;
	}
#endif
	return access(vcpu, encoding(kind, index), true, value);
}

void vm_host_write(unsigned v, unsigned kind, unsigned index, void *argument)
{
	u32 reg = encoding(kind, index);
	struct kvm_one_reg one = {
		.id = ARM64_SYS_REG(sys_reg_Op0(reg), sys_reg_Op1(reg), sys_reg_CRn(reg), sys_reg_CRm(reg),
				    sys_reg_Op2(reg)),
		.addr = (unsigned long)argument,
	};

	kvm_arm_sys_reg_set_reg(&vcpus[v], &one);
}

void vm_software_increment(unsigned v, unsigned long mask)
{
	note_software_increment(v, mask);
	access(&vcpus[v], SYS_PMSWINC_EL0, false, &mask);
}

void vm_retire(unsigned v, unsigned event, unsigned long times)
{
	retire_event(&vcpus[v], event, times);
	serve_requests(&vcpus[v]);
}

static unsigned mode_of(unsigned level)
{
	return level == LEVEL_EL0 ? PSR_MODE_EL0t : level == LEVEL_EL1 ? PSR_MODE_EL1h : PSR_MODE_EL2h;
}

#ifdef HAS_NESTED
/* ERET at virtual EL2: kvm_hyp_handle_eret in hyp/vhe/switch.c does by itself what does not leave the hypervisor. */
static void leave_el2(struct kvm_vcpu *vcpu, unsigned level)
{
	/* TRUSTED: an exception return to EL0 under E2H and TGE stays in the world switch, as in hyp/vhe/switch.c */
	if (level == LEVEL_EL0 && vcpu_el2_e2h_is_set(vcpu) && vcpu_el2_tge_is_set(vcpu)) {
		*vcpu_cpsr(vcpu) = PSR_MODE_EL0t;
		return;
	}
	vcpu->arch.fault.esr_el2 = (u64)ESR_ELx_EC_ERET << ESR_ELx_EC_SHIFT | ESR_ELx_IL;
	vcpu_write_sys_reg(vcpu, mode_of(level), SPSR_EL2);
	kvm_emulate_nested_eret(vcpu);
	if (*vcpu_cpsr(vcpu) & PSR_IL_BIT) {
		fault = UNDEFINED;
		*vcpu_cpsr(vcpu) &= ~(u64)PSR_IL_BIT;
	}
}

static void go_nested(struct kvm_vcpu *vcpu, unsigned level)
{
	if (level == LEVEL_EL2) {
		kvm_inject_nested_sync(vcpu, (u64)ESR_ELx_EC_HVC64 << ESR_ELx_EC_SHIFT | ESR_ELx_IL);
		__kvm_adjust_pc(vcpu);
	} else if (at_el2(vcpu)) {
		leave_el2(vcpu, level);
	} else if (level == LEVEL_EL1 && *guest_hcr(vcpu) & HCR_TGE) {
		/* TRUSTED: from EL0 under TGE there is no way to EL1, which the processor decides */
		fault = UNDEFINED;
	} else {
		*vcpu_cpsr(vcpu) = mode_of(level);
	}
}
#endif

enum access_fault vm_go(unsigned v, unsigned level)
{
	struct kvm_vcpu *vcpu = &vcpus[v];

	fault = NO_FAULT;
	moving = true;
#ifdef HAS_NESTED
	if (machine.nested && *vcpu_cpsr(vcpu) != mode_of(level))
		go_nested(vcpu, level);
	else
#endif
		*vcpu_cpsr(vcpu) = mode_of(level);
	moving = false;
	serve_requests(vcpu);
	return fault;
}
