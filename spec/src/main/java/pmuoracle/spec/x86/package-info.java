/**
 * The vocabulary and the law of {@code KVM_SET_PMU_EVENT_FILTER} on x86.
 *
 * <h2>Units</h2>
 *
 * Events are written as filter keys: event select in bits 7:0 (AMD also 35:32), unit mask in 15:8.
 * Counter values wrap at the machine's counter width. Sizes are bytes.
 *
 * <h2>When things happen</h2>
 *
 * The hardware does what it was last told. It is told at the guest's write in generations that
 * reprogram at once, and at {@link pmuoracle.spec.x86.X86Step.Enter} in those that defer; a
 * mediated PMU always defers, and loads its shadow registers into hardware at {@code Enter}, after
 * pending work was served. A {@link pmuoracle.spec.x86.X86Step.Retire} without a fresh {@code
 * Enter} is the window in which a guest still runs as it was last programmed. {@code Enter} serves
 * what is pending in every generation; in those that reprogram at once only an overflow makes
 * something pending. A running counter keeps the event and privileges it was last programmed with
 * until it is programmed again.
 *
 * <h2>What a retired event is</h2>
 *
 * {@code Retire} says that the hardware event with this key occurred a number of times at this
 * privilege, and that each occurrence satisfies every modifier a selector can ask for (edge,
 * invert, counter mask, in-transaction). It drives each general-purpose counter programmed with
 * that key (the vendor's select and unit mask) and each fixed counter with that encoding, {@link
 * pmuoracle.spec.x86.FixedControl#encoding}.
 *
 * <h2>What KVM completes</h2>
 *
 * {@code Emulate} is matched by comparing the counter's selector with the canonical event in the
 * bits of {@link pmuoracle.spec.x86.EventSelect#RAW_EVENT_NB} on either vendor, so that an Intel
 * counter with IN_TX never matches; fixed counters are matched by their encoding. In generations
 * that latch, the counter's value itself advances, then the counter is reprogrammed at once; later,
 * counts of a perf-backed counter are added on the side, visible to reads at once, folded into the
 * value when the counter is next programmed, and forgotten when the counter's value is written. A
 * mediated counter's value advances directly.
 *
 * <h2>Overflow</h2>
 *
 * A perf-backed counter whose period ends while it retires events, and in generations that latch
 * one that wraps while it is bumped, sets its global-status bit and becomes pending; if it was
 * pending already neither happens. Programming that lets it run begins a period of what is left to
 * its wrap (2^width events at 0), or none if the event select has IN_TXCP (bit 33) on an Intel
 * machine, up to v5.17 on any; from then on perf's count is 0. A write of its value while it runs,
 * by the guest or its owner, begins another one, {@code WrittenPeriod}; a counter runs from the
 * programming that let it run until the one that stops it. A period that has ended begins again
 * only by programming or such a write. perf is taken as ideal, its handler running at the exact
 * count. Programming that lets a perf-backed counter run ends its being pending; so does every
 * entry, also for a counter that stays stopped (kernels up to v6.1 keep the mark of such a counter,
 * which then shows only if something else asks for the PMU). A bumped counter is reprogrammed
 * before its wrap is looked at. Side counts make a counter pending. A wrap found when side counts
 * are folded sets the bit iff the counter is then enabled and allowed. A mediated counter that
 * wraps sets the bit and is not made pending. The bits exist whether or not the machine has the
 * register to read them.
 *
 * <h2>Registers</h2>
 *
 * <ul>
 *   <li>Event select, Intel: bits 63:32 and 21 are reserved; on a TX-writable machine bit 32 is
 *       not, and bit 33 is not on counter 2 (in older generations on any counter, see {@code
 *       checkpointedEverywhere}). AMD: bits 63:36, 21 and 19 are reserved, up to v5.15 bits 63:32
 *       and 21; a write with one of them raises #GP up to v5.17 and drops them since. 40 and 41 are
 *       kept where Host-Only and Guest-Only take part (mediated nested machines).
 *   <li>Counter, Intel: a guest's write through the legacy address keeps 32 bits and extends their
 *       sign, through the full-width alias bits above the counter's width are reserved. Every other
 *       write is cut to the width.
 *   <li>Fixed control: bits 0, 1 and 3 of the nibbles of existing counters are writable, all others
 *       reserved.
 *   <li>Global control: the bits of existing counters are writable, all others reserved. Clearing
 *       status: those, 62 and 63 (Intel); 62 and 63 do nothing. It reads as 0, up to v5.10 as it
 *       was written last. EFER is AMD's and shows SVME only.
 *   <li>Clearing EFER.SVME in L2 leaves L2.
 * </ul>
 *
 * <h2>Enabled</h2>
 *
 * Globally: the counter's bit of global control, or no such register. Locally: bit 22 of the event
 * select, or one of the low two bits of the nibble; Host-Only and Guest-Only join where they take
 * part. Neither user nor kernel selected counts nothing though enabled. The architectural gate:
 * Intel; seven events 0x003c, 0x00c0, 0x013c, 0x4f2e, 0x412e, 0x00c4, 0x00c5 are numbered 0 to 6,
 * and one whose bit is set in the machine's unavailable events is refused on a general-purpose
 * counter with those 16 bits and on fixed counters 0 and 1 by their encoding. It stands beside the
 * verdict: a gated counter is programmed, and counts emulated instructions, as a denied one would.
 *
 * <h2>Life of a virtual CPU</h2>
 *
 * A virtual CPU is created with the machine's CPUID ({@code KVM_CREATE_VCPU}, {@code
 * KVM_SET_CPUID2}) before the program's first step, or, of the machine's late ones, right before
 * its own first step; that makes no difference to what is observed of it. Global control then has
 * its initial value, {@code InitialGlobal}: the counters' bits up to v5.19, 0 from v6.0 to v6.8,
 * the general-purpose counters' bits from v6.9 on. A virtual CPU has run once the guest did
 * anything on it: entered, accessed a register, retired or completed something, changed its level.
 * KVM emulates RESET at creation only; {@code Reset} is what a VMM does to a virtual CPU that
 * exists, {@code Init} is INIT, {@code SetCpuid} the refresh by CPUID.
 *
 * <h2>Mediated PMU</h2>
 *
 * Counters and global control belong to the guest: a write reaches hardware at once. A changed
 * event select is copied to its shadow and made pending; a changed fixed control is copied whole
 * and the nibbles that {@code Mediated} names are made pending; programming then keeps or removes
 * the enable bits of the shadow. A counter counts by what was loaded at the last entry and by
 * global control now. Entering and leaving L2 and changing SVME reprogram at once the shadow of
 * counters that have Host-Only or Guest-Only set.
 *
 * <h2>Not modelled</h2>
 *
 * PEBS, LBR, RDPMC, PMI delivery, contention in perf, concurrency: steps of several virtual CPUs
 * interleave but each is atomic.
 *
 * <h2>Sources</h2>
 *
 * {@code arch/x86/kvm/pmu.c}, {@code vmx/pmu_intel.c}, {@code svm/pmu.c}, {@code uapi/asm/kvm.h} at
 * the revisions each model names; the mails of the 2019 review named by {@code x86/rfc-v2} and
 * {@code x86/review-2019}. Reading taken where they are silent: side counts before v6.8 overflow as
 * from v6.8.
 */
@NullMarked
package pmuoracle.spec.x86;

import org.jspecify.annotations.NullMarked;
