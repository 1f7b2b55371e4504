package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Hcr;
import pmuoracle.spec.arm64.Level;
import pmuoracle.spec.arm64.Mdcr;
import pmuoracle.spec.arm64.Pmcr;

/**
 * What all counters of one virtual CPU share; words have 64 bits.
 *
 * @param pmcr the kept bits of PMCR_EL0
 * @param mdcr the kept bits of MDCR_EL2
 * @param hcr the kept bits of HCR_EL2
 * @param level where the guest is, see {@link #number}
 */
public record VcpuRegisters(Word pmcr, Word mdcr, Word hcr, Word level) implements TermRecord {
  /** How many terms {@link #terms} lists. */
  public static final int SIZE = 4;

  /** The place of {@link #level} in {@link #terms}. */
  public static final int LEVEL = 3;

  /** Registers nothing is known of. */
  public static VcpuRegisters variables(Terms terms, String prefix) {
    return of(Components.variables(terms).named(name -> prefix + "-" + name));
  }

  /** The registers of these components. */
  public static VcpuRegisters of(Components c) {
    return new VcpuRegisters(
        c.word("pmcr", 64), c.word("mdcr", 64), c.word("hcr", 64), c.word("level", 64));
  }

  /** A level as it stands in {@link #level}. */
  public static long number(Level where) {
    return switch (where) {
      case EL0 -> 0;
      case EL1 -> 1;
      case VEL2 -> 2;
    };
  }

  /** The level of this number. */
  public static Level level(long number) {
    return number == 0 ? Level.EL0 : number == 1 ? Level.EL1 : Level.VEL2;
  }

  /** True iff they are the same in all. */
  public Bool are(VcpuRegisters that) {
    return is(that);
  }

  public Terms world() {
    return level.terms();
  }

  /** True iff a virtual CPU of the machine can have these registers under the model. */
  public Bool exist(Arm64Model model, MachineTerms machine) {
    return world()
        .all(
            pmcr.and(WritableBits.pmcr(model, machine)).is(pmcr),
            mdcr.and(WritableBits.mdcr(machine)).is(mdcr),
            hcr.and(Hcr.E2H | Hcr.TGE).is(hcr),
            hpmn().atMost(machine.counters()),
            level.atMost(number(Level.VEL2)),
            machine
                .nested()
                .or(
                    world()
                        .all(
                            hpmn().is(machine.counters()),
                            mdcr.and(~Mdcr.HPMN).is(0),
                            hcr.is(0),
                            is(Level.VEL2).not())),
            is(Level.EL1).and(hcr.isClear(Hcr.TGE).not()).not());
  }

  /** True iff the guest is at this level. */
  public Bool is(Level where) {
    return level.is(number(where));
  }

  /** True iff the guest is in hyp context: nested, and at virtual EL2 or with TGE. */
  public Bool hyp(MachineTerms machine) {
    return machine.nested().and(is(Level.VEL2).or(hcr.isClear(Hcr.TGE).not()));
  }

  /** True iff the guest is below a virtual EL2. */
  public Bool belowEl2(MachineTerms machine) {
    return machine.nested().and(is(Level.VEL2).not());
  }

  /** MDCR_EL2.HPMN, 64 bits. */
  public Word hpmn() {
    return mdcr.and(Mdcr.HPMN);
  }

  /** The number of event counters as the guest reads it where it is. */
  Word visibleCounters(MachineTerms machine) {
    return belowEl2(machine).choose(hpmn(), machine.counters());
  }

  /** True iff every bit of the mask is set in PMCR_EL0. */
  public Bool pmcr(long mask) {
    return pmcr.isClear(mask).not();
  }

  /** True iff every bit of the mask is set in MDCR_EL2. */
  public Bool mdcr(long mask) {
    return mdcr.isClear(mask).not();
  }

  /** True iff PMCR.E. */
  Bool enables() {
    return pmcr(Pmcr.E);
  }

  VcpuRegisters withPmcr(Word to) {
    return new VcpuRegisters(to, mdcr, hcr, level);
  }

  VcpuRegisters withMdcr(Word to) {
    return new VcpuRegisters(pmcr, to, hcr, level);
  }

  VcpuRegisters withHcr(Word to) {
    return new VcpuRegisters(pmcr, mdcr, to, level);
  }

  VcpuRegisters withLevel(Word to) {
    return new VcpuRegisters(pmcr, mdcr, hcr, to);
  }

  /** The first where the condition holds, else the second. */
  public static VcpuRegisters choose(Bool condition, VcpuRegisters then, VcpuRegisters otherwise) {
    return TermRecord.choose(condition, then, otherwise, VcpuRegisters::of);
  }
}
