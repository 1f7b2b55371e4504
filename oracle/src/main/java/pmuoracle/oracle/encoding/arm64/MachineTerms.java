package pmuoracle.oracle.encoding.arm64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.arm64.Arm64Machine;
import pmuoracle.spec.arm64.Arm64Machine.Irqchip;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Model.EventSpace;

/**
 * The facts of one machine as terms; words have 64 bits.
 *
 * @param hostVersion the hardware's PMU version
 * @param impdefTraps whether it is reached through implementation-defined registers
 * @param vmVersion the virtual machine's PMU version
 * @param counters event counters
 * @param irqchip whether an interrupt controller is in the kernel
 * @param irqchipReady whether it is initialised
 * @param pmus hardware PMUs
 */
public record MachineTerms(
    Word hostVersion,
    Bool impdefTraps,
    Word vmVersion,
    Word counters,
    Bool hardwareEl3,
    Bool guestEl3,
    Bool nested,
    Bool pmu,
    Bool strict,
    Bool irqchip,
    Bool irqchipReady,
    Word pmus,
    Bool fineGrainedTraps,
    Word ceid0,
    Word ceid1,
    Bool guestEl2)
    implements TermRecord {
  /** How many terms {@link #terms} lists. */
  public static final int SIZE = 16;

  /** A machine nothing is known of. */
  public static MachineTerms variables(Terms terms) {
    return of(Components.variables(terms));
  }

  /** The machine of these components. */
  public static MachineTerms of(Components c) {
    return new MachineTerms(
        c.word("host-version", 64),
        c.truth("impdef-traps"),
        c.word("vm-version", 64),
        c.word("counters", 64),
        c.truth("hardware-el3"),
        c.truth("guest-el3"),
        c.truth("nested"),
        c.truth("pmu"),
        c.truth("strict"),
        c.truth("irqchip"),
        c.truth("irqchip-ready"),
        c.word("pmus", 64),
        c.truth("fine-grained-traps"),
        c.word("ceid0", 64),
        c.word("ceid1", 64),
        c.truth("guest-el2"));
  }

  /** The values of {@link #terms} for a machine, written from place {@code at} on. */
  public static void write(Arm64Machine machine, long[] into, int at) {
    into[at] = machine.hostVersion();
    into[at + 1] = machine.impdefTraps() ? 1 : 0;
    into[at + 2] = machine.vmVersion();
    into[at + 3] = machine.counters();
    into[at + 4] = machine.hardwareEl3() ? 1 : 0;
    into[at + 5] = machine.guestEl3() ? 1 : 0;
    into[at + 6] = machine.nested() ? 1 : 0;
    into[at + 7] = machine.pmu() ? 1 : 0;
    into[at + 8] = machine.strict() ? 1 : 0;
    into[at + 9] = machine.irqchip() == Irqchip.NONE ? 0 : 1;
    into[at + 10] = machine.irqchip() == Irqchip.READY ? 1 : 0;
    into[at + 11] = machine.pmus();
    into[at + 12] = machine.fineGrainedTraps() ? 1 : 0;
    into[at + 13] = machine.ceid0();
    into[at + 14] = machine.ceid1();
    into[at + 15] = machine.guestEl2() ? 1 : 0;
  }

  /** The world these terms belong to. */
  public Terms world() {
    return pmu.terms();
  }

  /** True iff a machine has these facts; see {@link Arm64Machine}. */
  public Bool exists() {
    Terms terms = world();
    return terms.all(
        hostVersion.atMost(9),
        oneOf(hostVersion, 1, 4, 5, 6, 7, 8, 9),
        oneOf(vmVersion, 1, 4, 5, 6),
        vmVersion.atMost(hostLimit()),
        terms.word(64, 1).atMost(counters),
        counters.atMost(Arm64Machine.MAX_COUNTERS),
        nested.implies(guestEl3.and(guestEl2)),
        oneOf(pmus, 1, 2),
        irqchipReady.implies(irqchip));
  }

  /** True iff a machine has these facts that the model does not refuse. */
  public Bool exists(Arm64Model model) {
    Bool exists = exists();
    List<Bool> all = new ArrayList<>(allowed(model));
    all.add(0, exists);
    return world().all(all);
  }

  /** True iff the model says something about them; see {@link Arm64Model#refusal}. */
  public Bool isOf(Arm64Model model) {
    return world().all(allowed(model));
  }

  private List<Bool> allowed(Arm64Model model) {
    Terms terms = world();
    boolean host = model.eventSpace() == EventSpace.HOST;
    return List.of(
        nested.implies(terms.bool(model.nested())),
        strict.implies(terms.bool(model.strict())),
        vmVersion.below(6).or(terms.bool(model.longCounters())),
        terms.bool(!host).or(hostVersion.atMost(7).and(impdefTraps.not())));
  }

  private static Bool oneOf(Word word, long... values) {
    Terms terms = word.terms();
    return terms.any(Arrays.stream(values).mapToObj(word::is).toList());
  }

  /** The host's limit of PMU versions. */
  public Word hostLimit() {
    Terms terms = world();
    Word capped = hostVersion.below(6).choose(hostVersion, terms.word(64, 6));
    return impdefTraps.choose(terms.word(64, 1), capped);
  }

  /** The event numbers of a version, as a mask of 64 bits. */
  Word eventMask(Word version) {
    Terms terms = world();
    return version.is(1).choose(terms.word(64, 0x3ff), terms.word(64, 0xffff));
  }

  /** What masks a type register's event. */
  public Word typeEvents(EventSpace space) {
    return eventMask(space == EventSpace.HOST ? hostVersion : vmVersion);
  }

  /** How many events a filter range may reach, 64 bits. */
  public Word filterEvents(EventSpace space) {
    return eventMask(space == EventSpace.HOST ? hostVersion : hostLimit()).plus(1);
  }

  /** True iff event counters hold 64 bits, else 32. */
  Bool longCounters() {
    return vmVersion.below(6).not();
  }
}
