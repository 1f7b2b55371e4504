package pmuoracle.oracle.encoding.arm64;

import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.oracle.step.Layout;
import pmuoracle.spec.Errno;
import pmuoracle.spec.arm64.Arm64Model;
import pmuoracle.spec.arm64.Arm64Rule;
import pmuoracle.spec.arm64.FilterRequest;

/**
 * The kernel's answer to a call: the error of the first check that fails, in the order of the law
 * book, else 0.
 *
 * @param errno 64 bits; {@link Layout#UNSETTLED} where that is not settled
 * @param next the virtual machine after it, unchanged by a refused call
 * @param fired why
 */
public record Acceptance(Word errno, VmState next, Fired fired) {

  /**
   * A filter request.
   *
   * @param group 64 bits, of which 32
   * @param attribute 64 bits
   * @param base 16 bits
   * @param nevents 16 bits
   * @param action 64 bits, of which 8
   * @param padded whether the padding is not 0
   * @param readable 64 bits: how many bytes can be read
   * @param memory whether a bitmap can be allocated
   */
  public record Request(
      Word group,
      Word attribute,
      Word base,
      Word nevents,
      Word action,
      Bool padded,
      Word readable,
      Bool memory)
      implements TermRecord {
    /** How many terms {@link #terms} lists. */
    public static final int SIZE = 8;

    /** A request nothing is known of. */
    public static Request variables(Terms terms) {
      return of(Components.variables(terms));
    }

    /** The request of these components. */
    public static Request of(Components c) {
      return new Request(
          c.word("group", 64),
          c.word("attribute", 64),
          c.word("base", 16),
          c.word("nevents", 16),
          c.word("action", 64),
          c.truth("padded"),
          c.word("readable", 64),
          c.truth("memory"));
    }

    /** True iff it has no {@link FilterRequest#otherMeaning other meaning}. */
    public Bool hasOwnMeaning() {
      Bool named = attribute.below(FilterRequest.ATTRIBUTES);
      return group
          .is(FilterRequest.PMU_GROUP)
          .choose(
              attribute.is(FilterRequest.FILTER).or(named.not()),
              group.atMost(FilterRequest.PVTIME_GROUP).not());
    }
  }

  /** A filter range is asked for. */
  public static Acceptance filter(
      Arm64Model model, MachineTerms machine, VmState before, Request request) {
    Terms terms = machine.world();
    return accepted(before.withFilter())
        .because(Arm64Rule.SET_FIRST_DEFAULTS, before.filtered().not())
        .because(Arm64Rule.SET_RANGE_APPLIED, request.nevents.is(0).not())
        .because(Arm64Rule.SET_PAD_IGNORED, request.padded)
        .unless(
            before,
            before.filtered().not().and(request.memory.not()),
            Errno.ENOMEM,
            Arm64Rule.SET_NO_MEMORY)
        .unless(before, before.selected().not(), Errno.ENXIO, Arm64Rule.SET_NO_SELECTION)
        .unless(
            before,
            terms.bool(model.refusedAfterRun()).and(before.hasRun()),
            Errno.EBUSY,
            Arm64Rule.SET_HAS_RUN)
        .unless(before, request.action.atMost(1).not(), Errno.EINVAL, Arm64Rule.SET_ACTION)
        .unless(
            before,
            endsWithin(model, machine, request.base, request.nevents, FilterRange.END_BITS).not(),
            Errno.EINVAL,
            Arm64Rule.SET_RANGE)
        .unless(
            before,
            request.readable.below(FilterRequest.BYTES),
            Errno.EFAULT,
            Arm64Rule.SET_UNREADABLE)
        .unless(
            before,
            request.attribute.is(FilterRequest.FILTER).not(),
            Errno.ENXIO,
            Arm64Rule.SET_ATTRIBUTE_UNKNOWN)
        .guarded(machine, before)
        .unless(
            before,
            request.group.is(FilterRequest.PMU_GROUP).not(),
            Errno.ENXIO,
            Arm64Rule.SET_GROUP_UNKNOWN)
        .unlessDead(model, before);
  }

  /** True iff the end of the range, in words of this width, is within the event space. */
  public static Bool endsWithin(
      Arm64Model model, MachineTerms machine, Word base, Word nevents, int width) {
    return FilterRange.end(base, nevents, width)
        .zeroExtend(64)
        .atMost(machine.filterEvents(model.eventSpace()));
  }

  /**
   * A PMU is selected.
   *
   * @param number 64 bits
   */
  public static Acceptance selection(
      Arm64Model model, MachineTerms machine, VmState before, Word number) {
    Terms terms = machine.world();
    Bool other = before.selected().and(before.selection().is(number)).not();
    return accepted(before.withSelection(number))
        .because(Arm64Rule.SELECT_TAKEN, terms.bool(true))
        .unless(
            before,
            before.hasRun().or(before.filtered().and(other)),
            Errno.EBUSY,
            Arm64Rule.SELECT_BUSY)
        .unless(before, machine.pmus().atMost(number), Errno.ENXIO, Arm64Rule.SELECT_UNKNOWN)
        .unless(
            before, terms.bool(!model.selectsPmu()), Errno.ENXIO, Arm64Rule.SET_ATTRIBUTE_UNKNOWN)
        .guarded(machine, before)
        .unlessDead(model, before);
  }

  /** The PMU of a virtual CPU is initialised. */
  public static Acceptance initialisation(
      Arm64Model model, MachineTerms machine, VmState before, Bool interrupt) {
    return accepted(before.withInitialised())
        .unless(before, machine.irqchip().and(interrupt.not()), Errno.ENXIO, Arm64Rule.INIT_ORDER)
        .unless(
            before,
            machine.irqchip().and(machine.irqchipReady().not()),
            Errno.ENODEV,
            Arm64Rule.INIT_ORDER)
        .unless(before, before.selected().not(), Errno.ENXIO, Arm64Rule.INIT_ORDER)
        .guarded(machine, before)
        .unlessDead(model, before);
  }

  /** The virtual CPU gets to run; a run that finds no controller ready kills the machine. */
  public static Acceptance run(Arm64Model model, MachineTerms machine, VmState before) {
    Bool unready = machine.irqchip().and(machine.irqchipReady().not());
    Bool absent = machine.nested().and(machine.irqchip().not());
    return accepted(before.withRun())
        .because(Arm64Rule.RUN_FREEZES, before.hasRun().not())
        .unless(
            before,
            machine.pmu().and(before.initialised().not()),
            Errno.EINVAL,
            Arm64Rule.RUN_NEEDS_INIT)
        .unless(before, absent, Errno.EAGAIN, Arm64Rule.RUN_NESTED_WITHOUT_IRQCHIP)
        .refused(before.killed(), unready, Errno.EBUSY.number(), Arm64Rule.RUN_UNREADY)
        .unlessDead(model, before);
  }

  /** A new virtual machine. */
  public static Acceptance creation(MachineTerms machine) {
    return accepted(VmState.initial(machine));
  }

  private static Acceptance accepted(VmState next) {
    Terms terms = next.filtered().terms();
    return new Acceptance(terms.word(64, 0), next, Fired.none(terms));
  }

  /** What every attribute of the PMU is checked for. */
  private Acceptance guarded(MachineTerms machine, VmState before) {
    return unless(before, before.initialised(), Errno.EBUSY, Arm64Rule.SET_INITIALISED)
        .unless(before, machine.pmu().not(), Errno.ENODEV, Arm64Rule.SET_NO_PMU);
  }

  private Acceptance because(Arm64Rule rule, Bool condition) {
    return new Acceptance(errno, next, fired.with(rule, condition));
  }

  /** What every call on a dead virtual machine is refused for first. */
  private Acceptance unlessDead(Arm64Model model, VmState before) {
    return switch (model.unreadyRun()) {
      case DEAD -> unless(before, before.dead(), Errno.EIO, Arm64Rule.VM_DEAD);
      case UNSETTLED ->
          refused(before, before.dead(), Layout.UNSETTLED, Arm64Rule.VM_DEAD_UNSETTLED);
    };
  }

  /** As this, unless the condition holds: then refused with this error for this rule. */
  private Acceptance unless(VmState before, Bool condition, Errno error, Arm64Rule rule) {
    return refused(before, condition, error.number(), rule)
        .because(Arm64Rule.SET_REFUSED_UNCHANGED, condition);
  }

  private Acceptance refused(VmState then, Bool condition, long error, Arm64Rule rule) {
    Terms terms = condition.terms();
    return new Acceptance(
        condition.choose(terms.word(64, error), errno),
        VmState.choose(condition, then, next),
        Fired.none(terms).with(fired, condition.not()).with(rule, condition));
  }
}
