package pmuoracle.oracle.encoding.x86;

import pmuoracle.oracle.encoding.Components;
import pmuoracle.oracle.encoding.Fired;
import pmuoracle.oracle.encoding.TermRecord;
import pmuoracle.oracle.smt.Bool;
import pmuoracle.oracle.smt.Terms;
import pmuoracle.oracle.smt.Word;
import pmuoracle.spec.Errno;
import pmuoracle.spec.x86.FilterRequest;
import pmuoracle.spec.x86.X86Model;
import pmuoracle.spec.x86.X86Rule;

/**
 * The kernel's answer to a request: the error of the first check that fails, in the order of the
 * law book, else 0.
 *
 * @param errno 64 bits
 * @param fired why
 */
public record Acceptance(Word errno, Fired fired) {

  /**
   * A request as far as its acceptance depends on it.
   *
   * @param action 32 bits
   * @param nevents 32 bits
   * @param flags 32 bits; meant only where the header has them
   * @param padded whether the padding is not 0
   * @param readable 64 bits: how many bytes can be read from the start of the header
   * @param reserved whether a claimed entry has a bit outside the masked fields
   */
  public record Request(
      Word action, Word nevents, Word flags, Bool padded, Word readable, Bool reserved)
      implements TermRecord {
    /** How many terms {@link #terms} lists. */
    public static final int SIZE = 6;

    /** A request nothing is known of. */
    public static Request variables(Terms terms) {
      return of(Components.variables(terms));
    }

    /** The request of these components. */
    public static Request of(Components c) {
      return new Request(
          c.word("request-action", 32),
          c.word("nevents", 32),
          c.word("flags", 32),
          c.truth("padded"),
          c.word("readable", 64),
          c.truth("reserved"));
    }
  }

  /** True iff the request asks for masked entries. */
  public static Bool masked(X86Model model, Word flags) {
    return (model.validFlags() & FilterRequest.MASKED_EVENTS) == 0
        ? flags.terms().bool(false)
        : flags.isClear(FilterRequest.MASKED_EVENTS).not();
  }

  public static Acceptance of(X86Model model, MachineTerms machine, Request request) {
    Terms terms = machine.world();
    boolean longHeader = hasFlags(model);
    Bool header = request.readable.below(model.headerBytes());
    Bool action = known(model, request.action).not();
    Bool flags =
        terms.bool(longHeader).and(request.flags.isClear(~model.validFlags() & 0xffff_ffffL).not());
    Bool many = RequestSize.guarded(model, request.nevents).not();
    Bool events = request.readable.below(copied(model, machine, request.nevents));
    Bool reserved = masked(model, request.flags).and(request.reserved);

    Acceptance accepted = accepted(model, request, longHeader);
    return accepted
        .unless(reserved, Errno.EINVAL, X86Rule.SET_MASKED_RESERVED)
        .unless(events, Errno.EFAULT, X86Rule.SET_EVENTS_UNREADABLE)
        .unless(many, Errno.E2BIG, X86Rule.SET_TOO_MANY)
        .unless(flags, Errno.EINVAL, X86Rule.SET_FLAGS_UNKNOWN)
        .unless(action, Errno.EINVAL, X86Rule.SET_ACTION_UNKNOWN)
        .unless(header, Errno.EFAULT, X86Rule.SET_HEADER_UNREADABLE);
  }

  /** Whether the header has a bitmap, flags and padding. */
  static boolean hasFlags(X86Model model) {
    return model.headerBytes() > 8;
  }

  private static Bool known(X86Model model, Word action) {
    return switch (model.actions()) {
      case UNCHECKED -> action.terms().bool(true);
      case ALLOW_DENY -> action.atMost(1);
      case NONE_ACCEPT_REJECT -> action.atMost(2);
    };
  }

  private static Word copied(X86Model model, MachineTerms machine, Word nevents) {
    return machine
        .wideSize()
        .choose(
            RequestSize.computed(model.headerBytes(), nevents, 64),
            RequestSize.computed(model.headerBytes(), nevents, 32).zeroExtend(64));
  }

  private static Acceptance accepted(X86Model model, Request request, boolean longHeader) {
    Terms terms = request.action.terms();
    Bool yes = terms.bool(true);
    Fired fired =
        Fired.none(terms)
            .with(X86Rule.SET_REPLACED, yes)
            .with(model.push() ? X86Rule.SET_PUSHED : X86Rule.SET_NOT_PUSHED, yes);
    if (longHeader) {
      fired = fired.with(X86Rule.SET_PAD_IGNORED, request.padded);
    }
    return new Acceptance(
        terms.word(64, 0),
        switch (model.actions()) {
          case UNCHECKED ->
              fired.with(X86Rule.SET_ACTION_UNCHECKED, request.action.atMost(1).not());
          case ALLOW_DENY -> fired;
          case NONE_ACCEPT_REJECT -> fired.with(X86Rule.SET_NONE_REMOVES, request.action.is(0));
        });
  }

  /** As this, unless the condition holds: then refused with this error for this rule. */
  private Acceptance unless(Bool condition, Errno error, X86Rule rule) {
    Terms terms = condition.terms();
    return new Acceptance(
        condition.choose(terms.word(64, error.number()), errno),
        Fired.none(terms)
            .with(fired, condition.not())
            .with(rule, condition)
            .with(X86Rule.SET_REFUSED_UNCHANGED, condition));
  }
}
