package pmuoracle.oracle.encoding.arm64;

import static pmuoracle.spec.arm64.Arm64Model.AdvertisedBase.WITH_SOFTWARE;

import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Fault;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.Deviation;
import pmuoracle.spec.arm64.Hcr;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;

/** What each step does to the registers all counters share, and which accesses fault. */
public record RegisterTransitions(Arm64Model model, MachineTerms machine, FilterTerms filter) {

  /** A virtual CPU as it is made. */
  public RegisterChange initial() {
    Terms terms = terms();
    Word zero = terms.word(64, 0);
    Word level =
        machine
            .nested()
            .choose(
                terms.word(64, VcpuRegisters.number(Level.VEL2)),
                terms.word(64, VcpuRegisters.number(Level.EL1)));
    return RegisterChange.to(new VcpuRegisters(zero, machine.counters(), zero, level));
  }

  /** The guest accesses a register of the whole PMU or of the cycle counter. */
  public RegisterChange accessed(VcpuRegisters before) {
    return RegisterChange.to(before)
        .unless(machine.pmu().not(), Fault.UD, before)
        .because(Arm64Rule.NO_PMU_UNDEFINED, machine.pmu().not());
  }

  /** Something happens to counters alone. */
  public RegisterChange kept(VcpuRegisters before) {
    return RegisterChange.to(before);
  }

  /** The guest writes a register that is read-only. */
  public RegisterChange readOnlyWritten(VcpuRegisters before) {
    return RegisterChange.to(before).unless(terms().bool(true), Fault.UD, before);
  }

  /** The guest accesses a register of event counter {@code index}; ARM-COUNTER-TRAPPED. */
  public RegisterChange counterAccessed(VcpuRegisters before, Word index) {
    return existing(RegisterChange.to(before), before, index);
  }

  private RegisterChange existing(RegisterChange change, VcpuRegisters before, Word index) {
    Bool absent = machine.counters().atMost(index);
    Bool trapped = before.belowEl2(machine).and(before.hpmn().atMost(index)).and(absent.not());
    return change
        .unless(trapped, Fault.TRAPPED, before)
        .because(Arm64Rule.COUNTER_TRAPPED, trapped)
        .unless(absent, Fault.UD, before)
        .because(Arm64Rule.COUNTER_ABSENT, absent)
        .unless(machine.pmu().not(), Fault.UD, before)
        .because(Arm64Rule.NO_PMU_UNDEFINED, machine.pmu().not());
  }

  /** The guest writes PMCR_EL0. */
  public RegisterChange pmcrWritten(VcpuRegisters before, Word written) {
    VcpuRegisters next = before.withPmcr(written.and(WritableBits.pmcr(model, machine)));
    Bool resets = written.isClear(Pmcr.P | Pmcr.C).not();
    return RegisterChange.to(next)
        .followedIf(resets.or(terms().bool(model.emulated())))
        .because(
            Arm64Rule.LONG_OVERFLOW_HELD,
            terms().bool(!model.longFromVersion6()).and(written.isClear(Pmcr.LP).not()))
        .unless(machine.pmu().not(), Fault.UD, before)
        .because(Arm64Rule.NO_PMU_UNDEFINED, machine.pmu().not());
  }

  public RegisterChange pmcrRead(VcpuRegisters before) {
    Word n = before.visibleCounters(machine).shiftLeft(terms().word(64, Pmcr.N_SHIFT));
    return RegisterChange.to(before)
        .answering(before.pmcr().or(n))
        .unless(machine.pmu().not(), Fault.UD, before)
        .because(Arm64Rule.NO_PMU_UNDEFINED, machine.pmu().not());
  }

  /** The guest writes MDCR_EL2, of which HPMN is at most the number of counters. */
  public RegisterChange mdcrWritten(VcpuRegisters before, Word written) {
    Word asked = written.and(Mdcr.HPMN);
    Word hpmn = machine.counters().below(asked).choose(machine.counters(), asked);
    Word kept = written.and(WritableBits.mdcr(machine)).and(~Mdcr.HPMN).or(hpmn);
    Word changed = kept.xor(before.mdcr());
    return RegisterChange.to(before.withMdcr(kept))
        .followedIf(terms().bool(model.emulated()))
        .because(
            Arm64Rule.STALE_HYP_CONTROLS,
            changes(changed, Mdcr.HPMN, Deviation.HPMN_STALE)
                .or(changes(changed, Mdcr.HPMD, Deviation.HPMD_STALE)))
        .unless(atEl2(before).not(), Fault.UD, before);
  }

  private Bool changes(Word changed, long mask, Deviation by) {
    return terms().bool(model.deviates(by)).and(changed.isClear(mask).not());
  }

  public RegisterChange mdcrRead(VcpuRegisters before) {
    return RegisterChange.to(before)
        .answering(before.mdcr())
        .knownIf(machine.pmu())
        .because(Arm64Rule.NO_PMU_UNSETTLED, machine.pmu().not())
        .unless(atEl2(before).not(), Fault.UD, before);
  }

  /** The guest writes HCR_EL2. */
  public RegisterChange hcrWritten(VcpuRegisters before, Word written) {
    return RegisterChange.to(before.withHcr(written.and(Hcr.E2H | Hcr.TGE)))
        .unless(atEl2(before).not(), Fault.UD, before);
  }

  public RegisterChange hcrRead(VcpuRegisters before) {
    return RegisterChange.to(before)
        .answering(before.hcr())
        .unless(atEl2(before).not(), Fault.UD, before);
  }

  /** The guest reads PMCEID0_EL0, or PMCEID1_EL0. */
  public RegisterChange advertisedRead(VcpuRegisters before, boolean second) {
    Advertised advertised = new Advertised(model, machine, filter);
    Bool present = filter.present();
    Bool bounded = advertised.settled().and(advertised.reachesUpper().not());
    return RegisterChange.to(before)
        .answering(second ? advertised.second() : advertised.first())
        .knownIf(advertised.settled())
        .because(Arm64Rule.ADVERTISED, terms().bool(true))
        .because(baseRule(), terms().bool(model.advertisedBase() != WITH_SOFTWARE || !second))
        .because(Arm64Rule.ADVERTISED_UPPER, present.and(bounded))
        .because(Arm64Rule.ADVERTISED_UNBOUNDED, advertised.settled().not())
        .unless(machine.pmu().not(), Fault.UD, before)
        .because(Arm64Rule.NO_PMU_UNDEFINED, machine.pmu().not());
  }

  private Arm64Rule baseRule() {
    return switch (model.advertisedBase()) {
      case HARDWARE, LESS_STALL_SLOT -> Arm64Rule.ADVERTISED_HARDWARE;
      case WITH_CHAIN -> Arm64Rule.ADVERTISED_CHAIN;
      case WITH_SOFTWARE -> Arm64Rule.ADVERTISED_SOFTWARE;
    };
  }

  /**
   * The guest goes to a level. Illegal iff that is EL1 with TGE. Counters follow iff it enters or
   * leaves hyp context.
   *
   * @param level 64 bits
   */
  public RegisterChange moved(VcpuRegisters before, Word level) {
    VcpuRegisters there = before.withLevel(level);
    Bool crosses = before.hyp(machine).iff(there.hyp(machine)).not();
    Bool illegal = there.is(Level.EL1).and(before.hcr().isClear(Hcr.TGE).not());
    return RegisterChange.to(there)
        .followedIf(crosses)
        .unless(machine.nested().and(illegal), Fault.UD, before);
  }

  private Bool atEl2(VcpuRegisters before) {
    return machine.nested().and(before.is(Level.VEL2));
  }

  private Terms terms() {
    return machine.world();
  }
}
