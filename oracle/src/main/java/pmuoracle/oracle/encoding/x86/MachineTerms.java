package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.x86.EventSelect;
import pmuoracle.spec.x86.FixedControl;
import pmuoracle.spec.x86.Vendor;
import pmuoracle.spec.x86.X86Machine;

/**
 * The facts of one machine as terms.
 *
 * @param intel whether the vendor is Intel, else AMD
 * @param globalControl whether there is a global control register
 * @param counterMask 64 bits: those a counter holds
 * @param txWritable whether IN_TX can be set
 * @param mediated whether the guest owns the hardware counters
 * @param nested whether the guest may be a hypervisor
 * @param unavailable 64 bits, of which 7: architectural events that are missing
 * @param wideSize whether the host's size type has 64 bits, else 32
 * @param globalBits 64 bits: the places of existing counters in global control
 * @param fixedBits 64 bits: what can be set in fixed control
 */
public record MachineTerms(
    Bool intel,
    Bool globalControl,
    Word counterMask,
    Bool txWritable,
    Bool mediated,
    Bool nested,
    Word unavailable,
    Bool wideSize,
    Word globalBits,
    Word fixedBits)
    implements TermRecord {
  /** How many terms {@link #terms} lists. */
  public static final int SIZE = 10;

  /** A machine nothing is known of. */
  public static MachineTerms variables(Terms terms) {
    return of(Components.variables(terms));
  }

  /** The machine of these components. */
  public static MachineTerms of(Components c) {
    return new MachineTerms(
        c.truth("intel"),
        c.truth("global-control?"),
        c.word("counter-mask", 64),
        c.truth("tx-writable"),
        c.truth("mediated"),
        c.truth("nested"),
        c.word("unavailable-events", 64),
        c.truth("wide-size"),
        c.word("global-bits", 64),
        c.word("fixed-bits", 64));
  }

  /** Exactly this machine. */
  public static MachineTerms of(Terms terms, X86Machine machine) {
    return new MachineTerms(
        terms.bool(machine.vendor() == Vendor.INTEL),
        terms.bool(machine.globalControl()),
        terms.word(64, machine.counterMask()),
        terms.bool(machine.txWritable()),
        terms.bool(machine.mediated()),
        terms.bool(machine.nested()),
        terms.word(64, machine.unavailableEvents()),
        terms.bool(machine.hostBits() == 64),
        terms.word(64, machine.globalBits()),
        terms.word(64, fixedBits(machine)));
  }

  /** The values of {@link #terms} for a machine, written from place {@code at} on. */
  public static void write(X86Machine machine, long[] into, int at) {
    into[at] = machine.vendor() == Vendor.INTEL ? 1 : 0;
    into[at + 1] = machine.globalControl() ? 1 : 0;
    into[at + 2] = machine.counterMask();
    into[at + 3] = machine.txWritable() ? 1 : 0;
    into[at + 4] = machine.mediated() ? 1 : 0;
    into[at + 5] = machine.nested() ? 1 : 0;
    into[at + 6] = machine.unavailableEvents();
    into[at + 7] = machine.hostBits() == 64 ? 1 : 0;
    into[at + 8] = machine.globalBits();
    into[at + 9] = fixedBits(machine);
  }

  private static long fixedBits(X86Machine machine) {
    long bits = 0;
    for (int i = 0; i < machine.fixed(); i++) {
      bits |= FixedControl.WRITABLE << (4 * i);
    }
    return bits;
  }

  /**
   * True iff some {@link X86Machine} has these facts, but for how its fixed counters' bits in
   * global and in fixed control go together.
   */
  public Bool wellFormed() {
    Word fixed = globalBits.bits(63, 32);
    Bool vendor =
        intel.or(world().all(txWritable.not(), unavailable.is(0), fixed.is(0), fixedBits.is(0)));
    return world()
        .all(
            contiguous(counterMask),
            world().word(64, 0xffff_ffffL).atMost(counterMask),
            contiguous(globalBits.bits(31, 0)),
            globalBits
                .bits(31, 0)
                .atMost(intel.choose(world().word(32, 0xff), world().word(32, 0x3f))),
            contiguous(fixed),
            fixed.atMost(0xffff),
            unavailable.below(0x80),
            mediated.implies(globalControl),
            fixed.is(0).or(globalControl),
            vendor);
  }

  /** True iff the ones are all at the low end. */
  private static Bool contiguous(Word mask) {
    return mask.and(mask.plus(1)).is(0);
  }

  /** The world these terms belong to. */
  public Terms world() {
    return intel.terms();
  }

  MachineTerms withoutMediated() {
    return new MachineTerms(
        intel,
        globalControl,
        counterMask,
        txWritable,
        world().bool(false),
        nested,
        unavailable,
        wideSize,
        globalBits,
        fixedBits);
  }

  /** The event-select bits of a selector. */
  public Word selectMask() {
    return byVendor(Vendor.INTEL.selectMask(), Vendor.AMD.selectMask());
  }

  /** Event select and unit mask. */
  public Word keyMask() {
    return selectMask().or(EventSelect.UNIT_MASK);
  }

  Word byVendor(long onIntel, long onAmd) {
    return intel.choose(world().word(64, onIntel), world().word(64, onAmd));
  }
}
