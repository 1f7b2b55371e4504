package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;

/**
 * What calls go by.
 *
 * @param filtered whether a filter was ever accepted
 * @param dead whether a run that was refused has killed it
 * @param hasRun whether a virtual CPU of the virtual machine has run
 * @param selected whether a PMU is selected
 * @param selection 64 bits: its number
 * @param initialised whether the PMU of the virtual CPU the call is made through is
 */
public record VmState(
    Bool filtered, Bool dead, Bool hasRun, Bool selected, Word selection, Bool initialised)
    implements TermRecord {
  /** How many terms {@link #terms} lists. */
  public static final int SIZE = 6;

  /** The places of components in {@link #terms}. */
  public static final int FILTERED = 0;

  public static final int DEAD = 1;

  public static final int INITIALISED = 5;

  /** A virtual machine nothing is known of. */
  public static VmState variables(Terms terms) {
    return of(Components.variables(terms));
  }

  /** The virtual machine of these components. */
  public static VmState of(Components c) {
    return new VmState(
        c.truth("filtered"),
        c.truth("dead"),
        c.truth("has-run"),
        c.truth("selected"),
        c.word("selection", 64),
        c.truth("initialised"));
  }

  /** A new virtual machine: the first PMU is selected unless userspace must. */
  static VmState initial(MachineTerms machine) {
    Terms terms = machine.world();
    Bool no = terms.bool(false);
    return new VmState(no, no, no, machine.strict().not(), terms.word(64, 0), no);
  }

  /** The same through a virtual CPU whose PMU is not initialised. */
  public VmState throughAnother() {
    return new VmState(filtered, dead, hasRun, selected, selection, filtered.terms().bool(false));
  }

  /** True iff they are the same in all but whether they are dead. */
  public Bool isButForDeath(VmState that) {
    return killed().is(that.killed());
  }

  VmState withFilter() {
    return new VmState(yes(), dead, hasRun, selected, selection, initialised);
  }

  VmState withRun() {
    return new VmState(filtered, dead, yes(), selected, selection, initialised);
  }

  VmState withSelection(Word number) {
    return new VmState(filtered, dead, hasRun, yes(), number, initialised);
  }

  VmState killed() {
    return new VmState(filtered, yes(), hasRun, selected, selection, initialised);
  }

  VmState withInitialised() {
    return new VmState(filtered, dead, hasRun, selected, selection, yes());
  }

  private Bool yes() {
    return filtered.terms().bool(true);
  }

  /** The first where the condition holds, else the second. */
  public static VmState choose(Bool condition, VmState then, VmState otherwise) {
    return TermRecord.choose(condition, then, otherwise, VmState::of);
  }
}
