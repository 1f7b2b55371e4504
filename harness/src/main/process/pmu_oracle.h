/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0 */
/*
 * A system under test for pmu-oracle, written in C.
 *
 * Write one file that defines `pmu_system` (the last declaration here) and compile it with the main
 * loop, which speaks the protocol of PROTOCOL.md on standard input and output:
 *
 *     cc -std=c11 -O2 -Wall -Wextra mine.c pmu_oracle_main.c -o mine
 *     pmu-oracle fuzz --system 'process:./mine'
 *
 * A guest program is a machine and the steps that happen on it. For each program the main loop calls
 * `reset` with the machine, then one function per step, in order. Each function says what was
 * observed after its step with the emit functions below, in the order its comment gives. A function
 * that emits nothing observed nothing: all cells of its step are unknown, and unknown cells are
 * counted but never compared. Emitting some cells but not all is a mistake, as is a cell of another
 * kind than the step's next one: the main loop then says so and exits with status 70.
 *
 * The same words as in the specification, spec/src/main/java/pmuoracle/spec: what a step means, when
 * it takes effect and what the registers hold is said in the package documentation there (x86 and
 * arm64). Everything in a program was checked against its machine: no step names a virtual CPU or an
 * x86 register that the machine lacks.
 *
 * Standard output belongs to the protocol; the main loop points the C library's stdout at standard
 * error, so a stray printf does no harm. SIGINT is ignored: the harness ends the program by closing
 * its standard input.
 */
#ifndef PMU_ORACLE_H
#define PMU_ORACLE_H

#include <stdbool.h>
#include <stdint.h>

#define PMU_PROTOCOL_VERSION 2u

/* Bit n of a set of steps, of observations. */
#define PMU_BIT(n) (UINT32_C(1) << (n))

enum pmu_architecture { PMU_X86 = 1, PMU_ARM64 = 2 };

/* ---- Outcomes -------------------------------------------------------------------------------- */

/* The sorts of cell an outcome consists of. */
enum pmu_observation {
	PMU_ERRNO = 0,    /* the kernel's answer to a call */
	PMU_FAULT = 1,    /* what a guest access raises, enum pmu_fault */
	PMU_VALUE = 2,    /* what a read returned; 0 if the access raised a fault */
	PMU_COUNT = 3,    /* by how much a counter advanced during the step */
	PMU_HARDWARE = 4, /* a register the hypervisor wrote to hardware */
};

#define PMU_ALL_OBSERVATIONS UINT32_C(0x1f)

enum pmu_fault {
	PMU_NO_FAULT = 0,
	PMU_GP = 1,      /* x86 #GP */
	PMU_UD = 2,      /* x86 #UD, arm64 UNDEF */
	PMU_TRAPPED = 3, /* arm64: taken to the guest hypervisor instead of having its effect */
};

/* Linux's errno numbers that a filter call can give; success is PMU_OK. */
enum pmu_errno_number {
	PMU_OK = 0,
	PMU_EPERM = 1,
	PMU_EIO = 5,
	PMU_ENXIO = 6,
	PMU_E2BIG = 7,
	PMU_EAGAIN = 11,
	PMU_ENOMEM = 12,
	PMU_EACCES = 13,
	PMU_EFAULT = 14,
	PMU_EBUSY = 16,
	PMU_ENODEV = 19,
	PMU_EINVAL = 22,
	PMU_ENOTTY = 25,
};

/* The emit functions. Each adds the next cell of the step that is running. */
void pmu_errno(unsigned number); /* positive, as in enum pmu_errno_number */
void pmu_fault(enum pmu_fault fault);
void pmu_value(uint64_t value);
void pmu_count(uint64_t advance); /* times, wrapped counters included: not the new value */
void pmu_hardware(uint64_t value);
void pmu_unknown(void); /* a cell of any sort that could not be observed */

/* How many cells the outcome of the running step has; 0 for steps that observe nothing. */
unsigned pmu_cells(void);

/*
 * Facts: words that no model predicts, told after each step if the harness asks for them. They serve to compare two
 * systems: any difference is one, so tell nothing that may differ between two that are equally right (no addresses, no
 * state that decides nothing). 0 is what there is to tell of a counter that nothing backs.
 */
struct pmu_facts {
	/*
	 * What a word of each counter, and a word of the virtual machine, is called: 1 to 32 printable ASCII characters
	 * each, NULL behind the last; NULL for none. At most 8 in all.
	 */
	const char *const *of_counters;
	const char *const *of_machine;

	/* Before each program's reset: whether its facts are told. May be NULL. */
	void (*begin)(bool told);

	/* The word that is called of_counters[fact], of this counter of the virtual CPU; numbered as counts are. */
	uint64_t (*counter)(unsigned vcpu, unsigned counter, unsigned fact);

	/* The word that is called of_machine[fact]. */
	uint64_t (*machine)(unsigned fact);
};

/* ---- x86: KVM_SET_PMU_EVENT_FILTER ------------------------------------------------------------ */

enum pmu_x86_vendor { PMU_INTEL = 0, PMU_AMD = 1 };

/* The fixed facts of one run. Booleans are 0 or 1. */
struct pmu_x86_machine {
	uint64_t vendor;             /* enum pmu_x86_vendor: the host's KVM module */
	uint64_t general_purpose;    /* counters, 0 to 8; AMD to 6 */
	uint64_t fixed;              /* counters, 0 to 16; Intel with global control only */
	uint64_t global_control;     /* has a global control register (Intel: PMU version 2 on; AMD: PerfMonV2) */
	uint64_t width;              /* of counters, in bits, 32 to 64 */
	uint64_t tx_writable;        /* the guest may set IN_TX in an event select */
	uint64_t mediated;           /* the guest owns the hardware counters; needs global control */
	uint64_t nested;             /* the guest may be a hypervisor */
	uint64_t unavailable_events; /* 7 bits: architectural events CPUID says are missing; Intel only */
	uint64_t host_bits;          /* 32 or 64: the host's size type */
	uint64_t vcpus;              /* 1 to 4 */
	uint64_t late_vcpus;         /* how many of them, the last ones, are created at their own first step */
};

enum pmu_x86_step {
	PMU_X86_SET_FILTER = 0,
	PMU_X86_WRITE = 1,
	PMU_X86_READ = 2,
	PMU_X86_ENTER = 3,
	PMU_X86_RETIRE = 4,
	PMU_X86_EMULATE = 5,
	PMU_X86_ENTER_L2 = 6,
	PMU_X86_LEAVE_L2 = 7,
	PMU_X86_HOST_READ = 8,
	PMU_X86_HOST_WRITE = 9,
	PMU_X86_RESET = 10,
	PMU_X86_INIT = 11,
	PMU_X86_SET_CPUID = 12,
};

#define PMU_X86_ALL_STEPS UINT32_C(0x1fff)

enum pmu_x86_register_kind {
	PMU_X86_EVENT_SELECT = 0,
	PMU_X86_COUNTER = 1,             /* general-purpose, by its legacy address; Intel: a guest writes 32 bits, sign-extended */
	PMU_X86_FULL_WIDTH_COUNTER = 2,  /* general-purpose, by Intel's full-width alias */
	PMU_X86_FIXED_COUNTER = 3,
	PMU_X86_FIXED_CONTROL = 4,
	PMU_X86_GLOBAL_CONTROL = 5,
	PMU_X86_GLOBAL_STATUS = 6,       /* read-only overflow bits, at the places of global control */
	PMU_X86_GLOBAL_STATUS_CLEAR = 7, /* writing a one clears that overflow bit */
	PMU_X86_EFER = 8,                /* AMD, of which only SVME (bit 12) is modelled */
};

struct pmu_x86_register {
	enum pmu_x86_register_kind kind;
	unsigned index; /* the counter's number for the first four kinds, else 0 */
};

/*
 * What userspace hands to KVM_SET_PMU_EVENT_FILTER, the absurd included. In memory: action, nevents,
 * bitmap, flags, four words of padding, all 32 bits, then the events of 64 bits. A kernel with the
 * short header of 8 bytes has no bitmap, flags or padding; the events then follow nevents.
 */
struct pmu_x86_request {
	uint32_t action;  /* 0 ALLOW, 1 DENY, or anything */
	uint32_t nevents; /* how many events the header claims */
	uint32_t bitmap;  /* fixed-counter bitmap */
	uint32_t flags;   /* bit 0: masked events */
	uint32_t pad;     /* the value of each of the four padding words */
	uint32_t count;   /* how many events are in memory, 0 to 1024; need not be nevents */
	uint64_t readable; /* bytes that can be read from the start of the header on, if the events do not end before */
	const uint64_t *events; /* the `count` events in memory; valid during the call */
};

/*
 * How many bytes of the request can be read, counted from its start, when its header has this many
 * (32; 8 for the short one). Reading the next byte faults: nothing behind the last event is readable.
 */
static inline uint64_t pmu_x86_readable_bytes(const struct pmu_x86_request *request, unsigned header_bytes)
{
	uint64_t whole = header_bytes + UINT64_C(8) * request->count;

	return request->readable < whole ? request->readable : whole;
}

enum pmu_x86_privilege { PMU_X86_KERNEL = 0, PMU_X86_USER = 1 };
enum pmu_x86_emulated { PMU_X86_INSTRUCTION = 0, PMU_X86_BRANCH = 1 };

/*
 * An x86 system. "Counts" below means one count per counter of this virtual CPU, general-purpose
 * counters from 0 up, then fixed counters from 0 up: general_purpose + fixed cells.
 *
 * A step whose function is NULL is one the system cannot do, unless it is in `ignored`. Campaigns
 * leave such steps out of their programs; when a stored program has one, the program is cut there
 * and all later cells are unknown.
 */
struct pmu_x86_system {
	/* The observations this system can make, PMU_BIT(PMU_ERRNO) and so on; cells of other sorts are sent as unknown. */
	uint32_t observations;

	/*
	 * Steps of PMU_BIT(PMU_X86_...) that need no function because nothing this system observes depends on them:
	 * what follows stays comparable. Their own cells are unknown.
	 */
	uint32_t ignored;

	/*
	 * For each step, at its number, the observations made after it, as `observations`; cells of other sorts are sent
	 * as unknown. NULL: after each step that has a function, all that `observations` says.
	 */
	const uint32_t *announced;

	/* NULL for none. */
	const struct pmu_facts *facts;

	/*
	 * The machines this system can be: each field from `least` to `most`, both included. NULL for no limit of its
	 * own. What the ranges cannot say, `reset` can: it returns false.
	 */
	const struct pmu_x86_machine *least;
	const struct pmu_x86_machine *most;

	/*
	 * A fresh virtual machine: no filter, every register 0 (global control as the generation has it), every virtual
	 * CPU not in L2, nothing programmed. False: cannot be this machine, and the program is left out of the
	 * comparison. The machine stays valid until the next reset.
	 */
	bool (*reset)(const struct pmu_x86_machine *machine);

	/* The virtual machine's owner calls KVM_SET_PMU_EVENT_FILTER. Emits: errno. */
	void (*set_filter)(const struct pmu_x86_request *request);

	/* The guest writes a register. Emits: fault. */
	void (*write)(unsigned vcpu, struct pmu_x86_register reg, uint64_t value);

	/* The guest reads a register. Emits: fault, value. */
	void (*read)(unsigned vcpu, struct pmu_x86_register reg);

	/* The virtual CPU enters the guest; pending PMU work is served first, then hardware is loaded. Emits nothing. */
	void (*enter)(unsigned vcpu);

	/*
	 * The hardware event occurs `times` (1 to 2^32-1) times in the guest at this privilege, satisfying every modifier
	 * a selector can ask for. `event` is a filter key: event select in bits 7:0 (AMD also 35:32), unit mask in 15:8.
	 * Emits: counts.
	 */
	void (*retire)(unsigned vcpu, uint64_t event, uint64_t times, enum pmu_x86_privilege privilege);

	/* KVM completes one instruction or branch for the guest. Emits: counts. */
	void (*emulate)(unsigned vcpu, enum pmu_x86_emulated what, enum pmu_x86_privilege privilege);

	/*
	 * The guest, a hypervisor, enters its own guest; nothing happens if it is there already. `global_control` is the
	 * value the transition loads into global control (Intel), NULL if it loads none. Emits: fault.
	 */
	void (*enter_l2)(unsigned vcpu, const uint64_t *global_control);

	/* The guest's own guest exits to it; nothing happens if it was not there. As enter_l2. Emits: fault. */
	void (*leave_l2)(unsigned vcpu, const uint64_t *global_control);

	/* The virtual machine's owner reads a counter (PMU_X86_COUNTER or PMU_X86_FIXED_COUNTER). Emits: value. */
	void (*host_read)(unsigned vcpu, struct pmu_x86_register counter);

	/* The virtual machine's owner writes a counter; the value is cut to the counter's width. Emits nothing. */
	void (*host_write)(unsigned vcpu, struct pmu_x86_register counter, uint64_t value);

	/*
	 * The virtual machine's owner resets the virtual CPU, as a VMM does, by writing every PMU register: counters, event
	 * selects, fixed control and status are 0, global control has the general-purpose counters' bits; nothing is pending
	 * or running, EFER.SVME is 0, it is not in L2. The filter stays. Emits nothing.
	 */
	void (*reset_vcpu)(unsigned vcpu);

	/*
	 * The virtual CPU takes an INIT: EFER.SVME is 0 and it is not in L2; no register of the PMU changes, and what ran
	 * goes on. Emits nothing.
	 */
	void (*init)(unsigned vcpu);

	/*
	 * The owner calls KVM_SET_CPUID2 with the CPUID that the virtual CPU was created with. Whether the guest has run
	 * on it before (entered, accessed a register, retired or completed something, changed its level) decides what that
	 * does. Emits: errno.
	 */
	void (*set_cpuid)(unsigned vcpu);
};

/* ---- arm64: KVM_ARM_VCPU_PMU_V3_FILTER --------------------------------------------------------- */

enum pmu_arm64_irqchip {
	PMU_IRQCHIP_NONE = 0,          /* none in the kernel: initialising a PMU needs no interrupt */
	PMU_IRQCHIP_UNINITIALISED = 1, /* one in the kernel that is not initialised */
	PMU_IRQCHIP_READY = 2,
};

/* The fixed facts of one run. Booleans are 0 or 1. Versions are ID_AA64DFR0_EL1.PMUVer encodings. */
struct pmu_arm64_machine {
	uint64_t host_version;       /* the hardware's PMU version: 1, 4, 5, 6, 7, 8 or 9 */
	uint64_t impdef_traps;       /* the host reaches its PMU through implementation-defined registers */
	uint64_t vm_version;         /* the virtual machine's: 1, 4, 5 or 6, not above the host's limit */
	uint64_t counters;           /* event counters, 1 to 31 */
	uint64_t hardware_el3;       /* the hardware has EL3 */
	uint64_t guest_el3;          /* the guest is told that it has EL3; a nested guest always is */
	uint64_t nested;             /* the guest has virtual EL2 */
	uint64_t pmu;                /* the virtual machine has a PMU */
	uint64_t strict;             /* userspace must select a PMU itself */
	uint64_t irqchip;            /* enum pmu_arm64_irqchip */
	uint64_t pmus;               /* hardware PMUs, 1 or 2, alike but for their number; the default is 0 */
	uint64_t fine_grained_traps; /* the hardware has FEAT_FGT */
	uint64_t ceid0;              /* the hardware's PMCEID0: bit n is event n, bit 32 + n is event 0x4000 + n */
	uint64_t ceid1;              /* the hardware's PMCEID1: bit n is event 0x20 + n, bit 32 + n is event 0x4020 + n */
	uint64_t vcpus;              /* 1 to 4 */
	uint64_t guest_el2;          /* the guest is told that it has EL2; a nested guest always is */
};

enum pmu_arm64_step {
	PMU_ARM64_SET_FILTER = 0,
	PMU_ARM64_SELECT_PMU = 1,
	PMU_ARM64_INIT = 2,
	PMU_ARM64_RUN = 3,
	PMU_ARM64_WRITE = 4,
	PMU_ARM64_READ = 5,
	PMU_ARM64_HOST_WRITE = 6,
	PMU_ARM64_SW_INCR = 7,
	PMU_ARM64_GO = 8,
	PMU_ARM64_LOAD = 9,
	PMU_ARM64_RETIRE = 10,
};

#define PMU_ARM64_ALL_STEPS UINT32_C(0x7ff)

enum pmu_arm64_register_kind {
	PMU_ARM64_PMEVTYPER = 0, /* indexed */
	PMU_ARM64_PMEVCNTR = 1,  /* indexed */
	PMU_ARM64_PMCCFILTR = 2,
	PMU_ARM64_PMCCNTR = 3,
	PMU_ARM64_PMCNTENSET = 4,
	PMU_ARM64_PMCNTENCLR = 5,
	PMU_ARM64_PMOVSSET = 6,
	PMU_ARM64_PMOVSCLR = 7,
	PMU_ARM64_PMCR = 8,
	PMU_ARM64_PMCEID0 = 9,  /* read-only */
	PMU_ARM64_PMCEID1 = 10, /* read-only */
	PMU_ARM64_MDCR = 11,    /* MDCR_EL2 */
	PMU_ARM64_HCR = 12,     /* HCR_EL2 */
};

struct pmu_arm64_register {
	enum pmu_arm64_register_kind kind;
	unsigned index; /* the event counter's number for the first two kinds, 0 to 30; the machine may lack it; else 0 */
};

/* What userspace hands to KVM_SET_DEVICE_ATTR, the absurd included. */
struct pmu_arm64_request {
	uint32_t group;     /* 0 is KVM_ARM_VCPU_PMU_V3_CTRL, or another */
	uint64_t attribute; /* 2 is KVM_ARM_VCPU_PMU_V3_FILTER, or another */
	uint16_t base;      /* first event of the range */
	uint16_t nevents;
	uint8_t action;     /* 0 ALLOW, 1 DENY, or anything */
	uint32_t pad;       /* 24 bits, the structure's last three bytes */
	unsigned readable;  /* how many of the structure's 8 bytes can be read, 0 to 8 */
	bool memory;        /* the kernel can allocate a bitmap */
};

enum pmu_arm64_level {
	PMU_EL0 = 0,
	PMU_EL1 = 1,
	PMU_VEL2 = 2, /* virtual EL2: the guest hypervisor, at physical EL1 */
};

/*
 * An arm64 system. "Counts" below means one count per event counter of this virtual CPU from 0 up,
 * then one of the cycle counter: counters + 1 cells. A NULL function: see struct pmu_x86_system.
 */
struct pmu_arm64_system {
	/* As in struct pmu_x86_system. */
	uint32_t observations;
	uint32_t ignored;
	const uint32_t *announced;
	const struct pmu_facts *facts;
	const struct pmu_arm64_machine *least;
	const struct pmu_arm64_machine *most;

	/*
	 * A fresh virtual machine: no filter, no PMU selected or initialised, never run; each virtual CPU at EL1, on a
	 * nested machine at virtual EL2; registers 0 but MDCR_EL2.HPMN, which is `counters`. False: cannot be this
	 * machine, and the program is left out of the comparison. The machine stays valid until the next reset.
	 */
	bool (*reset)(const struct pmu_arm64_machine *machine);

	/* KVM_SET_DEVICE_ATTR on the virtual CPU with a filter range. Emits: errno. */
	void (*set_filter)(unsigned vcpu, const struct pmu_arm64_request *request);

	/* KVM_ARM_VCPU_PMU_V3_SET_PMU with this PMU's number, 0 to 65535; the machine's are 0 up. Emits: errno. */
	void (*select_pmu)(unsigned vcpu, unsigned pmu);

	/* KVM_ARM_VCPU_PMU_V3_INIT on the virtual CPU; `interrupt`: whether its interrupt was set before. Emits: errno. */
	void (*init)(unsigned vcpu, bool interrupt);

	/*
	 * KVM_RUN of the virtual CPU as far as the first guest instruction: it is loaded, and the virtual machine has
	 * run once. Emits: errno.
	 */
	void (*run)(unsigned vcpu);

	/* The guest writes a register. Emits: fault. */
	void (*write)(unsigned vcpu, struct pmu_arm64_register reg, uint64_t value);

	/* The guest reads a register. Emits: fault, value. */
	void (*read)(unsigned vcpu, struct pmu_arm64_register reg);

	/*
	 * The virtual machine's owner stores a type register (PMEVTYPER of an implemented counter, or PMCCFILTR) with
	 * KVM_SET_ONE_REG, unmasked and without further effect until the next load, except that a remap is derived from it
	 * at once. Emits nothing.
	 */
	void (*host_write)(unsigned vcpu, struct pmu_arm64_register reg, uint64_t value);

	/* The guest writes PMSWINC_EL0. Emits: counts. */
	void (*sw_incr)(unsigned vcpu, uint64_t mask);

	/* The guest takes an exception or returns from one, and so executes at this level. Emits: fault. */
	void (*go)(unsigned vcpu, enum pmu_arm64_level level);

	/*
	 * The virtual CPU is put and loaded again. Emits: hardware, the type register of each event counter from 0 up,
	 * then of the cycle counter, as written to hardware (counters + 1 cells); unknown, or nothing at all, where the
	 * guest is given no hardware counters.
	 */
	void (*load)(unsigned vcpu);

	/*
	 * The hardware event occurs `times` (1 to 2^32-1) times where the guest now is. `event` is 16 bits, neither
	 * software increment (0x00) nor chain (0x1e); 0x11 also drives the cycle counter. Emits: counts.
	 */
	void (*retire)(unsigned vcpu, unsigned event, uint64_t times);
};

/* ---- The system ------------------------------------------------------------------------------- */

struct pmu_system {
	/* What this is, for reports: 1 to 64 printable ASCII characters. */
	const char *name;

	/* How long the harness waits for the answer to one batch of programs, up to 600000; 0 for its default of 10000. */
	uint32_t patience_ms;

	/* Called once with the command line's arguments before anything else; false ends the program with status 2. May be NULL. */
	bool (*start)(int argc, char **argv);

	/* One or both; NULL for an architecture this is not. */
	const struct pmu_x86_system *x86;
	const struct pmu_arm64_system *arm64;
};

/*
 * The descriptor of what was standard output before the main loop took it: for a `start` that answers its caller and
 * exits.
 */
int pmu_standard_output(void);

/* Defined by you. */
extern const struct pmu_system pmu_system;

#endif
